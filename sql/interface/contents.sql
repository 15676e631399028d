-- Contents of this file: one row per table, view and function; those made for interactive queries come first.
-- grain: schema_name x table_name
-- not for: columns; `dictionary` has them.
-- example: from contents where schema_name in ('main', 'marts')
create view contents as
select
    schema_name, -- main: interactive queries; marts: trends; events: what happened; claims and links: who reports it; other schemas: how it was collected.
    table_name, -- Table, view or function.
    kind, -- table, view or function.
    description, -- Meaning of a row.
    grain, -- Columns that identify a row.
    not_for, -- What it should not be used for.
    example, -- Example query; null where there is none.
    row_count, -- Number of rows; null for views and functions.
from dictionary
where column_name is null
order by
    case schema_name
        when 'main' then 0
        when 'marts' then 1
        when 'events' then 2
        when 'claims' then 3
        when 'links' then 4
        else 5
    end,
    schema_name,
    table_name
