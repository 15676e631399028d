"""Differences between two publications: by key, with both values, and in the exit code."""

import json
from pathlib import Path

import duckdb
import pytest

from pipelines.publication.diff import (
    Difference,
    NotComparable,
    as_json,
    as_tables,
    diff,
    table_keys,
)
from pipelines.warehouse import sqlfile
from tests.running import ledger_here

DAILY = (
    "create schema if not exists marts; "
    "create table marts.strikes_daily (night_of date, drones_launched_best integer)"
)
NIGHTS = (
    "insert into marts.strikes_daily values "
    "('2026-02-04', 105), ('2026-02-05', 180), ('2026-02-06', null)"
)


@pytest.fixture
def before(tmp_path: Path) -> Path:
    return publication(
        tmp_path / "before.duckdb",
        DAILY,
        NIGHTS,
    )


def publication(path: Path, *statements: str) -> Path:
    with duckdb.connect(str(path)) as connection:
        for statement in statements:
            connection.execute(statement)
    return path


def test_a_publication_is_the_same_as_itself(before):
    assert diff(before, before) == Difference((), ())


def test_rows_added_removed_and_changed_are_listed_with_their_values(before, tmp_path):
    after = publication(
        tmp_path / "after.duckdb",
        DAILY,
        "insert into marts.strikes_daily values "
        "('2026-02-05', 183), ('2026-02-06', 0), ('2026-02-07', 400)",
    )
    (daily,) = as_json(diff(before, after))["tables"]
    shown = json.loads(json.dumps(daily, default=str))
    assert shown == {
        "table": "marts.strikes_daily",
        "only_in": None,
        "added": [{"night_of": "2026-02-07", "drones_launched_best": 400}],
        "removed": [{"night_of": "2026-02-04", "drones_launched_best": 105}],
        "changed": [
            {"key": {"night_of": "2026-02-05"}, "values": {"drones_launched_best": [180, 183]}},
            {"key": {"night_of": "2026-02-06"}, "values": {"drones_launched_best": [None, 0]}},
        ],
    }


def test_the_order_of_rows_and_columns_is_no_difference(before, tmp_path):
    after = publication(
        tmp_path / "after.duckdb",
        "create schema marts",
        "create table marts.strikes_daily (drones_launched_best integer, night_of date)",
        "insert into marts.strikes_daily by name "
        "select null as drones_launched_best, date '2026-02-06' as night_of union all "
        "select 180, date '2026-02-05' union all select 105, date '2026-02-04'",
    )
    assert diff(before, after) == Difference((), ())


def test_a_column_whose_type_changed_is_left_out(before, tmp_path):
    after = publication(
        tmp_path / "after.duckdb",
        "create schema marts; create table marts.strikes_daily as "
        "select date '2026-02-04' as night_of, 'a hundred' as drones_launched_best",
    )
    (daily,) = diff(before, after).tables
    assert (daily.changed, len(daily.removed)) == ((), 2)


def test_a_table_that_one_file_lacks_is_named(before, tmp_path):
    after = publication(
        tmp_path / "after.duckdb",
        DAILY,
        NIGHTS,
        "create table marts.strikes_new (a integer)",
    )
    assert [(one.table, one.only_in) for one in diff(before, after).tables] == [
        ("marts.strikes_new", "after")
    ]


def test_a_table_without_a_key_is_compared_by_entire_rows(tmp_path):
    files = [
        publication(
            tmp_path / f"{number}.duckdb",
            "create schema marts",
            f"create table marts.unheard_of as select 1 as a, {number} as b",
        )
        for number in (1, 2)
    ]
    (one,) = diff(*files).tables
    assert (one.added, one.removed, one.changed) == (({"a": 1, "b": 2},), ({"a": 1, "b": 1},), ())


def test_claims_and_records_are_not_compared(before, tmp_path):
    after = publication(
        tmp_path / "after.duckdb",
        DAILY,
        NIGHTS,
        "create schema claims; create table claims.strikes (a integer)",
    )
    assert diff(before, after) == Difference((), ())


def test_a_file_that_is_not_a_publication_is_named(before, tmp_path):
    text = tmp_path / "notes.txt"
    text.write_text("not a database")
    with pytest.raises(NotComparable, match=r"notes\.txt: cannot be opened"):
        diff(before, text)
    with pytest.raises(NotComparable, match=r"none\.duckdb: no such file"):
        diff(tmp_path / "none.duckdb", before)
    empty = publication(tmp_path / "empty.duckdb", "create table t (a integer)")
    with pytest.raises(NotComparable, match=r"empty\.duckdb: holds no table"):
        diff(before, empty)


