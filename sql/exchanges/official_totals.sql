-- Official running totals of people and bodies returned to Ukraine, next to the sum of the exchanges in the ledger.
-- grain: reported_by x until_on x category
-- not for: correcting the ledger; it lacks exchanges without a date or a number (marts.exchanges_uncounted), and official totals do not list theirs.
-- test: unique(reported_by, until_on, category): A total that is listed twice has two differences.
with
stated as (
    select
        reported_by,
        report_ref,
        to_party,
        cast(exchanged_stated as date) as until_on,
        category,
        "count" as people,
    from known.exchanges
    where list_contains(flags, 'running_total') and length(exchanged_stated) = 10 and "count" is not null
),

-- Claimants divide people differently, so that only all living people together can be compared in full.
official as (
    select
        *,
        false as is_sum,
    from stated
    union all
    select
        reported_by,
        max(report_ref) as report_ref,
        to_party,
        until_on,
        'living' as category,
        sum(people) as people,
        true as is_sum,
    from stated
    where category in ('pow', 'civilian')
    group by reported_by, to_party, until_on
    having count(*) = 2
),

ours as (
    select
        'UKR' as to_party,
        exchanged_on,
        'living' as category,
        to_ukraine_low as low,
        to_ukraine_best as best,
        to_ukraine_high as high,
    from marts.exchanges_balance
    union all
    select
        to_party,
        cast(exchanged_stated as date) as exchanged_on,
        category,
        people_low as low,
        people_best as best,
        people_high as high,
    from marts.exchanges_sides
    where length(exchanged_stated) = 10
),

compared as (
    select
        official.reported_by,
        official.report_ref,
        official.to_party,
        official.until_on,
        official.category,
        official.people,
        official.is_sum,
        cast(sum(case when ours.category = official.category then ours.low end) as integer) as ours_low,
        cast(sum(case when ours.category = official.category then ours.best end) as integer) as ours_best,
        cast(sum(case when ours.category = official.category then ours.high end) as integer) as ours_high,
        cast(sum(case when ours.category = 'unclear' then ours.best end) as integer) as ours_without_status,
        count(case when ours.category = official.category then ours.best end) as exchanges_counted,
        count(case when ours.category = official.category then 1 end) as exchanges,
    from official
    left join ours on official.to_party = ours.to_party and ours.exchanged_on <= official.until_on
    group by all
)

select
    reported_by, -- Who publishes the official total.
    report_ref, -- Address of the report.
    to_party, -- State that received the people.
    until_on, -- Last day that the total covers.
    category, -- pow, civilian or remains, as stated; living for pow and civilian together.
    cast(people as integer) as official, -- Official total since February 2022.
    is_sum, -- Whether the official figure is the sum of two stated ones (living).
    ours_low, -- Sum of the fewest people that claimants give for the exchanges until then.
    ours_best, -- Sum of the best counts of the exchanges until then; null when none is known.
    ours_high, -- Sum of the most people; exchanges without an upper bound are left out.
    case when category in ('pow', 'civilian') then ours_without_status end as ours_without_status, -- People of whom no source says which of the two they are; null for other categories.
    cast(ours_best - people as integer) as difference, -- ours_best minus official: negative where the ledger has fewer. For pow and civilian compare ours_without_status.
    exchanges_counted, -- Exchanges until then with a known number.
    exchanges, -- Exchanges until then with a report of this category.
from compared
order by reported_by, until_on, category
