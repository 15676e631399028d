-- Weapons, one row a model or a group of models that reports do not tell apart.
-- grain: weapon_id
-- not for: an order of battle; it holds what reports name.
create table vocabulary.weapons (
    weapon_id varchar not null, -- Id used in claims.strikes.weapons.
    name varchar not null, -- Common English name.
    weapon_class varchar not null, -- Class, as in claims.strikes.weapon_class.
    weapon_group varchar not null, -- drone, missile, glide_bomb or air_target: what events are grouped by.
    origin_iso3 varchar -- State of design; null when not known.
);
