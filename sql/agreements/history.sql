-- When an agreement came to be known, and when it split, merged, moved or vanished because what its claims say was changed.
-- grain: event_id x changed_at x change x other_event_id
-- not for: what changed within an agreement; see the revisions of its claims. Not cut at the ledger's as-of: look at changed_at.
with
-- A label names the agreement; without one a claim's own name does, and joins others by it.
revisions as (
    select
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

-- Where a claim joins another name's agreement today, an earlier revision of that name joined it too.
today as (
    select
        revisions.claim_id,
        revisions.said_event,
        links.event_id,
    from revisions
    inner join known.agreements as known
        on revisions.claim_id = known.claim_id
        and revisions.revision = known.revision
    inner join links.agreements as links on revisions.claim_id = links.claim_id
    where links.role <> 'unlinked'
),

spans as (
    select
        revisions.claim_id,
        revisions.known_from,
        revisions.known_to,
        coalesce(today.event_id, revisions.said_event) as event_id,
    from revisions
    left join today
        on revisions.claim_id = today.claim_id
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
        partition by claim_id
        order by known_from
    )
),

-- Times through which an event had a claim without a break.
marked as (
    select
        *,
        max(coalesce(known_to, timestamptz '9999-12-31 00:00:00+00')) over (
            partition by event_id
            order by known_from, known_to, claim_id
            rows between unbounded preceding and 1 preceding
        ) as told_until,
    from spans
),

numbered as (
    select
        *,
        sum(case when told_until >= known_from then 0 else 1 end) over (
            partition by event_id
            order by known_from, known_to, claim_id
            rows between unbounded preceding and current row
        ) as life,
    from marked
),

lives as (
    select
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
    left join lives as ended on moves.event_id = ended.event_id and moves.changed_at = ended.ended_at
    left join lives as begun on moves.other_event_id = begun.event_id and moves.changed_at = begun.begun_at
),

arrivals as (
    select distinct
        other_event_id as event_id,
        changed_at,
    from moves
),

departures as (
    select distinct
        event_id,
        changed_at,
    from moves
),

changes as (
    select
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
        lives.event_id,
        lives.begun_at as changed_at,
        'appeared' as change,
        null as other_event_id,
        lives.claims,
        case when lives.life > 1 then 'told of again after every claim had been withdrawn' else 'first told of' end as reason,
    from lives
    left join arrivals on lives.event_id = arrivals.event_id and lives.begun_at = arrivals.changed_at
    where arrivals.event_id is null
    union all
    select
        lives.event_id,
        lives.ended_at as changed_at,
        'vanished' as change,
        null as other_event_id,
        lives.claims,
        'every claim that spoke of it was withdrawn' as reason,
    from lives
    left join departures on lives.event_id = departures.event_id and lives.ended_at = departures.changed_at
    where lives.ended_at is not null and departures.event_id is null
)

select
    event_id, -- The agreement, under the id it has or had.
    changed_at, -- From when the change was known.
    change, -- appeared, vanished, moved (its claims, or some, speak of another), merged (into another known before) or split (another came out of it).
    other_event_id, -- The agreement that its claims speak of since; null for appeared and vanished.
    cast(claims as integer) as claims, -- Claims that changed, or for appeared and vanished those that ever told of it meanwhile.
    reason, -- The change in words.
from changes
order by event_id, changed_at, change, other_event_id
