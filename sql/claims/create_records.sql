-- Readings: what each document says, claim by claim, before repeats are folded into revisions.
-- Made from the family's contract, whose columns follow; a reading's place in time is kept apart from it.
-- The words of a table's cells are one text here (see create_claims.sql): a list of structs costs more to write than all other columns.
alter table records.each_family drop column revision;
alter table records.each_family drop column known_from;
alter table records.each_family drop column known_to;
alter table records.each_family add column record_id bigint default nextval('records.record_ids');
alter table records.each_family add column content_hash ubigint;
alter table records.each_family add column series varchar;
alter table records.each_family add column quotes varchar;

-- Revisions: which records open one, and from when until when it was known.
create table revisions.each_family (
    record_id bigint not null,
    revision integer not null,
    known_from timestamptz not null,
    known_to timestamptz
);
