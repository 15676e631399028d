-- Cells: which column of a source's table each field of a family was read from; the order is that of readings' quotes.
create sequence readings.reading_ids;
create table readings.cells (
    source varchar not null,
    family varchar not null,
    fields varchar[] not null,
    columns varchar[] not null
);
