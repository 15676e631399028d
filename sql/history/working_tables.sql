-- Working tables of a replay: claims that can affect each other, moments of change, and past figures.
create or replace temp table components (family varchar, claim_id varchar, component varchar);
create or replace temp table merged_components (family varchar, component varchar, joined varchar);
create or replace temp table moments (
    family varchar,
    component varchar,
    known_at timestamptz,
    moment_no bigint,
    next_known_at timestamptz
);
create or replace temp table past_figures (
    family varchar,
    component varchar,
    moment_no bigint,
    event_id varchar,
    happened_stated varchar,
    figure varchar,
    value varchar,
    low integer,
    best integer,
    high integer
);
