-- Weapons, one row per model or per group of models that reports do not distinguish.
-- grain: weapon_id
-- not for: an order of battle; it lists what reports name.
create table vocabulary.weapons (
    weapon_id varchar not null, -- Id used in claims.strikes.weapons.
    name varchar not null, -- Common English name.
    weapon_class varchar not null, -- Class, as in claims.strikes.weapon_class.
    weapon_group varchar not null, -- drone, missile, glide_bomb or air_target; events are grouped by it.
    origin_iso3 varchar -- State of design; null when not known.
);
