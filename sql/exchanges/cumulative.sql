-- What each side has received so far in exchanges of people, by category, as a running total with its range.
-- grain: event_id x to_party x category
-- not for: the number of people still held, nor a side's total over categories: claimants divide people differently. Exchanges without a day and rows over several days are not in it.
with
sides as (
    select
        *,
        cast(exchanged_stated as date) as exchanged_on,
    from marts.exchanges_sides
    where length(exchanged_stated) = 10
)

select
    event_id, -- Exchange, as in events.exchanges.
    exchanged_on, -- Date; the day itself, unlike the reduced exchanged_stated of events.exchanges.
    to_party, -- State that received them.
    category, -- pow, civilian, child, remains or unclear.
    people_low, -- Fewest any claimant gives for this exchange.
    people_best, -- People in this exchange; null when no claimant counts them.
    people_high, -- Most any claimant gives for this exchange; null when none bounds them from above.
    cast(sum(people_low) over so_far as integer) as low_so_far, -- Sum of the known lows up to here: a lower bound also where some are unknown.
    cast(sum(people_best) over so_far as integer) as best_so_far, -- Sum of the known bests up to here; null while none is known.
    case
        when count(people_high) over so_far = count(*) over so_far
            then cast(sum(people_high) over so_far as integer)
    end as high_so_far, -- Sum of the highs up to here; null once one has no upper bound.
    count(people_best) over so_far as exchanges_counted_so_far, -- Exchanges up to here whose number is known.
    count(*) over so_far as exchanges_so_far, -- Exchanges up to here with this side and category.
from sides
window so_far as (
    partition by to_party, category
    order by exchanged_on, event_id
    rows between unbounded preceding and current row
)
order by exchanged_on, event_id, to_party, category
