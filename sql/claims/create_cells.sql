-- What sources declare of their tables.
-- cells: which column of a source's table each field of a family was read from, in the order of records.quotes.
-- holdings: which documents of a snapshot source hold the full table of a family, where not all do.
create sequence records.record_ids;
create table records.cells (
    source varchar not null,
    family varchar not null,
    fields varchar[] not null,
    columns varchar[] not null
);
create table records.holdings (
    source varchar not null,
    family varchar not null,
    form varchar not null
);
