-- Cells: which column of a source's table each field of a family was read from, in the order of records.quotes.
create sequence records.record_ids;
create table records.cells (
    source varchar not null,
    family varchar not null,
    fields varchar[] not null,
    columns varchar[] not null
);
