-- Readings: what each document says, claim by claim, before repeats are folded into revisions.
-- Made from the family's contract, whose columns follow; a reading's place in time is kept apart from it.
-- The words of a table's cells are one text here (see create_claims.sql): a list of structs costs more to write than all other columns.
alter table readings.each_family drop column revision;
alter table readings.each_family drop column known_from;
alter table readings.each_family drop column known_to;
alter table readings.each_family add column reading_id bigint default nextval('readings.reading_ids');
alter table readings.each_family add column content_hash ubigint;
alter table readings.each_family add column series varchar;
alter table readings.each_family add column quotes varchar;

-- Revisions: which readings open one, and from when until when it was known.
create table revisions.each_family (
    reading_id bigint not null,
    revision integer not null,
    known_from timestamptz not null,
    known_to timestamptz
);
