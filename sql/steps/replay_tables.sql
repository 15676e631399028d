-- Working tables of a replay: who bears upon whom, when something changed, what came out.
create or replace temp table strands (family varchar, claim_id varchar, strand varchar);
create or replace temp table mixed (family varchar, strand varchar, joined varchar);
create or replace temp table moments (
    family varchar,
    strand varchar,
    known_at timestamptz,
    place bigint,
    next_known_at timestamptz
);
create or replace temp table answers (
    family varchar,
    strand varchar,
    place bigint,
    event_id varchar,
    happened_stated varchar,
    figure varchar,
    value varchar,
    low integer,
    best integer,
    high integer
);
