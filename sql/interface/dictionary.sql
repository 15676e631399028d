-- Descriptions of every table, view and function of this file, and of their columns.
-- grain: schema_name x table_name x position
-- not for: counting columns without a filter; rows with position 0 describe the table itself.
-- example: select column_name, data_type, description from dictionary where table_name = 'strikes_daily' order by position
create table dictionary (
    schema_name varchar not null, -- Schema; main has what is made for interactive queries.
    table_name varchar not null, -- Table, view or function.
    position integer not null, -- 0 for the table itself; columns are numbered from 1.
    column_name varchar, -- Column; null where the row describes the table itself.
    kind varchar not null, -- table, view or function; a function is called with its arguments: from strikes_between(...).
    data_type varchar, -- DuckDB type of the column; null where the row describes the table itself.
    description varchar not null, -- Meaning of the column, or of a row of the table.
    grain varchar, -- Columns that identify a row; only in the row of the table itself.
    not_for varchar, -- What the table should not be used for; only in the row of the table itself.
    example varchar, -- Example query, where there is one; only in the row of the table itself.
    row_count bigint -- Number of rows; only in the row of a table itself.
);
