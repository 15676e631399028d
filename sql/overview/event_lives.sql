-- Uninterrupted intervals in which an event had at least one claim.
-- grain: family x event_id x life
-- not for: how long an event lasted; the intervals are those in which it was known.
-- test: unique(family, event_id, life): Two rows for one interval would let an event appear twice.
with
-- Latest end among the claims known before this one.
covered as (
    select
        *,
        max(coalesce(known_to, timestamptz '9999-12-31 00:00:00+00')) over (
            partition by family, event_id
            order by known_from, known_to, claim_id
            rows between unbounded preceding and 1 preceding
        ) as covered_until,
    from marts.overview_claim_events
),

numbered as (
    select
        *,
        sum(case when covered_until >= known_from then 0 else 1 end) over (
            partition by family, event_id
            order by known_from, known_to, claim_id
            rows between unbounded preceding and current row
        ) as life,
    from covered
)

select
    family, -- Family of the event, such as strikes or exchanges.
    event_id, -- Event, under its current or former id.
    cast(life as integer) as life, -- 1 for the first interval, 2 for the next one after every claim had been withdrawn, and so on.
    min(known_from) as begun_at, -- When its first claim became known.
    case when count(known_to) = count(*) then max(known_to) end as ended_at, -- When the last of them was withdrawn or moved to another event; null while one remains.
    count(distinct claim_id) as claims, -- Claims it had in the interval.
from numbered
group by all
order by family, event_id, life
