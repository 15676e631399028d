-- Exchanges of people per month, side and category: their number, how many have a count, and how many people.
-- grain: month x to_party x category
-- not for: a side's total over categories, since claimants divide people differently; it leaves out people counted only in a
-- figure over several days (marts.exchanges_sides_all) and exchanges without a date.
with
sides as (
    select
        *,
        cast(substr(exchanged_stated, 1, 7) || '-01' as date) as month,
    from marts.exchanges_sides
    where length(exchanged_stated) >= 7
),

bounds as (
    select
        min(month) as first_month,
        max(month) as last_month,
    from sides
),

months as (
    select cast(unnest(generate_series(first_month, last_month, interval 1 month)) as date) as month,
    from bounds
),

kinds as (
    select distinct
        to_party,
        category,
    from sides
)

select
    months.month, -- First day of the month; every month from the first exchange to the last.
    kinds.to_party, -- State that received the people.
    kinds.category, -- pow, civilian, child, remains or unclear.
    count(sides.event_id) as exchanges, -- Exchanges with a report of this side and category; 0 where none is reported, which does not mean that none happened.
    count(sides.people_best) as exchanges_counted, -- Of them, those for which a claimant counts the people.
    cast(sum(sides.people_low) as integer) as people_low, -- Sum of the known lows; null when there is none.
    cast(sum(sides.people_best) as integer) as people_best, -- Sum of the known bests; null when there is none.
    cast(case when count(sides.people_high) = count(sides.event_id) then sum(sides.people_high) end as integer) as people_high, -- Sum of the highs; null if one has no upper bound.
from months
cross join kinds
left join sides
    on months.month = sides.month
    and kinds.to_party = sides.to_party
    and kinds.category = sides.category
group by months.month, kinds.to_party, kinds.category
order by months.month, kinds.to_party, kinds.category
