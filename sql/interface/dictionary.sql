-- Every table, view and function of this file and every column of theirs, in words.
-- grain: schema_name x table_name x position
-- not for: counting columns as facts; the rows of position 0 speak of the table itself.
-- example: select column_name, data_type, description from dictionary where table_name = 'strikes_daily' order by position
create table dictionary (
    schema_name varchar not null, -- Schema; main holds what is meant to be read by hand.
    table_name varchar not null, -- Table, view or function.
    position integer not null, -- 0 for the table itself, from 1 for its columns in their order.
    column_name varchar, -- Column; null where the row speaks of the table itself.
    kind varchar not null, -- table, view or function; a function is called with its arguments: from strikes_between(...).
    data_type varchar, -- DuckDB's type of the column; null where the row speaks of the table itself.
    description varchar not null, -- What the column holds, or what a row of the table is.
    grain varchar, -- What tells rows apart; on the table's own row only.
    not_for varchar, -- What the table must not be used for; on the table's own row only.
    example varchar, -- A query that shows its use, where there is one; on the table's own row only.
    row_count bigint -- Rows in it; on the own row of a table only.
);
