-- Exchanges in chronological order, with how many people each side has received so far.
-- grain: event_id
-- not for: the number of people still held; it lacks exchanges that no source reported and exchanges without a date.
with
exchanges as (
    select
        *,
        cast(exchanged_stated as date) as exchanged_on,
    from events.exchanges
    where length(exchanged_stated) = 10 and not is_aggregate
)

select
    event_id, -- Exchange, as in events.exchanges.
    exchanged_on, -- Date; exchanges not dated to the day are left out.
    to_ukraine_low, -- Fewest living people Ukraine received.
    to_ukraine_best, -- Living people Ukraine received; null when no claimant counts them.
    to_ukraine_high, -- Most living people Ukraine received.
    to_russia_low, -- Fewest living people Russia received.
    to_russia_best, -- Living people Russia received; null when no claimant counts them.
    to_russia_high, -- Most living people Russia received.
    to_ukraine_best - to_russia_best as balance_best, -- to_ukraine_best minus to_russia_best; null unless both are known.
    cast(sum(to_ukraine_best) over so_far as integer) as to_ukraine_so_far, -- Running sum of the known bests.
    cast(sum(to_russia_best) over so_far as integer) as to_russia_so_far, -- Running sum of the known bests.
    has_component_mismatch, -- Whether a stated total contradicts its parts.
    sources, -- Publishers that report it.
from exchanges
window so_far as (
    order by exchanged_on, event_id
    rows between unbounded preceding and current row
)
order by exchanged_on, event_id
