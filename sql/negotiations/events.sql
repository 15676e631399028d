-- Rounds of talks, one row each.
-- grain: event_id
-- not for: measuring progress; the outcome is what claimants report, and they differ.
with
claims as (
    select
        links.event_id,
        known.*,
    from links.negotiations as links
    inner join known.negotiations as known on links.claim_id = known.claim_id
    where links.role <> 'unlinked'
),

preferred as (
    select
        event_id,
        max(case attribute when 'process' then value end) as process,
        cast(max(case attribute when 'round_no' then value end) as integer) as round_no,
        max(case attribute when 'format' then value end) as format,
        max(case attribute when 'host_iso3' then value end) as host_iso3,
        max(case attribute when 'outcome' then value end) as outcome,
    from events.negotiations_values
    where place = 1
    group by all
),

-- The most exact date; among equals an official publisher's, then the one that most publishers give.
starts as (
    select
        event_id,
        started_stated,
        row_number() over (
            partition by event_id
            order by
                length(started_stated) desc,
                min(case when source_type = 'official' then 1 else 2 end),
                count(distinct reported_by) desc,
                started_stated
        ) as place,
    from claims
    where started_stated is not null
    group by event_id, started_stated
),

ends as (
    select
        claims.event_id,
        claims.ended_stated,
        row_number() over (
            partition by claims.event_id
            order by
                length(claims.ended_stated) desc,
                min(case when claims.source_type = 'official' then 1 else 2 end),
                count(distinct claims.reported_by) desc,
                claims.ended_stated desc
        ) as place,
    from claims
    left join starts on claims.event_id = starts.event_id and starts.place = 1
    -- An end before the preferred start belongs to another start.
    where
        claims.ended_stated is not null
        and coalesce(substr(claims.ended_stated, 1, length(starts.started_stated)) >= substr(starts.started_stated, 1, length(claims.ended_stated)), true)
    group by claims.event_id, claims.ended_stated
),

-- The venue that most publishers give; ties are broken alphabetically, so that reruns agree.
venues as (
    select
        event_id,
        venue_city,
        venue_iso3,
        row_number() over (partition by event_id order by count(distinct reported_by) desc, venue_city, venue_iso3) as place,
    from claims
    where venue_city is not null
    group by event_id, venue_city, venue_iso3
),

parties as (
    select
        event_id,
        list_sort(list(distinct party)) as parties,
    from (
        select
            event_id,
            unnest(parties) as party,
        from claims
    ) as each_party
    group by all
),

mediators as (
    select
        event_id,
        list_sort(list(distinct mediator)) as mediators,
    from (
        select
            event_id,
            unnest(mediators) as mediator,
        from claims
    ) as each_mediator
    group by all
),

reports as (
    select
        event_id,
        min(case when length(started_stated) = 10 then cast(started_stated as date) end) as started_earliest,
        max(case when length(ended_stated) = 10 then cast(ended_stated as date) end) as ended_latest,
        count(distinct case when length(started_stated) = 10 then started_stated end) as starts,
        count(distinct case when length(ended_stated) = 10 then ended_stated end) as ends,
        count(distinct round_no) as round_nos,
        count(distinct venue_iso3) as venue_states,
        count(distinct format) as formats,
        count(distinct case when outcome <> 'unknown' then outcome end) as outcomes,
        count(*) as claims,
        count(distinct reported_by) as sources,
        count(distinct case when source_type = 'official' then reported_by end) as official_sources,
    from claims
    group by all
)

select
    reports.event_id, -- Readable id, talks-<label of the round, or first day and venue>.
    preferred.process, -- Series of talks, as most publishers name it.
    preferred.round_no, -- Number of the round, as most publishers give it; null when none does.
    starts.started_stated, -- First day: the most exact date given, then an official publisher's, then the one that most publishers give.
    ends.ended_stated, -- Last day: the most exact date given, then an official publisher's, then the one that most publishers give.
    reports.started_earliest, -- Earliest first day that a claimant dates exactly.
    reports.ended_latest, -- Latest last day that a claimant dates exactly.
    venues.venue_city, -- City, as most publishers say.
    venues.venue_iso3, -- State of the venue.
    preferred.format, -- bilateral, trilateral, multilateral, proximity, shuttle or phone, as most publishers say.
    coalesce(parties.parties, []) as parties, -- All parties named by any claimant.
    coalesce(mediators.mediators, []) as mediators, -- All mediators named by any claimant.
    preferred.host_iso3, -- Hosting state, as most publishers say.
    coalesce(preferred.outcome, 'unknown') as outcome, -- Outcome, as most publishers say; unknown when none says.
    reports.claims, -- Claims linked to it.
    reports.sources, -- Publishers that report it.
    reports.official_sources, -- Official publishers among them.
    'the most exact dates; among equals an official publisher''s, then those that most publishers give' as best_rule, -- How started_stated and ended_stated were chosen.
    list_filter(
        [
            case when reports.starts > 1 then 'started_stated' end,
            case when reports.ends > 1 then 'ended_stated' end,
            case when reports.round_nos > 1 then 'round_no' end,
            case when reports.venue_states > 1 then 'venue_iso3' end,
            case when reports.formats > 1 then 'format' end,
            case when reports.outcomes > 1 then 'outcome' end
        ],
        lambda name: name is not null
    ) as disputed_figures, -- Figures on which claimants differ; empty when there are none.
from reports
left join preferred on reports.event_id = preferred.event_id
left join starts on reports.event_id = starts.event_id and starts.place = 1
left join ends on reports.event_id = ends.event_id and ends.place = 1
left join venues on reports.event_id = venues.event_id and venues.place = 1
left join parties on reports.event_id = parties.event_id
left join mediators on reports.event_id = mediators.event_id
order by reports.event_id
