-- Places that reports name: states, first-level regions, cities, launch areas, seas.
-- grain: place_id
-- not for: maps; it has no coordinates.
create table vocabulary.places (
    place_id varchar not null, -- P-code for Ukraine's first-level regions, else a readable id.
    kind varchar not null, -- Kind of place.
    name_en varchar not null, -- English name.
    name_uk varchar, -- Ukrainian name.
    name_ru varchar, -- Russian name.
    iso3 varchar, -- State by international recognition, ISO 3166-1 alpha-3; null for seas.
    adm1_pcode varchar -- Region of Ukraine that contains it, P-code; null elsewhere.
);
