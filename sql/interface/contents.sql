-- What is in this file: one row per table, view and function, the ones meant to be read by hand first.
-- grain: schema_name x table_name
-- not for: columns; ask `dictionary` for those.
-- example: from contents where schema_name in ('main', 'marts')
create view contents as
select
    schema_name, -- main: made for reading by hand; marts: trends; events: what happened; claims and links: who says so; the rest: how it came in.
    table_name, -- Table, view or function.
    kind, -- table, view or function.
    description, -- What a row is.
    grain, -- What tells rows apart.
    not_for, -- What it must not be used for.
    example, -- A query that shows its use, where there is one.
    row_count, -- Rows in it; null for views and functions.
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
