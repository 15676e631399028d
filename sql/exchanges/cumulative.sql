-- Running total, with its range, of the people each side has received in exchanges, by category.
-- grain: event_id x to_party x category
-- not for: the number of people still held, nor a side's total over categories: claimants divide people differently. Exchanges not dated to the day and figures over several days are left out.
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
    exchanged_on, -- Date; exchanges not dated to the day are left out.
    to_party, -- State that received the people.
    category, -- pow, civilian, child, remains or unclear.
    people_low, -- Fewest people any claimant gives for this exchange; null when none gives a lower bound.
    people_best, -- People in this exchange; null when no claimant counts them.
    people_high, -- Most people any claimant gives for this exchange; null when none gives an upper bound.
    cast(sum(people_low) over so_far as integer) as low_so_far, -- Running sum of the known lows: a lower bound even where some are unknown.
    cast(sum(people_best) over so_far as integer) as best_so_far, -- Running sum of the known bests; null while none is known.
    case
        when count(people_high) over so_far = count(*) over so_far
            then cast(sum(people_high) over so_far as integer)
    end as high_so_far, -- Running sum of the highs; null from the first exchange without an upper bound.
    count(people_best) over so_far as exchanges_counted_so_far, -- Exchanges so far with a known number of people.
    count(*) over so_far as exchanges_so_far, -- Exchanges so far with this side and category.
from sides
window so_far as (
    partition by to_party, category
    order by exchanged_on, event_id
    rows between unbounded preceding and current row
)
order by exchanged_on, event_id, to_party, category
