-- Rounds of talks, one row each.
-- grain: event_id
-- not for: measuring progress; outcome is what claimants said of it, and they differ.
with
claims as (
    select
        links.event_id,
        known.*,
        source_types.source_rank,
    from links.negotiations as links
    inner join known.negotiations as known on links.claim_id = known.claim_id
    inner join vocabulary.source_types as source_types on known.source_type = source_types.source_type
    where links.role <> 'unlinked'
),

-- As exactly as anybody says; an official publisher first, then what most tell.
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
    -- What ends before the start that stands best speaks of another start.
    where
        claims.ended_stated is not null
        and coalesce(substr(claims.ended_stated, 1, length(starts.started_stated)) >= substr(starts.started_stated, 1, length(claims.ended_stated)), true)
    group by claims.event_id, claims.ended_stated
),

-- What most claimants say; in a tie the first by alphabet, so that reruns agree.
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

processes as (
    select
        event_id,
        process,
        row_number() over (partition by event_id order by count(distinct reported_by) desc, process) as place,
    from claims
    where process is not null
    group by event_id, process
),

numbers as (
    select
        event_id,
        round_no,
        row_number() over (partition by event_id order by count(distinct reported_by) desc, round_no) as place,
    from claims
    where round_no is not null
    group by event_id, round_no
),

formats as (
    select
        event_id,
        format,
        row_number() over (partition by event_id order by count(distinct reported_by) desc, format) as place,
    from claims
    where format is not null
    group by event_id, format
),

hosts as (
    select
        event_id,
        host_iso3,
        row_number() over (partition by event_id order by count(distinct reported_by) desc, host_iso3) as place,
    from claims
    where host_iso3 is not null
    group by event_id, host_iso3
),

outcomes as (
    select
        event_id,
        outcome,
        row_number() over (partition by event_id order by count(distinct reported_by) desc, outcome) as place,
    from claims
    where outcome <> 'unknown'
    group by event_id, outcome
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

told as (
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
    told.event_id, -- Readable id, talks-<label of the round, or first day and venue>.
    processes.process, -- Series of talks, as most claimants name it.
    numbers.round_no, -- Number of the round, where stated; as most claimants say.
    starts.started_stated, -- First day, as exactly as any claimant gives it; in doubt an official's, then as most do.
    ends.ended_stated, -- Last day, as exactly as any claimant gives it; in doubt an official's, then as most do.
    told.started_earliest, -- Earliest first day that any claimant gives to the day.
    told.ended_latest, -- Latest last day that any claimant gives to the day.
    venues.venue_city, -- City, as most claimants say.
    venues.venue_iso3, -- State of the venue.
    formats.format, -- bilateral, trilateral, multilateral, proximity, shuttle or phone; as most claimants say.
    coalesce(parties.parties, []) as parties, -- All parties named by any claimant.
    coalesce(mediators.mediators, []) as mediators, -- All mediators named by any claimant.
    hosts.host_iso3, -- Hosting state, as most claimants say.
    coalesce(outcomes.outcome, 'unknown') as outcome, -- Outcome, as most claimants say; unknown when nobody says.
    told.claims, -- Claims linked to it.
    told.sources, -- Publishers that tell of it.
    told.official_sources, -- Of them official.
    'the most exact dates; among equals an official publisher''s, then those that most publishers give' as best_rule, -- How started_stated and ended_stated were chosen.
    list_filter(
        [
            case when told.starts > 1 then 'started_stated' end,
            case when told.ends > 1 then 'ended_stated' end,
            case when told.round_nos > 1 then 'round_no' end,
            case when told.venue_states > 1 then 'venue_iso3' end,
            case when told.formats > 1 then 'format' end,
            case when told.outcomes > 1 then 'outcome' end
        ],
        lambda name: name is not null
    ) as disputed_figures, -- What claimants differ on; empty when nothing.
from told
left join processes on told.event_id = processes.event_id and processes.place = 1
left join numbers on told.event_id = numbers.event_id and numbers.place = 1
left join starts on told.event_id = starts.event_id and starts.place = 1
left join ends on told.event_id = ends.event_id and ends.place = 1
left join venues on told.event_id = venues.event_id and venues.place = 1
left join formats on told.event_id = formats.event_id and formats.place = 1
left join hosts on told.event_id = hosts.event_id and hosts.place = 1
left join parties on told.event_id = parties.event_id
left join mediators on told.event_id = mediators.event_id
left join outcomes on told.event_id = outcomes.event_id and outcomes.place = 1
order by told.event_id
