-- Rounds of talks, one row each.
-- grain: event_id
-- not for: measuring progress; outcome is what tellers said of it, and they differ.
with
claims as (
    select
        links.event_id,
        known.*,
    from links.negotiations as links
    inner join known.negotiations as known on links.claim_id = known.claim_id
),

-- What most tellers say; in a tie the first by alphabet, so that reruns agree.
starts as (
    select
        event_id,
        started_on,
        row_number() over (partition by event_id order by length(started_on) desc, count(*) desc, started_on) as place,
    from claims
    where started_on is not null
    group by event_id, started_on
),

ends as (
    select
        event_id,
        ended_on,
        row_number() over (partition by event_id order by length(ended_on) desc, count(*) desc, ended_on desc) as place,
    from claims
    where ended_on is not null
    group by event_id, ended_on
),

venues as (
    select
        event_id,
        venue_city,
        venue_iso3,
        row_number() over (partition by event_id order by count(*) desc, venue_city) as place,
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

outcomes as (
    select
        event_id,
        outcome,
        row_number() over (partition by event_id order by count(*) desc, outcome) as place,
    from claims
    where outcome <> 'unknown'
    group by event_id, outcome
),

told as (
    select
        event_id,
        min(process) as process,
        min(round_no) as round_no,
        min(format) as format,
        min(host_iso3) as host_iso3,
        count(distinct case when outcome <> 'unknown' then outcome end) as outcomes,
        count(distinct round_no) as round_nos,
        count(distinct case when length(started_on) = 10 then started_on end) as starts,
        count(*) as claims,
        count(distinct reported_by) as sources,
    from claims
    group by all
)

select
    told.event_id, -- Readable id, talks-<label of the round>.
    told.process, -- Series of talks.
    told.round_no, -- Number of the round, where stated.
    starts.started_on, -- First day, as exactly as any teller gives it; in doubt as most do.
    ends.ended_on, -- Last day, as exactly as any teller gives it; in doubt as most do.
    venues.venue_city, -- City, as most tellers say.
    venues.venue_iso3, -- State of the venue.
    told.format, -- bilateral, trilateral, multilateral, proximity, shuttle or phone.
    coalesce(parties.parties, []) as parties, -- All parties named by any teller.
    coalesce(mediators.mediators, []) as mediators, -- All mediators named by any teller.
    told.host_iso3, -- Hosting state.
    coalesce(outcomes.outcome, 'unknown') as outcome, -- Outcome, as most tellers say; unknown when nobody says.
    told.claims, -- Claims linked to it.
    told.sources, -- Publishers that tell of it.
    list_filter(
        [
            case when told.starts > 1 then 'started_on' end,
            case when told.round_nos > 1 then 'round_no' end,
            case when told.outcomes > 1 then 'outcome' end
        ],
        lambda name: name is not null
    ) as disagrees_on, -- What tellers differ on; empty when nothing.
from told
left join starts on told.event_id = starts.event_id and starts.place = 1
left join ends on told.event_id = ends.event_id and ends.place = 1
left join venues on told.event_id = venues.event_id and venues.place = 1
left join parties on told.event_id = parties.event_id
left join mediators on told.event_id = mediators.event_id
left join outcomes on told.event_id = outcomes.event_id and outcomes.place = 1
order by told.event_id
