-- How much each source reports on each month: compare it with a trend before you trust the trend.
-- grain: source x month
-- not for: measuring the war; more claims may mean more sources or more detailed tables. Months are those reported on, not those of publication.
with
dated as (
    select
        source,
        cast(substr(first_stated, 1, 7) || '-01' as date) as month,
        case when length(first_stated) = 10 then first_stated end as day,
    from every_family.dated
    where is_known and length(first_stated) >= 7
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
),

press as (
    select
        date_trunc('month', reported_on) as month,
        sum(records) / nullif(sum(records_all), 0) as share,
    from marts.overview_reporting
    where topic = 'ukraine'
    group by all
)

select
    months.source, -- Folder of the source.
    months.month, -- First day of the month; every month from its first to its last.
    count(dated.source) as claims, -- Claims about the month; 0 means that the source reports nothing on it.
    count(distinct dated.day) as dates, -- Days of the month that they report on.
    round(max(press.share), 4) as press_share, -- Share of the world's news about Ukraine in the month, of what has landed of GDELT; null where nothing has.
from months
left join press on months.month = press.month
left join dated on months.source = dated.source and months.month = dated.month
group by all
order by months.source, months.month
