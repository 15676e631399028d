-- Intervals in which an agreement keeps one status, track by track: consecutive changes to the same status form one interval.
-- grain: event_id x track x interval_no
-- not for: the status of a treaty; rows of the track participation with is_echo repeat those of the agreement. Use events.agreements.
-- test: unique(event_id, track, interval_no): An interval listed twice would give an agreement two statuses at once.
with
-- A proposal, signature or rejection does not change a status in effect: a proposed extension does not end a treaty.
moving as (
    select
        *,
        lag(status) over (partition by event_id, track order by event_stated, step, event) as status_before,
    from events.agreements_changes
    where
        case status
            when 'proposed' then not has_begun
            when 'signed' then coalesce(status_held in ('expired', 'withdrawn'), true)
            when 'rejected' then status_held is null
            else true
        end
),

numbered as (
    select
        *,
        sum(case when status is distinct from status_before then 1 else 0 end) over (
            partition by event_id, track
            order by event_stated, step, event
            rows unbounded preceding
        ) as interval_no,
        cast(event_stated || substr('-01-01', length(event_stated) - 3) as date) as earliest,
        case length(event_stated)
            when 10 then cast(event_stated as date)
            when 7 then last_day(cast(event_stated || '-01' as date))
            else cast(event_stated || '-12-31' as date)
        end as latest,
    from moving
),

beginnings as (
    select
        *,
        first_value(event) over beginning as first_event,
        first_value(earliest) over beginning as first_day,
    from numbered
    window beginning as (
        partition by event_id, track, interval_no
        order by event_stated, step, event
    )
),

tolerance as (
    select days,
    from links.agreements_reach
),

-- Claimants date one change differently: the most exact date ranks first, then the one that most publishers give.
ranked as (
    select
        beginnings.*,
        row_number() over (
            partition by event_id, track, interval_no
            order by length(event_stated) desc, publishers_of_date desc, source_rank, event_stated
        ) as place,
    from beginnings
    cross join tolerance
    where event = first_event and date_diff('day', first_day, earliest) <= days
),

begun as (
    select
        event_id,
        track,
        interval_no,
        kind,
        status,
        max(case when place = 1 then event_stated end) as valid_from_stated,
        min(earliest) as valid_from_earliest,
        max(latest) as valid_from_latest,
        count(distinct event_stated) as dates,
        cast(sum(claims) as bigint) as claims,
        array_length(list_distinct(flatten(list(publisher_names)))) as sources,
        array_length(list_distinct(flatten(list(official_names)))) as official_sources,
        bool_or(is_echo) as is_echo,
    from ranked
    group by all
),

-- An extension within an interval reports that the status still holds.
last_reports as (
    select
        event_id,
        track,
        interval_no,
        max(earliest) as last_reported_on,
    from numbered
    group by all
)

select
    begun.event_id, -- Agreement, as in links.agreements.
    begun.track, -- agreement or participation, as in events.agreements_changes.
    cast(begun.interval_no as integer) as interval_no, -- Number of the interval on its track, in order of time.
    begun.kind, -- Kind of agreement, as most publishers give it; null when none does.
    begun.status, -- proposed, signed, in_force, suspended, withdrawn, expired or rejected.
    begun.valid_from_stated, -- Start date, ISO 8601 at the stated precision: the most exact date, then the one that most publishers give.
    lead(begun.valid_from_stated) over (partition by begun.event_id, begun.track order by begun.interval_no) as valid_to_stated, -- End date, ISO 8601 at the stated precision; null while it lasts.
    begun.valid_from_earliest, -- Earliest day that any claimant's date for the change can mean.
    begun.valid_from_latest, -- Latest day that any claimant's date for the change can mean.
    last_reports.last_reported_on, -- Latest day on which a claim reports that the status begins, is restored or is extended; for a month or a year, its first day.
    begun.dates, -- Dates that claims give for the change.
    begun.claims, -- Claims of the change that began it.
    begun.sources, -- Publishers of these claims.
    begun.official_sources, -- Official publishers among them.
    begun.is_echo, -- True where a row of the track participation repeats a change of the agreement itself.
from begun
inner join last_reports
    on begun.event_id = last_reports.event_id
    and begun.track = last_reports.track
    and begun.interval_no = last_reports.interval_no
order by begun.event_id, begun.track, begun.interval_no
