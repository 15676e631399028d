"""The lineage of a column is every column of another table that its value is computed from."""

from typing import Any

import pytest
from sqlglot import exp
from sqlglot.lineage import lineage as second_opinion
from sqlglot.schema import MappingSchema

from pipelines.warehouse import query_tree, sqlfile
from pipelines.warehouse.lineage import Column, LineageError, lineage

TABLES = {"events.a": ("id", "x", "y", "s"), "events.b": ("id", "z")}

MODELS = [file for file in sqlfile.all_files() if not file.is_contract]


def of(query: str) -> dict[str, set[str]]:
    """Lineage of a query over the two tables, each column as a.x."""
    found = lineage(query_tree.parsed(query), TABLES)
    return {
        name: {f"{one.table.removeprefix('events.')}.{one.name}" for one in columns}
        for name, columns in found.items()
    }


def of_model(table: str, column: str) -> set[Column]:
    (file,) = [file for file in MODELS if file.table == table]
    tree = query_tree.parsed(file.statement)
    return set(lineage(tree, sqlfile.documented_columns())[column])


@pytest.mark.parametrize(
    ("query", "column", "expected"),
    [
        ("select x from events.a", "x", {"a.x"}),
        ("select 1 as one, count(*) as n from events.a", "n", set()),
        ("select a.x + b.z as sum from events.a as a join events.b as b on a.id = b.id",
         "sum", {"a.x", "b.z"}),
        ("with c as (select *, x as w from events.a) select w from c", "w", {"a.x"}),
        ("with c as (select * exclude (x) from events.a) select * from c", "y", {"a.y"}),
        ("select * replace (y + 1 as x) from events.a", "x", {"a.y"}),
        ("select x as w, w + y as v from events.a", "v", {"a.x", "a.y"}),
        ("select x from events.a union all select z from events.b", "x", {"a.x", "b.z"}),
        ("select sum(x) over w as total from events.a window w as (partition by id order by y)",
         "total", {"a.x", "a.id", "a.y"}),
        ("select (select max(z) from events.b where b.id = a.id) as top from events.a as a",
         "top", {"b.z", "b.id", "a.id"}),
        ("select exists (select 1 from events.b where z > x) as has from events.a",
         "has", {"b.z", "a.x"}),
        ("select list_filter(s, lambda x: x > y) as some from events.a", "some", {"a.s", "a.y"}),
        ("select a.s.field.part as part from events.a as a", "part", {"a.s"}),
        ("select s.field as part from events.a", "part", {"a.s"}),
        ("select arg_max(a, y) as row from events.a as a", "row", {"a.id", "a.x", "a.y", "a.s"}),
        ("select t.w from (values (1, 2)) as t (v, w)", "w", set()),
        ("select w from events.a, unnest(s) as t (w)", "w", {"a.s"}),
        ("with recursive r as (select id, x from events.a union all "
         "select b.id, b.z from r join events.b as b on b.id = r.x) select x from r",
         "x", {"a.x", "b.z"}),
    ],
)  # fmt: skip
def test_lineage_follows_a_query_to_the_tables_it_reads(query: str, column: str, expected: set):
    assert of(query)[column] == expected


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("select w from events.a", "no column w"),
        ("select c.x from events.a as a", "no column c.x"),
        ("select x from events.c", "no table events.c"),
        ("select columns('x') from events.a", "`columns"),
        ("select * from events.a tablesample 1 union by name from events.b", "SET_OPERATION_NODE"),
    ],
)
def test_what_is_not_followed_is_an_error_and_no_guess(query: str, message: str):
    with pytest.raises(LineageError) as error:
        of(query)
    assert message in str(error.value)


def test_three_columns_of_the_models_by_hand():
    assert of_model("marts.strikes_daily", "drones_launched_best") == {
        Column("marts.strikes_daily_by_group", "launched_best")
    }
    assert of_model("marts.strikes_daily", "has_disagreement") == {
        Column("marts.strikes_daily_by_group", "has_disagreement")
    }
    assert of_model("marts.exchanges_balance", "to_ukraine_so_far") == {
        Column("events.exchanges", "to_ukraine_best"),
        Column("events.exchanges", "exchanged_stated"),
        Column("events.exchanges", "event_id"),
    }


@pytest.mark.parametrize("file", MODELS, ids=lambda file: file.table)
def test_every_column_of_every_model_is_followed(file: sqlfile.SqlFile):
    tables = sqlfile.documented_columns()
    found = lineage(query_tree.parsed(file.statement), tables)
    assert list(found) == list(file.columns)
    for columns in found.values():
        for one in columns:
            assert one.table in file.reads
            assert one.name in tables[one.table]


@pytest.fixture(scope="module")
def schema() -> MappingSchema:
    """All documented tables, as sqlglot knows them."""
    tables: dict[str, Any] = {}
    for table, columns in sqlfile.documented_columns().items():
        folder, name = table.split(".")
        tables.setdefault(folder, {})[name] = dict.fromkeys(columns, "unknown")
    return MappingSchema(tables, dialect="duckdb")


@pytest.mark.parametrize("file", MODELS, ids=lambda file: file.table)
def test_sqlglot_finds_no_column_that_was_missed(file: sqlfile.SqlFile, schema: MappingSchema):
    ours = lineage(query_tree.parsed(file.statement), sqlfile.documented_columns())
    theirs = second_opinion(None, file.statement, schema, dialect="duckdb", trim_selects=False)
    for name, node in theirs.items():
        leaves = {
            Column(f"{one.expression.db}.{one.expression.name}", one.name.split(".")[-1].strip('"'))
            for one in node.walk()
            if isinstance(one.expression, exp.Table) and one.expression.db
        }
        assert leaves <= ours[name], name
