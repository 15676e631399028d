-- When an event came to be known, and when it split, merged, moved or vanished because what its claims say was changed.
-- grain: family x event_id x changed_at x change x other_event_id
-- not for: what changed within an event; see marts.revisions. Not cut at the ledger's as-of: look at changed_at.
with
-- The event that each wording of a claim names by itself.
revisions as (
    -- National claims make attacks; tallies and parts only join them.
    select
        'strikes' as family,
        claim_id,
        revision,
        known_from,
        known_to,
        concat_ws(
            '-', 'strike', cast(night_of as varchar), period, coalesce(attacker_iso3, 'unknown'), coalesce(target_iso3, 'unknown'),
            case
                when weapon_class in ('drone', 'decoy_drone') then 'drone'
                when weapon_class like '%missile' then 'missile'
                else weapon_class
            end
        ) as said_event,
    from claims.strikes
    where
        night_of is not null
        and weapon_class is not null
        and scope = 'national'
        and not list_contains(flags, 'part_of_total')
        and not list_contains(flags, 'beside_the_total')
    union all
    -- A label names the event; without one a claim names it by day, place or name, and joins others by them.
    select
        'airspace' as family,
        claim_id,
        revision,
        known_from,
        known_to,
        coalesce(
            'airspace-' || event_ref,
            concat_ws(
                '-', 'airspace', coalesce(occurred_stated, 'undated'), coalesce(violated_state_iso3, 'international'),
                coalesce(replace(object_type, 'recon_', ''), 'object')
            )
        ) as said_event,
    from claims.airspace
    union all
    select
        'exchanges' as family,
        claim_id,
        revision,
        known_from,
        known_to,
        coalesce(
            'exchange-' || event_ref,
            concat_ws('-', 'exchange', coalesce(exchanged_stated, 'undated'), case when is_aggregate then 'aggregate' end)
        ) as said_event,
    from claims.exchanges
    union all
    select
        'negotiations' as family,
        claim_id,
        revision,
        known_from,
        known_to,
        coalesce(
            'talks-' || event_ref,
            concat_ws(
                '-', 'talks', coalesce(started_stated, ended_stated, 'undated'),
                coalesce(trim(regexp_replace(lower(venue_city), '[^\p{L}0-9]+', '-', 'g'), '-'), lower(venue_iso3), 'unknown-venue')
            )
        ) as said_event,
    from claims.negotiations
    union all
    select
        'agreements' as family,
        claim_id,
        revision,
        known_from,
        known_to,
        coalesce(
            'agreement-' || event_ref,
            concat('agreement-', trim(regexp_replace(lower(name), '[^\p{L}0-9]+', '-', 'g'), '-'))
        ) as said_event,
    from claims.agreements
),

linked as (
    select
        'strikes' as family,
        known.claim_id,
        known.revision,
        links.event_id,
    from known.strikes as known
    inner join links.strikes as links on known.claim_id = links.claim_id
    where links.role <> 'unlinked'
    union all
    select
        'airspace' as family,
        known.claim_id,
        known.revision,
        links.event_id,
    from known.airspace as known
    inner join links.airspace as links on known.claim_id = links.claim_id
    where links.role <> 'unlinked'
    union all
    select
        'exchanges' as family,
        known.claim_id,
        known.revision,
        links.event_id,
    from known.exchanges as known
    inner join links.exchanges as links on known.claim_id = links.claim_id
    where links.role <> 'unlinked'
    union all
    select
        'negotiations' as family,
        known.claim_id,
        known.revision,
        links.event_id,
    from known.negotiations as known
    inner join links.negotiations as links on known.claim_id = links.claim_id
    where links.role <> 'unlinked'
    union all
    select
        'agreements' as family,
        known.claim_id,
        known.revision,
        links.event_id,
    from known.agreements as known
    inner join links.agreements as links on known.claim_id = links.claim_id
    where links.role <> 'unlinked'
),

-- Where a claim joins others' event today, an earlier wording that named the same joined it too.
today as (
    select
        revisions.family,
        revisions.claim_id,
        revisions.said_event,
        linked.event_id,
    from revisions
    inner join linked
        on revisions.family = linked.family
        and revisions.claim_id = linked.claim_id
        and revisions.revision = linked.revision
),

