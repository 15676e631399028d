-- Records: what each document states, claim by claim, before repeats are merged into revisions.
-- The table has those of small documents (see warehouse/parts.py). It starts from the family's contract; the columns that place
-- a record in time are in the table revisions.
-- The words of a table's cells are one text (see create_claims.sql): a list of structs costs more to write than all other columns.
alter table stored.records_each_family drop column revision;
alter table stored.records_each_family drop column known_from;
alter table stored.records_each_family drop column known_to;
alter table stored.records_each_family add column record_id bigint default nextval('records.record_ids');
alter table stored.records_each_family add column content_hash ubigint;
alter table stored.records_each_family add column series varchar;
alter table stored.records_each_family add column edition bigint;
alter table stored.records_each_family add column quotes varchar;

-- Revisions: the records that open one, and the interval in which it was known.
create table revisions.each_family (
    record_id bigint not null,
    revision integer not null,
    known_from timestamptz not null,
    known_to timestamptz
);
