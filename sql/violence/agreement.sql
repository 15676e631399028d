-- How far two sources of violence agree, by month and region of Ukraine: events and deaths of each, side by side. Only months
-- on which both report are compared; a source that reports on the month and not on the region has 0 events there.
-- grain: month x adm1_pcode x source x other_source
-- not for: matching events; sources split and date violence differently. Totals are compared, not events.
-- test: unique(month, adm1_pcode, source, other_source): Two rows would compare a region twice.
with
located as (
    select
        month,
        source,
        adm1_pcode,
        events_armed,
        events_deadly,
        deaths_low,
        deaths_best,
        deaths_high,
        deaths_civilians,
    from marts.violence_monthly
    where country_iso3 = 'UKR' and adm1_pcode is not null
),

covered as (
    select
        month,
        source,
        max(deaths_best) is not null as is_counting_deaths,
    from located
    group by all
),

pairs as (
    select
        one.month,
        one.source,
        other.source as other_source,
        one.is_counting_deaths,
        other.is_counting_deaths as is_other_counting_deaths,
    from covered as one
    inner join covered as other on one.month = other.month and one.source < other.source
),

regions as (
    select distinct
        month,
        adm1_pcode,
    from located
),

compared as (
    select
        pairs.month,
        regions.adm1_pcode,
        pairs.source,
        pairs.other_source,
        coalesce(one.events_armed, 0) as events_armed,
        coalesce(other.events_armed, 0) as other_events_armed,
        case when pairs.is_counting_deaths then coalesce(one.deaths_best, 0) end as deaths_best,
        case when pairs.is_other_counting_deaths then coalesce(other.deaths_best, 0) end as other_deaths_best,
        case when pairs.is_counting_deaths then coalesce(one.deaths_low, 0) end as deaths_low,
        case when pairs.is_counting_deaths then coalesce(one.deaths_high, 0) end as deaths_high,
        case when pairs.is_other_counting_deaths then coalesce(other.deaths_low, 0) end as other_deaths_low,
        case when pairs.is_other_counting_deaths then coalesce(other.deaths_high, 0) end as other_deaths_high,
    from pairs
    inner join regions on pairs.month = regions.month
    left join located as one on pairs.month = one.month and pairs.source = one.source and regions.adm1_pcode = one.adm1_pcode
    left join located as other
        on pairs.month = other.month and pairs.other_source = other.source and regions.adm1_pcode = other.adm1_pcode
    where one.source is not null or other.source is not null
)

select
    month, -- First day of the month.
    adm1_pcode, -- First-level region of Ukraine, P-code.
    source, -- First source, in alphabetical order.
    other_source, -- Second source.
    events_armed, -- Events of armed violence of the first source.
    other_events_armed, -- Events of armed violence of the second source.
    deaths_best, -- Deaths by the best estimates of the first source; null where it counts no deaths.
    other_deaths_best, -- Deaths by the best estimates of the second source; null where it counts no deaths.
    deaths_best - other_deaths_best as deaths_difference, -- deaths_best minus other_deaths_best; null unless both count deaths.
    deaths_low <= other_deaths_high and other_deaths_low <= deaths_high as has_common_range, -- Whether the ranges of deaths overlap; null unless both count deaths.
from compared
order by month, adm1_pcode, source, other_source
