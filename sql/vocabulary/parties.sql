-- States and organisations that fight, talk, mediate or host.
-- grain: party_id
-- not for: a list of recognised states.
create table vocabulary.parties (
    party_id varchar not null, -- ISO 3166-1 alpha-3, or UN, ICRC, SUN (Soviet Union).
    name_en varchar not null, -- English name.
    side varchar not null -- ukraine, russia or third_party: how its statements are attributed.
);
