"""Differences between two publications: by key, with both values, and in the exit code."""

import json
from pathlib import Path

import duckdb
import pytest

from pipelines.publication.diff import NotComparable, as_json, as_table, diff, table_keys
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
    assert diff(before, before) == []


def test_rows_added_removed_and_changed_are_listed_with_their_values(before, tmp_path):
    after = publication(
        tmp_path / "after.duckdb",
        DAILY,
        "insert into marts.strikes_daily values "
        "('2026-02-05', 183), ('2026-02-06', 0), ('2026-02-07', 400)",
    )
    (daily,) = as_json(diff(before, after))
    told = json.loads(json.dumps(daily, default=str))
    assert told == {
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
    assert diff(before, after) == []


def test_a_table_that_one_file_lacks_is_named(before, tmp_path):
    after = publication(
        tmp_path / "after.duckdb",
        DAILY,
        NIGHTS,
        "create table marts.strikes_new (a integer)",
    )
    assert [(one.table, one.only_in) for one in diff(before, after)] == [
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
    (one,) = diff(*files)
    assert (one.added, one.removed, one.changed) == (({"a": 1, "b": 2},), ({"a": 1, "b": 1},), ())


def test_claims_and_records_are_not_compared(before, tmp_path):
    after = publication(
        tmp_path / "after.duckdb",
        DAILY,
        NIGHTS,
        "create schema claims; create table claims.strikes (a integer)",
    )
    assert diff(before, after) == []


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
    (printed,) = as_table(diff(before, after))
    assert printed.row_count == 20
    assert str(printed.caption) == "and 33 more; --format json has all"


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
    assert json.loads(different.stdout)[0]["table"] == "marts.strikes_daily"
    assert "180" in ledger_here(capsys, tmp_path, "diff", str(before), str(other)).stdout
    trouble = ledger_here(capsys, tmp_path, "diff", str(before), str(tmp_path / "none.duckdb"))
    assert trouble.returncode == 2
    assert "none.duckdb: no such file" in trouble.stderr
