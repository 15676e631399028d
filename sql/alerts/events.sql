-- Air-raid alerts by day and region of Ukraine: minutes under alert and number of separate alerts, from the official list and
-- from the volunteers' list.
-- grain: event_id
-- not for: hours of a calendar day; an alert counts in full on the day on which it begins. Use marts.alerts_daily.
-- test: unique(event_id): An event with two rows is counted twice.
with
claims as (
    select
        links.event_id,
        known.list_name,
        known.started_stated,
        known.region_pcode,
        known.reported_by,
        known.source_type,
        known.is_end_guessed,
        known.started_at,
        known.ended_at,
        -- Alerts of areas inside one region overlap: only the time after the latest end so far is added.
        max(known.ended_at) over (
            partition by links.event_id, known.list_name
            order by known.started_at, known.ended_at, known.claim_id
            rows between unbounded preceding and 1 preceding
        ) as covered_until,
    from links.alerts as links
    inner join known.alerts as known on links.claim_id = known.claim_id
    where links.role <> 'unlinked'
),

accounts as (
    select
        event_id,
        list_name,
        min(started_stated) as started_stated,
        min(region_pcode) as region_pcode,
        min(reported_by) as reported_by,
        bool_or(source_type = 'official') as is_official,
        cast(round(sum(case when ended_at is not null then greatest(epoch(ended_at) - epoch(greatest(started_at, covered_until)), 0) end) / 60) as integer) as minutes,
        cast(count(case when covered_until is null or started_at > covered_until then 1 end) as integer) as alerts,
        count(case when is_end_guessed then 1 end) as guessed_ends,
        count(*) as claims,
    from claims
    group by event_id, list_name
),

compared as (
    select
        event_id,
        min(started_stated) as started_stated,
        min(region_pcode) as region_pcode,
        max(case when list_name = 'official' then minutes end) as minutes_official,
        max(case when list_name = 'volunteer' then minutes end) as minutes_volunteer,
        max(case when list_name = 'official' then alerts end) as alerts_official,
        max(case when list_name = 'volunteer' then alerts end) as alerts_volunteer,
        sum(guessed_ends) as guessed_ends,
        sum(claims) as claims,
        count(distinct reported_by) as sources,
        count(distinct case when is_official then reported_by end) as official_sources,
    from accounts
    group by all
)

select
    event_id, -- Readable id, alert-<day in Kyiv>-<P-code of the region>.
    started_stated, -- Day in Kyiv on which its alerts begin, ISO 8601.
    region_pcode, -- First-level region of Ukraine, P-code.
    least(minutes_official, minutes_volunteer) as minutes_low, -- Fewer minutes under alert of the two lists.
    coalesce(minutes_official, minutes_volunteer) as minutes_best, -- Minutes under alert anywhere in the region; null while no alert has ended.
    greatest(minutes_official, minutes_volunteer) as minutes_high, -- More minutes under alert of the two lists.
    least(alerts_official, alerts_volunteer) as alerts_low, -- Fewer separate alerts of the two lists.
    coalesce(alerts_official, alerts_volunteer) as alerts_best, -- Separate alerts; alerts that overlap inside the region are one.
    greatest(alerts_official, alerts_volunteer) as alerts_high, -- More separate alerts of the two lists.
    cast(guessed_ends as integer) as guessed_ends, -- Alerts whose end a list assumed.
    cast(claims as bigint) as claims, -- Claims linked to it.
    sources, -- Publishers that report it.
    official_sources, -- Official publishers among them.
    case when alerts_official is not null then 'the official list' else 'the volunteers'' list; the official list has no alert' end as best_rule, -- How the best values were chosen.
    cast([] as varchar[]) as disputed_figures, -- Always empty: the lists always differ by minutes; marts.alerts_daily has both.
from compared
order by event_id
