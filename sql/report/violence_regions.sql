-- Deaths in violence per region of Ukraine and source, with their range, over the months that the source covers.
-- grain: adm1_pcode x source
-- not for: adding up sources, or comparing those that cover different months.
select
    coalesce(any_value(monthly.adm1_name), 'No region named') as region, -- Region; "No region named" where the source places events in none.
    monthly.adm1_pcode, -- P-code of the region; null without one.
    monthly.source, -- Folder of the source.
    coalesce(any_value(sources.publisher), monthly.source) as publisher, -- Who publishes it.
    cast(sum(monthly.events_armed) as bigint) as events_armed, -- Events of armed violence.
    cast(sum(monthly.deaths_low) as bigint) as deaths_low, -- Deaths, sum of the lowest estimates; null where the source counts no deaths.
    cast(sum(monthly.deaths_best) as bigint) as deaths_best, -- Deaths, sum of the best estimates.
    cast(sum(monthly.deaths_high) as bigint) as deaths_high, -- Deaths, sum of the highest estimates.
    min(monthly.month) as first_month, -- First month with an event.
    max(monthly.month) as last_month, -- Last month with an event.
from marts.violence_monthly as monthly
left join landed.sources as sources on monthly.source = sources.source
where monthly.country_iso3 = 'UKR'
group by monthly.adm1_pcode, monthly.source
order by deaths_best desc nulls last, region, monthly.source
