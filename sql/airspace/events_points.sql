-- Points that claims of an airspace incident give or whose places they name; those of the place that names the incident come first.
-- grain: event_id x place
-- not for: distances between incidents; a point of the gazetteer is the centre of a town, see vocabulary.gazetteer.
-- A crash site is not the place of an incident over a country: only a point with is_of_incident is in events.airspace.
-- test: unique(event_id, place): The first point is the incident's, and there is one.
-- test: accepted_values(point_source: claim, gazetteer)
with
claims as (
    select
        links.event_id,
        known.*,
    from links.airspace as links
    inner join known.airspace as known on links.claim_id = known.claim_id
    where links.role <> 'unlinked'
),

points as (
    select
        event_id,
        reported_by,
        location_name,
        latitude,
        longitude,
        where_precision,
        'claim' as point_source,
    from claims
    where latitude is not null and longitude is not null
    union all
    select
        claims.event_id,
        claims.reported_by,
        claims.location_name,
        gazetteer.latitude,
        gazetteer.longitude,
        gazetteer.where_precision,
        'gazetteer' as point_source,
    from claims
    inner join vocabulary.gazetteer as gazetteer
        on claims.location_name = gazetteer.location_name
        and coalesce(claims.violated_state_iso3, '') = coalesce(gazetteer.iso3, '')
    where not list_contains(coalesce(claims.flags, []), 'point_of_another_cause')
),

-- A claim that gives a point and names no place gives the point of the incident.
placed as (
    select
        points.*,
        coalesce(points.location_name = named.value, true) as is_of_incident,
    from points
    left join events.airspace_values as named
        on points.event_id = named.event_id and named.attribute = 'location_name' and named.place = 1
)

select
    event_id, -- Incident, as in events.airspace.
    location_name, -- Place that has the point, as the claim names it; null when it names none.
    is_of_incident, -- Whether that place is the one that events.airspace names; false for one of several places and where sources differ.
    latitude, -- Degrees north.
    longitude, -- Degrees east.
    where_precision, -- How exact the point is: exact, near, region, country or international; null where the claim does not say.
    point_source, -- claim: a source gives the point; gazetteer: a source names the place, whose point is in vocabulary.gazetteer.
    cast(row_number() over (
        partition by event_id
        order by
            is_of_incident desc,
            point_source,
            case where_precision when 'exact' then 1 when 'near' then 2 when 'region' then 3 else 4 end,
            count(distinct reported_by) desc, latitude, longitude, where_precision, location_name
    ) as integer) as place, -- Rank: 1 is the point of the incident, if it is of the incident.
from placed
group by event_id, location_name, is_of_incident, latitude, longitude, where_precision, point_source
order by event_id, place
