-- Places from which weapons were launched, by the number of dates on which a report names them.
-- grain: launch_area
-- not for: adding up; a bulletin names several areas for one attack.
with
names as (
    select map(list(party_id), list(name_en)) as name_of,
    from vocabulary.parties
)

select
    launch_area, -- Place, as reports name it.
    any_value(coalesce(names.name_of[iso3], iso3)) as state, -- State in which it is; null for seas and directions.
    count(distinct night_of) as dates_named, -- Dates on which a report names it.
    count(distinct night_of) filter (where weapon_group = 'drone') as dates_drones, -- Of them, for drones.
    count(distinct night_of) filter (where weapon_group = 'missile') as dates_missiles, -- Of them, for missiles.
    max(night_of) as last_named_on, -- Last date on which a report names it.
from marts.strikes_launch_areas
cross join names
group by launch_area
order by dates_named desc, launch_area
