"""The tables that a query reads are those that DuckDB's parser finds in it."""

import pytest

from pipelines.warehouse.query_tree import QueryError, parsed, tables_read


@pytest.mark.parametrize(
    ("query", "tables"),
    [
        ("from marts.a", {"marts.a"}),
        ("select 1", set()),
        ("with b as (from marts.a) from b", {"marts.a"}),  # an expression has no schema
        ("select 'from marts.a' as text", set()),
        ("select 1 -- from marts.a", set()),
        ("from x.a join x.b using (id) where id in (select id from x.c)", {"x.a", "x.b", "x.c"}),
        ("from x.a union all from x.b", {"x.a", "x.b"}),
        ("select (select max(id) from x.a) as most, 'it''s' as text", {"x.a"}),
        ('from "x"."a b"', {"x.a b"}),
    ],
)
def test_tables_are_found_wherever_they_are_read(query: str, tables: set[str]) -> None:
    assert tables_read(parsed(query)) == tables


@pytest.mark.parametrize("query", ["selec 1", "from marts.a where", "create table a (b int)"])
def test_what_is_no_query_is_refused(query: str) -> None:
    with pytest.raises(QueryError):
        parsed(query)
