-- When an event became known, and when it split, merged, moved or vanished because its claims changed.
-- grain: family x event_id x changed_at x change x other_event_id
-- not for: what changed within an event; see marts.overview_revisions. Not limited to the as-of moment of the build: filter by changed_at.
with
lives as (
    select *,
    from marts.overview_event_lives
),

-- A claim that is withdrawn and later returns is new; one that changes without a gap continues.
followed as (
    select
        *,
        lead(event_id) over claim as next_event_id,
        lead(known_from) over claim as next_from,
    from marts.overview_claim_events
    window claim as (
        partition by family, claim_id
        order by known_from
    )
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

judged_moves as (
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
            cast(claims as varchar), case when claims = 1 then ' claim now refers' else ' claims now refer' end, ' to ', other_event_id,
            case
                when is_old_gone and not is_new_begun then ', which was already known; no claim is left here'
                when is_old_gone then ', a new event; no claim is left here'
                when is_new_begun then ', a new event; other claims stay'
                else ', which was already known; other claims stay'
            end
        ) as reason,
    from judged_moves
    union all
    select
        lives.family,
        lives.event_id,
        lives.begun_at as changed_at,
        'appeared' as change,
        null as other_event_id,
        lives.claims,
        case when lives.life > 1 then 'reported again after every claim had been withdrawn' else 'first reported' end as reason,
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
        'every claim that referred to it was withdrawn' as reason,
    from lives
    left join departures
        on lives.family = departures.family and lives.event_id = departures.event_id and lives.ended_at = departures.changed_at
    where lives.ended_at is not null and departures.event_id is null
)

select
    family, -- Family of the event, such as strikes or exchanges.
    event_id, -- Event, under its current or former id.
    changed_at, -- When the change became known.
    change, -- appeared, vanished, moved (some or all of its claims went to another event), merged (into an event already known) or split (some of its claims became a new event).
    other_event_id, -- Event that its claims refer to now; null for appeared and vanished.
    claims, -- Claims that changed; for appeared and vanished, all claims the event had in that interval.
    reason, -- Description of the change.
from changes
order by family, event_id, changed_at, change, other_event_id
