-- Oblasts of Ukraine by the number of dates on which a report of strikes names them.
-- grain: region_pcode
-- not for: ranking damage; most bulletins name no region, and a region that is not named may have been hit.
with
publication as (
    select max(night_of) as last_on,
    from marts.strikes_daily
),

named as (
    select distinct
        region_pcode,
        night_of,
    from marts.strikes_regions
),

reported as (
    select count(*) as dates_reported,
    from marts.strikes_daily
),

somewhere as (
    select count(distinct night_of) as dates_with_region,
    from named
)

select
    places.adm1_pcode as region_pcode, -- P-code of the oblast.
    places.name_en as region, -- Oblast or city with that rank.
    count(named.night_of) as dates_named, -- Dates on which a report names it.
    count(named.night_of) filter (where named.night_of > publication.last_on - interval 12 month) as dates_named_12_months, -- Of them, within twelve months of the last date reported.
    max(named.night_of) as last_named_on, -- Last date on which a report names it; null when never.
    any_value(reported.dates_reported) as dates_reported, -- Dates with any report on strikes.
    any_value(somewhere.dates_with_region) as dates_with_region, -- Dates on which a report names any region.
from vocabulary.places as places
cross join publication
cross join reported
cross join somewhere
left join named on places.adm1_pcode = named.region_pcode
where places.kind = 'adm1' and reported.dates_reported > 0
group by places.adm1_pcode, places.name_en
order by dates_named desc, region
