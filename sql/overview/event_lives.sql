-- Times through which an event had at least one claim without a break.
-- grain: family x event_id x life
-- not for: how long an event lasted; it says when the ledger knew of it.
-- test: unique(family, event_id, life): Two rows for one time would let an event appear twice.
with
-- Until when the claims known before this one lasted.
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
    event_id, -- Event, under the id it has or had.
    cast(life as integer) as life, -- 1 for the first such time, 2 for the next after every claim had been withdrawn, and so on.
    min(known_from) as begun_at, -- From when a claim of it was known.
    case when count(known_to) = count(*) then max(known_to) end as ended_at, -- When the last of them was withdrawn or moved to another event; null while one remains.
    cast(count(distinct claim_id) as integer) as claims, -- Claims it had in that time.
from numbered
group by all
order by family, event_id, life
