-- Spellings of weapons as reports write them.
-- grain: alias x lang
-- not for: translating; an alias may be a transliteration or a common error.
create table vocabulary.weapon_aliases (
    alias varchar not null, -- Spelling.
    lang varchar not null, -- ISO 639-1 language, or * for any.
    weapon_id varchar not null -- Weapon; see vocabulary.weapons.
);
