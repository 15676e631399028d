"""The engine on Spark: types, recursion, errors, and copies that follow the build file."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipelines.engines.duckdb import DuckDBEngine
from pipelines.engines.spark import SparkEngine
from pipelines.warehouse import sqlfile
from pipelines.warehouse.build import Warehouse
from pipelines.warehouse.sqlfile import SqlFile, SqlFileError

HEADER = "-- One row.\n-- grain: one\n-- not for: anything but tests.\n"

CHAIN = """
create table links.negotiations_candidates as
select
    cast(n as integer) as candidate,
    case n when 0 then [0] else [n - 1, n] end as reached_by,
    concat('talks-', n) as label,
    'istanbul' as distinction,
from generate_series(0, 9) as numbers (n)
"""
"""Each candidate is reached by the one before it, so that every round settles two of them."""


@pytest.fixture
def warehouse(tmp_path: Path) -> Iterator[Warehouse]:
    with Warehouse.open(tmp_path / "build.duckdb") as opened:
        yield opened


def model(folder: Path, query: str) -> SqlFile:
    path = folder / "sql" / "strikes" / "sample.sql"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HEADER + query)
    return sqlfile.load(path)


def both(warehouse: Warehouse, engine: SparkEngine, file: SqlFile) -> tuple[list, list]:
    """Columns with types, and rows in order, by DuckDB and by Spark."""
    results = []
    for one in (DuckDBEngine(), engine):
        one.build(warehouse, file)
        results.append(
            [*warehouse.rows(f"describe {file.table}"), *warehouse.rows(f"from {file.table}")]
        )
    return results[0], results[1]


def test_types_and_order_are_those_of_duckdb(warehouse, engine, tmp_path):
    warehouse.connection.execute(
        "create table events.sample as select "
        "n, timestamptz '2026-02-05 22:30:00.25+00' as started_at, "
        "case when n > 1 then date '2026-02-05' end as happened_on, ['b', 'a'] as words "
        "from generate_series(0, 3) as numbers (n)"
    )
    file = model(
        tmp_path,
        """select
    n, -- Number.
    cast(n as integer) as small, -- Narrow.
    sum(n) over (order by n) as total, -- HUGEINT.
    started_at, -- Moment.
    started_at at time zone 'Europe/Kyiv' as in_kyiv, -- Wall clock.
    happened_on, -- Date, or null.
    list_sort(words) as words, -- List.
    words[3] as third, -- Beyond the end.
    n / 4 as quarter, -- Fraction.
from events.sample
order by happened_on desc, n
""",
    )
    by_duckdb, by_spark = both(warehouse, engine, file)
    assert by_spark == by_duckdb
    assert engine.count(file.table) == 4


def test_a_recursion_is_played_to_its_end(warehouse, engine):
    warehouse.connection.execute(CHAIN)
    (file,) = [one for one in sqlfile.all_files() if one.table == "links.negotiations_groups"]
    by_duckdb, by_spark = both(warehouse, engine, file)
    assert by_spark == by_duckdb
    centres = warehouse.rows(f"select distinct centre from {file.table} order by centre")
    assert centres == [(0,), (2,), (4,), (6,), (8,)]


def test_names_match_patterns_as_in_duckdb(warehouse, engine, tmp_path):
    names = ["a.csv", "abcsv", "a[1].csv", "a+b^.csv", "a\nb.csv", "", "1.csv", "^.csv"]
    patterns = ["*.csv", "a?csv", "[a1].csv", "[!a].csv", "[^a].csv", "a+b^*", r"a\*", "*", "a.csv"]
    warehouse.connection.execute(
        "create table events.named as select unnest(?) as name", [names]
    ).execute("create table events.pattern as select unnest(?) as pattern", [patterns])
    file = model(
        tmp_path,
        """select
    name, -- Name.
    pattern, -- Pattern.
    name glob pattern as is_match, -- Whether it matches.
from events.named, events.pattern
order by name, pattern
""",
    )
    by_duckdb, by_spark = both(warehouse, engine, file)
    assert by_spark == by_duckdb
    assert {row[2] for row in warehouse.rows(f"from {file.table}")} == {True, False}


def test_lists_are_zipped_and_cut_as_in_duckdb(warehouse, engine, tmp_path):
    warehouse.connection.execute(
        "create table events.listed as from (values "
        "(1, ['a', 'b'], ['x', 'y', 'z']), (2, [], ['x']), (3, null, ['x', 'y']), (4, ['a'], null))"
        " as listed (n, a, b)"
    )
    file = model(
        tmp_path,
        """select
    n, -- Number.
    b[2:] as rest, -- From the second.
    list_transform(list_zip(a, b[2:], b), lambda c: struct_pack(c := c[3], a := c[1])) as p, -- A.
    max(n) over (w rows 1 preceding) as before, -- Of two rows.
from events.listed
window w as (order by n)
order by n
""",
    )
    by_duckdb, by_spark = both(warehouse, engine, file)
    assert by_spark == by_duckdb


def test_a_changed_table_is_copied_again(warehouse, engine, tmp_path):
    warehouse.connection.execute("create table events.changing as select 1 as n")
    file = model(tmp_path, "select\n    n, -- Number.\nfrom events.changing\n")
    engine.build(warehouse, file)
    warehouse.connection.execute("update events.changing set n = 2")
    engine.build(warehouse, file)
    assert warehouse.rows(f"from {file.table}") == [(2,)]


def test_a_type_of_another_kind_names_file_and_column(warehouse, engine, tmp_path):
    warehouse.connection.execute("create table events.dated as select date '2026-02-05' as day_on")
    file = model(
        tmp_path, "select\n    last_day(day_on) - day_on as days, -- Days.\nfrom events.dated\n"
    )
    with pytest.raises(
        SqlFileError, match=r"sample\.sql: days is BIGINT in DuckDB and interval day"
    ):
        engine.build(warehouse, file)
