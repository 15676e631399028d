-- Regions of Ukraine that reports name as targets, or as affected, per month and weapon group.
-- grain: month x region_pcode x weapon_group
-- not for: shares of the national total; figures are lower bounds, and a region without a row was not named, but may have been attacked.
with
nights as (
    select
        *,
        cast(date_trunc('month', night_of) as date) as month,
    from marts.strikes_regions
)

select
    month, -- First day of the month.
    region_pcode, -- First-level region, P-code.
    region, -- English name of the region.
    weapon_group, -- drone, missile, glide_bomb, recon_drone, air_target or unspecified.
    count(*) as dates_named, -- Dates on which a report names the region.
    count(launched_at_least) as dates_counted, -- Of them, those with a figure for the region alone.
    cast(sum(launched_at_least) as integer) as launched_at_least, -- Sum of the dates' lower bounds; null when no date has one.
    cast(sum(claims) as bigint) as claims, -- Claims that name the region.
    cast(sum(claims_affected) as integer) as claims_affected, -- Of them, those that name it as affected by an attack, not as a target.
from nights
group by all
order by month, region_pcode, weapon_group
