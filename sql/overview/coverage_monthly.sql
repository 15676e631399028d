-- How much each source says of each month: the figure to lay beside a trend before it is believed.
-- grain: source x month
-- not for: measuring the war; more claims may mean more sources or finer tables. A month counts by the days spoken of, not by publication.
with
items as (
    select
        source,
        cast(night_of as varchar) as item_on,
    from known.strikes
    union all
    select
        source,
        occurred_stated as item_on,
    from known.airspace
    union all
    select
        source,
        started_stated as item_on,
    from known.negotiations
    union all
    select
        source,
        exchanged_stated as item_on,
    from known.exchanges
    union all
    select
        source,
        event_stated as item_on,
    from known.agreements
),

dated as (
    select
        source,
        cast(substr(item_on, 1, 7) || '-01' as date) as month,
        case when length(item_on) = 10 then item_on end as day,
    from items
    where length(item_on) >= 7
),

bounds as (
    select
        source,
        min(month) as first_month,
        max(month) as last_month,
    from dated
    group by all
),

months as (
    select
        source,
        cast(unnest(generate_series(first_month, last_month, interval 1 month)) as date) as month,
    from bounds
)

select
    months.source, -- Folder of the source.
    months.month, -- First day of the month; every month from its first to its last.
    count(dated.source) as claims, -- Claims that speak of the month; 0 is a silence of the source.
    count(distinct dated.day) as dates, -- Days of the month they speak of.
from months
left join dated on months.source = dated.source and months.month = dated.month
group by all
order by months.source, months.month
