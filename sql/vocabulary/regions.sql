-- First-level regions of Ukraine under the codes of three systems, to join tables and maps that use different ones.
-- grain: adm1_pcode
-- not for: borders; it has no shapes. Digits of a P-code and an ISO code differ for Luhansk, Chernivtsi, Kyiv, Crimea and Sevastopol.
-- test: one_row_per_region = unique(adm1_pcode): A region with two rows would double what is joined to it.
-- test: one_row_per_iso_code = unique(iso_3166_2): An ISO code of two regions would double what is joined to it.
create table vocabulary.regions (
    adm1_pcode varchar not null, -- P-code of OCHA's common operational datasets, as in claims.strikes (UA32).
    name_en varchar not null, -- English name, as in vocabulary.places.
    iso_3166_2 varchar not null, -- ISO 3166-2 code (UA-32).
    geoboundaries_name varchar not null, -- Name of its shape in geoBoundaries gbOpen UKR ADM1.
    geoboundaries_ref varchar not null -- Id of that shape (shapeID).
);
