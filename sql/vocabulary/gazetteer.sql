-- Points of places that claims of airspace name without one, from GeoNames (CC BY 4.0).
-- grain: location_name x iso3
-- not for: distances; a point is the centre of a town, and often of the town nearest to the incident. See where_precision.
-- test: one_point_per_place = unique(location_name, iso3): A place with two points would double its incidents.
-- test: accepted_values(where_precision: near, region)
create table vocabulary.gazetteer (
    location_name varchar not null, -- Place, exactly as claims write it.
    iso3 varchar, -- State whose airspace the claims say it is; null over international waters.
    latitude double not null, -- Degrees north.
    longitude double not null, -- Degrees east.
    where_precision varchar not null, -- near: the place itself, or the town beside it; region: a town of the region, which can be far from the incident.
    geoname_ref varchar not null, -- Id in GeoNames.
    geoname varchar not null, -- Name in GeoNames.
    note varchar -- What the town is to the place; null where it is the place.
);
