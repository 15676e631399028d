-- Points of each airspace incident, the most exact first: those that claims give, else those of the places that they name.
-- grain: event_id x place
-- not for: distances between incidents; a point of the gazetteer is the centre of a town, see vocabulary.gazetteer.
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
        gazetteer.latitude,
        gazetteer.longitude,
        gazetteer.where_precision,
        'gazetteer' as point_source,
    from claims
    inner join vocabulary.gazetteer as gazetteer
        on claims.location_name = gazetteer.location_name
        and coalesce(claims.violated_state_iso3, '') = coalesce(gazetteer.iso3, '')
    where not list_contains(coalesce(claims.flags, []), 'point_of_another_cause')
)

select
    event_id, -- Incident, as in events.airspace.
    latitude, -- Degrees north.
    longitude, -- Degrees east.
    where_precision, -- How exact the point is: exact, near, region, country or international; null where the claim does not say.
    point_source, -- claim: a source gives the point; gazetteer: a source names the place, whose point is in vocabulary.gazetteer.
    cast(row_number() over (
        partition by event_id
        order by
            point_source,
            case where_precision when 'exact' then 1 when 'near' then 2 when 'region' then 3 else 4 end,
            count(distinct reported_by) desc, latitude, longitude, where_precision
    ) as integer) as place, -- Rank: 1 is the point of the incident.
from points
group by event_id, latitude, longitude, where_precision, point_source
order by event_id, place
