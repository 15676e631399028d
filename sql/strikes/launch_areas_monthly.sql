-- Launch areas that reports name, per month and weapon group.
-- grain: month x launch_area x weapon_group
-- not for: shares by area; figures are lower bounds, and an area without a row was not named, but may have been used.
with
nights as (
    select
        *,
        cast(date_trunc('month', night_of) as date) as month,
    from marts.strikes_launch_areas
)

select
    month, -- First day of the month.
    launch_area, -- English name if vocabulary.places lists the area, else the report's words.
    place_id, -- Place in vocabulary.places; null when it is not listed.
    weapon_group, -- drone, missile, glide_bomb, recon_drone or air_target.
    count(*) as dates_named, -- Dates on which a report names the area.
    count(launched_at_least) as dates_counted, -- Of them, those with a figure for the area alone.
    cast(sum(launched_at_least) as integer) as launched_at_least, -- Sum of the dates' lower bounds; null when no date has one.
    cast(sum(claims) as bigint) as claims, -- Claims that name the area.
from nights
group by all
order by month, launch_area, weapon_group
