-- Violence in Ukraine by month, region and source: events and deaths with their range, newest month first.
-- grain: month x adm1_pcode x source
-- not for: adding up sources; each counts the same violence. Rows without a region are events that the source places in none.
with
deadliest as (
    select
        events.source,
        events.adm1_pcode,
        substr(events.occurred_stated, 1, 7) as month,
        list(events.event_id order by events.deaths_best desc nulls last, events.event_id)[1:3] as event_ids,
    from events.violence as events
    inner join landed.sources as sources on events.source = sources.source
    where events.is_counted and events.country_iso3 = 'UKR' and sources.redistribution is distinct from 'aggregates_only'
    group by all
)

select
    monthly.month, -- First day of the month.
    coalesce(monthly.adm1_name, 'No region named') as region, -- Region; "No region named" where the source places events in none.
    monthly.adm1_pcode, -- P-code of the region; null without one.
    strftime(monthly.month, '%Y-%m') || ' ' || coalesce(sources.publisher, monthly.source) as bar, -- Name of the bar that it is part of: month and publisher.
    monthly.source, -- Folder of the source.
    coalesce(sources.publisher, monthly.source) as publisher, -- Who publishes it.
    monthly.events_armed, -- Events of armed violence.
    monthly.deaths_low, -- Deaths, sum of the lowest estimates; null where the source counts no deaths.
    monthly.deaths_best, -- Deaths, sum of the best estimates.
    monthly.deaths_high, -- Deaths, sum of the highest estimates.
    monthly.deaths_civilians, -- Of the best estimates, civilians; null where the source does not count them apart.
    deadliest.event_ids, -- Its three deadliest events; null where the licence allows to pass on sums alone.
from marts.violence_monthly as monthly
left join landed.sources as sources on monthly.source = sources.source
left join deadliest
    on
        monthly.source = deadliest.source
        and monthly.adm1_pcode is not distinct from deadliest.adm1_pcode
        and strftime(monthly.month, '%Y-%m') = deadliest.month
where monthly.country_iso3 = 'UKR'
order by monthly.month desc, monthly.adm1_pcode nulls last, monthly.source
