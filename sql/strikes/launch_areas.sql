-- Launch areas that reports name, per date and weapon group.
-- Figures are lower bounds: the largest count that any one report gives for the area alone. A report that names several areas
-- does not say how many munitions came from each.
-- grain: night_of x launch_area x weapon_group
-- not for: shares by area; an area without a row was not named, but may have been used.
with
claims as (
    select
        links.weapon_group,
        known.night_of,
        known.source,
        coalesce(known.report_ref, known.document_id) as report,
        known.launched,
        array_length(known.launch_areas) = 1 as is_alone,
        unnest(known.launch_areas) as area_as_written,
    from links.strikes as links
    inner join known.strikes as known on links.claim_id = known.claim_id
    where
        (links.is_added or links.role = 'regional')
        and known.attacker_iso3 = 'RUS'
        and not list_contains(known.flags, 'part_of_total')
),

spellings as (
    select
        place_id,
        place_id as spelling,
    from vocabulary.places
    union all
    select
        place_id,
        name_en as spelling,
    from vocabulary.places
    union all
    select
        place_id,
        name_uk as spelling,
    from vocabulary.places
    union all
    select
        place_id,
        name_ru as spelling,
    from vocabulary.places
),

-- A spelling shared by two places means the first in the alphabet, so that reruns agree.
known_places as (
    select
        lower(spelling) as spelling,
        min(place_id) as place_id,
    from spellings
    where spelling is not null
    group by all
),

placed as (
    select
        claims.*,
        known_places.place_id,
        coalesce(places.name_en, claims.area_as_written) as launch_area,
        places.iso3,
    from claims
    left join known_places on lower(claims.area_as_written) = known_places.spelling
    left join vocabulary.places as places on known_places.place_id = places.place_id
),

reports as (
    select
        night_of,
        launch_area,
        place_id,
        iso3,
        weapon_group,
        source,
        report,
        count(*) as claims,
        count(case when is_alone then 1 end) as claims_alone,
        sum(case when is_alone then launched end) as launched,
    from placed
    group by all
)

select
    night_of, -- Date on which the windows end in Kyiv.
    launch_area, -- English name if vocabulary.places lists the area, else the report's words.
    place_id, -- Place in vocabulary.places; null when it is not listed.
    iso3, -- State it belongs to by international recognition; null for seas and unlisted places.
    weapon_group, -- drone, missile, glide_bomb, recon_drone or air_target.
    cast(max(launched) as integer) as launched_at_least, -- Largest count of one report for this area alone; null when no report has one.
    cast(sum(claims) as bigint) as claims, -- Claims that name the area.
    cast(sum(claims_alone) as integer) as claims_alone, -- Of them, those that name no other.
    count(distinct source) as sources, -- Sources that name it.
from reports
group by all
order by night_of, launch_area, weapon_group