def test_every_table_of_events_and_marts_has_a_key():
    keys = table_keys()
    tables = {file.table for file in sqlfile.all_files() if file.schema in ("events", "marts")}
    assert tables <= keys.keys()


def test_a_long_table_is_cut_and_says_so(before, tmp_path):
    after = publication(
        tmp_path / "after.duckdb",
        DAILY,
        "insert into marts.strikes_daily "
        "select date '2025-01-01' + i::integer, i from range(50) as t (i)",
    )
    (printed,) = as_tables(diff(before, after))
    assert printed.row_count == 20
    assert str(printed.caption) == "and 33 more; --format json has all"


FIGURES = (
    "create schema marts; create table marts.overview_figures (family varchar, event_id varchar, "
    "happened_stated varchar, figure varchar, value varchar, low integer, high integer, "
    "is_disputed boolean)"
)


def figures(path: Path, *rows: str) -> Path:
    """A publication of strikes with these rows: event, date, figure, value, low, high, disputed."""
    values = ", ".join(f"('strikes', {row})" for row in rows)
    return publication(path, FIGURES, f"insert into marts.overview_figures values {values}")


def test_changed_values_come_before_new_and_vanished_events_and_these_before_ranges(tmp_path):
    before = figures(
        tmp_path / "before.duckdb",
        "'a', '2026-02-04', 'launched', '105', 105, 105, false",
        "'a', '2026-02-04', 'intercepted', '88', 88, 88, false",
        "'b', '2026-02-05', 'launched', '183', 183, 183, false",
        "'c', '2026-02-06', 'launched', '328', 328, 328, false",
    )
    after = figures(
        tmp_path / "after.duckdb",
        "'a', '2026-02-04', 'launched', '107', 105, 107, true",
        "'a', '2026-02-04', 'intercepted', '88', 80, 88, true",
        "'b', '2026-02-05', 'launched', '183', 183, 183, false",
        "'d', '2026-02-07', 'launched', '408', 408, 408, false",
    )
    difference = diff(before, after)
    assert [
        (one.kind, one.event_id, one.figure, one.before, one.after) for one in difference.noticed
    ] == [
        ("value", "a", "launched", "105", "107"),
        ("new event", "d", None, None, "launched 408"),
        ("vanished event", "c", None, "launched 328", None),
        ("range or dispute", "a", "intercepted", "88 to 88, not disputed", "80 to 88, disputed"),
    ]
    titles = [str(table.title) for table in as_tables(difference)]
    assert titles[:4] == [
        "Changed best values: 1 events, 1 figures",
        "New events: 1 events",
        "Vanished events: 1 events",
        "Changed ranges and disagreements: 1 events, 1 figures",
    ]
    assert titles[4].startswith("marts.overview_figures:")
    assert as_json(difference)["noticed"][0]["after"] == "107"


def test_a_file_without_the_columns_of_figures_is_compared_by_tables_alone(tmp_path):
    after = figures(tmp_path / "after.duckdb", "'a', '2026', 'launched', '5', 5, 5, false")
    before = publication(
        tmp_path / "before.duckdb",
        "create schema marts; create table marts.overview_figures (event_id varchar)",
    )
    difference = diff(before, after)
    assert difference.noticed == ()
    assert [one.table for one in difference.tables] == ["marts.overview_figures"]


def test_the_command_exits_like_diff(golden, before, tmp_path, capsys):
    same = ledger_here(capsys, tmp_path, "diff", str(golden.warehouse), str(golden.warehouse))
    assert (same.returncode, same.stdout, same.stderr) == (0, "", "")
    other = publication(
        tmp_path / "other.duckdb",
        DAILY,
        "insert into marts.strikes_daily values ('2026-02-05', 183)",
    )
    different = ledger_here(capsys, tmp_path, "diff", str(before), str(other), "--format", "json")
    assert different.returncode == 1
    assert json.loads(different.stdout)["tables"][0]["table"] == "marts.strikes_daily"
    assert "180" in ledger_here(capsys, tmp_path, "diff", str(before), str(other)).stdout
    trouble = ledger_here(capsys, tmp_path, "diff", str(before), str(tmp_path / "none.duckdb"))
    assert trouble.returncode == 2
    assert "none.duckdb: no such file" in trouble.stderr