spans as (
    select
        revisions.family,
        revisions.claim_id,
        revisions.known_from,
        revisions.known_to,
        coalesce(today.event_id, revisions.said_event) as event_id,
    from revisions
    left join today
        on revisions.family = today.family
        and revisions.claim_id = today.claim_id
        and revisions.said_event = today.said_event
),

-- A claim dropped and told again later is told of anew; one changed on the spot goes on.
followed as (
    select
        *,
        lead(event_id) over claim as next_event_id,
        lead(known_from) over claim as next_from,
    from spans
    window claim as (
        partition by family, claim_id
        order by known_from
    )
),

-- Times through which an event had a claim without a break.
marked as (
    select
        *,
        max(coalesce(known_to, timestamptz '9999-12-31 00:00:00+00')) over (
            partition by family, event_id
            order by known_from, known_to, claim_id
            rows between unbounded preceding and 1 preceding
        ) as told_until,
    from spans
),

numbered as (
    select
        *,
        sum(case when told_until >= known_from then 0 else 1 end) over (
            partition by family, event_id
            order by known_from, known_to, claim_id
            rows between unbounded preceding and current row
        ) as life,
    from marked
),

lives as (
    select
        family,
        event_id,
        life,
        min(known_from) as begun_at,
        case when count(known_to) = count(*) then max(known_to) end as ended_at,
        count(distinct claim_id) as claims,
    from numbered
    group by all
),

moves as (
    select
        family,
        event_id,
        next_event_id as other_event_id,
        known_to as changed_at,
        count(*) as claims,
    from followed
    where next_event_id <> event_id and next_from = known_to
    group by all
),

told_moves as (
    select
        moves.*,
        ended.event_id is not null as is_old_gone,
        begun.event_id is not null as is_new_begun,
    from moves
    left join lives as ended
        on moves.family = ended.family and moves.event_id = ended.event_id and moves.changed_at = ended.ended_at
    left join lives as begun
        on moves.family = begun.family and moves.other_event_id = begun.event_id and moves.changed_at = begun.begun_at
),

arrivals as (
    select distinct
        family,
        other_event_id as event_id,
        changed_at,
    from moves
),

departures as (
    select distinct
        family,
        event_id,
        changed_at,
    from moves
),

changes as (
    select
        family,
        event_id,
        changed_at,
        case
            when is_old_gone and not is_new_begun then 'merged'
            when not is_old_gone and is_new_begun then 'split'
            else 'moved'
        end as change,
        other_event_id,
        claims,
        concat(
            cast(claims as varchar), case when claims = 1 then ' claim' else ' claims' end, ' that spoke of it now ',
            case when claims = 1 then 'speaks' else 'speak' end, ' of ', other_event_id,
            case
                when is_old_gone and not is_new_begun then ', which was known already; nothing is left here'
                when is_old_gone then ', which was not known before; nothing is left here'
                when is_new_begun then ', which was not known before; others stay'
                else ', which was known already; others stay'
            end
        ) as reason,
    from told_moves
    union all
    select
        lives.family,
        lives.event_id,
        lives.begun_at as changed_at,
        'appeared' as change,
        null as other_event_id,
        lives.claims,
        case when lives.life > 1 then 'told of again after every claim had been withdrawn' else 'first told of' end as reason,
    from lives
    left join arrivals
        on lives.family = arrivals.family and lives.event_id = arrivals.event_id and lives.begun_at = arrivals.changed_at
    where arrivals.event_id is null
    union all
    select
        lives.family,
        lives.event_id,
        lives.ended_at as changed_at,
        'vanished' as change,
        null as other_event_id,
        lives.claims,
        'every claim that spoke of it was withdrawn' as reason,
    from lives
    left join departures
        on lives.family = departures.family and lives.event_id = departures.event_id and lives.ended_at = departures.changed_at
    where lives.ended_at is not null and departures.event_id is null
)

select
    family, -- strikes, airspace, exchanges, negotiations or agreements.
    event_id, -- The event, under the id it has or had.
    changed_at, -- From when the change was known.
    change, -- appeared, vanished, moved (its claims, or some, speak of another), merged (into another known before) or split (another came out of it).
    other_event_id, -- The event that its claims speak of since; null for appeared and vanished.
    cast(claims as integer) as claims, -- Claims that changed, or for appeared and vanished those that ever told of it meanwhile.
    reason, -- The change in words.
from changes
order by family, event_id, changed_at, change, other_event_id
