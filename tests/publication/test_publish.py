"""The published file is readable interactively, without the project, and by older clients."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import dagster as dg
import duckdb
import pyarrow as pa
import pytest

from pipelines.publication import publish as module
from pipelines.publication.manifest import intact_publication
from pipelines.publication.publish import STORAGE_VERSION, publish
from pipelines.settings import Settings
from pipelines.warehouse import sqlfile
from pipelines.warehouse.build import Warehouse
from pipelines.warehouse.sqlfile import SqlFileError
from tests.running import refreshed

PUBLICATION = dg.AssetSelection.keys("published/warehouse")


@dataclass(frozen=True)
class Retried:
    """A publication that failed, and the run that then published the same build file."""

    here: Settings
    error: Exception
    is_left_alone: bool
    run: dg.ExecuteInProcessResult


@pytest.fixture(scope="module")
def retried(golden, tmp_path_factory) -> Retried:
    """Another publication of the shipped registers, after one that failed at its end."""
    here = Settings(data=tmp_path_factory.mktemp("retried") / "data")
    shutil.copytree(golden.data, here.data)

    def refuse(*_: object) -> None:
        raise SqlFileError("words and columns differ")

    with (
        Warehouse.open(here.build) as warehouse,
        pytest.MonkeyPatch.context() as patched,
        pytest.raises(SqlFileError) as refusal,
    ):
        patched.setattr(module, "describe", refuse)
        publish(warehouse, here)
    is_left_alone = here.warehouse.read_bytes() == golden.warehouse.read_bytes()
    here.warehouse.unlink()
    return Retried(here, refusal.value, is_left_alone, refreshed(here, PUBLICATION))


@pytest.fixture
def claims() -> Iterator[duckdb.DuckDBPyConnection]:
    """Claims of strikes, none yet, and the function that asks what was known of them."""
    with duckdb.connect() as connection:
        connection.execute("set TimeZone = 'UTC'; create schema claims")
        connection.execute(sqlfile.load(sqlfile.SQL / "strikes" / "claims.sql").statement)
        connection.execute(
            "create table marked as select claim_id, revision, launched, night_of, known_from, "
            "known_to from claims.strikes"
        )
        yield connection


def test_every_example_runs_without_extensions_and_shows_rows(golden):
    with duckdb.connect(str(golden.warehouse), read_only=True) as connection:
        connection.execute("set autoload_known_extensions = false")
        for file in sqlfile.interface_files():
            if file.example and file.name != "strike_claims_known_on":
                assert connection.execute(file.example).fetchone(), file.example


def test_about_names_the_licence_and_citation_of_every_source_that_came_in(ask_golden):
    sources = ask_golden("select source, licence, citation from landed.sources")
    said = {
        (topic, item): says
        for topic, item, says in ask_golden("select topic, item, says from about")
    }
    came_in = {source for (source,) in ask_golden("select distinct source from landed.documents")}
    for source, licence, citation in sources:
        assert ((f"source: {source}", "licence") in said) == (source in came_in)
        if source in came_in:
            assert said[f"source: {source}", "licence"] == licence
            assert said[f"source: {source}", "citation"] == citation


def test_about_counts_the_checks(ask_golden):
    said = dict(ask_golden("select item, says from about where topic = 'checks'"))
    results = ask_golden("select is_success, severity from quality.check_results")
    assert said["passed"] == str(sum(is_success for is_success, _ in results))
    assert said["failed: critical"] == "0"
    assert said["failed: warning"].split(":")[0] == str(results.count((False, "warning")))


def test_unreported_nights_have_rows_and_are_unknown(ask_golden):
    nights = ask_golden(
        "select day(night_of), is_reported, has_drone_count, drones_launched_best is null "
        "from strikes_between('2026-04-11', '2026-04-13')"
    )
    assert nights == [
        (11, True, True, False), (12, False, False, True), (13, True, True, False),
    ]  # fmt: skip


def test_a_report_of_drones_only_is_not_a_count_of_missiles(ask_golden):
    assert ask_golden(
        "select is_reported, has_drone_count, has_missile_count, missiles_launched_best "
        "from strikes_between('2026-02-01', '2026-02-01')"
    ) == [(True, True, False, None)]


def test_a_date_separates_its_night_and_the_day_after(ask_golden):
    """24 March 2026: 392 by night and 556 by day, as the register has them."""
    assert ask_golden(
        "select drones_launched_best, drones_launched_at_night, drones_launched_by_day "
        "from strikes_between('2026-03-24', '2026-03-24')"
    ) == [(948, 392, 556)]


def test_what_is_in_force_on_a_day_says_whether_that_is_sure(ask_golden):
    status = {
        name: (is_sure, is_suspended)
        for name, is_sure, is_suspended in ask_golden(
            "select name, is_sure, is_suspended_by_a_party from in_force_on('2024-03-01')"
        )
    }
    assert status["New START"] == (True, True)
    # A truce whose end nobody reports is possibly in force for the horizon of its kind, 30 days.
    corridor = "select is_sure from in_force_on('{}') where name like 'Mariupol and Volnovakha%'"
    assert ask_golden(corridor.format("2022-04-04")) == [(False,)]
    assert ask_golden(corridor.format("2022-04-05")) == []
    ending = "select is_sure from in_force_on('{}') where name = 'New START'"
    assert ask_golden(ending.format("2026-02-04")) == [(True,)]
    assert ask_golden(ending.format("2026-02-05")) == [(False,)]
    assert ask_golden(ending.format("2026-02-06")) == []


def test_a_range_without_a_best_value_is_shown_in_the_timeline(ask_golden):
    (words,) = ask_golden("select in_words from timeline where event_id = 'exchange-PX-2026-02-05'")
    assert "stated total (307 to 314)" in words[0]
    assert (
        ask_golden(
            "select event_id, in_words from timeline "
            "where regexp_matches(in_words, '(remains to ukraine|stated total)(;|$)')"
        )
        == []
    )


def test_a_column_of_one_name_is_of_one_type(ask_golden):
    """Whole numbers of any width are one type to a reader."""
    assert (
        ask_golden(
            "select column_name, list(distinct data_type), list(distinct table_name) "
            "from (select *, case when data_type in ('INTEGER', 'BIGINT') then 'number' "
            "else data_type end as kind from duckdb_columns() where not internal) "
            "where not (column_name = 'weapons' and schema_name = 'vocabulary') "
            "group by column_name having count(distinct kind) > 1"
        )
        == []
    )


def test_a_figure_is_explained_by_its_claims(ask_golden):
    rows = ask_golden(
        "select role, is_counted, says, quotes "
        "from explain('strike-2026-02-05-night-RUS-UKR-drone')"
    )
    assert [row[:2] for row in rows] == [("primary", True), *[("regional", False)] * 2]
    assert "launched 183" in rows[0][2]
    assert 'launched "183"' in rows[0][3]


def test_the_timeline_holds_every_event_once(ask_golden):
    events, distinct = ask_golden(
        "select count(*), count(distinct (family, event_id)) from timeline"
    )[0]
    known = ask_golden("select count(distinct (family, event_id)) from marts.overview_figures")[0][
        0
    ]
    assert events == distinct == known


@pytest.mark.parametrize(
    ("day", "known"),
    [
        ("2026-02-06", []),
        ("2026-02-07", [(1, 180, True)]),
        ("2026-02-14", [(1, 180, True)]),
        ("2026-02-15", [(2, 183, True)]),
        ("2026-03-01", []),
    ],
)
def test_a_claim_is_shown_in_its_revision_of_the_day(claims, day, known):
    """Reworded on 15 February at noon, withdrawn as 1 March began."""
    marked = "insert into marked values ('c', ?, ?, '2026-02-05', ?, ?)"
    claims.execute(marked, [1, 180, "2026-02-07 00:00:00+00", "2026-02-15 12:00:00+00"])
    claims.execute(marked, [2, 183, "2026-02-15 12:00:00+00", "2026-03-01 00:00:00+00"])
    _fill(claims, "claims.strikes", "marked")
    claims.execute(sqlfile.load(_interface("strike_claims_known_on")).statement)
    query = "select revision, launched, has_changed_since from strike_claims_known_on(?)"
    assert claims.execute(query, [day]).fetchall() == known


def test_what_was_known_on_a_day_leaves_out_what_came_later(ask_golden):
    query = (
        "select low, high from as_known_on('{}') "
        "where event_id = 'exchange-PX-2026-02-05' and figure = 'to_ukraine'"
    )
    assert ask_golden(query.format("2026-02-04")) == []
    assert ask_golden(query.format("2026-02-05")) == [(157, 157)]


def test_the_file_has_the_storage_format_of_older_clients(golden):
    with golden.warehouse.open("rb") as stream:
        header = stream.read(20)
    assert header[8:12] == b"DUCK"
    assert int.from_bytes(header[12:20], "little") == 64, "storage of DuckDB 0.10 to 1.1"
    with duckdb.connect(str(golden.warehouse), read_only=True) as connection:
        storage = connection.execute("select storage from publication").fetchall()
    assert storage == [(STORAGE_VERSION,)]


def test_equal_content_is_published_in_equal_rows(golden, retried):
    first, second = _rows(golden.warehouse), _rows(retried.here.warehouse)
    assert first.keys() == second.keys()
    for table, rows in first.items():
        if table != "main.publication":
            assert rows.equals(second[table]), table
    assert golden.warehouse.stat().st_size == retried.here.warehouse.stat().st_size


def test_a_publication_that_fails_leaves_the_one_before_and_can_be_tried_again(retried):
    assert str(retried.error) == "words and columns differ"
    assert retried.is_left_alone
    here, published = retried.here, intact_publication(retried.here)
    assert published is not None
    assert published.rows["claims.strikes"] > 0
    with duckdb.connect(str(here.warehouse), read_only=True) as connection:
        assert connection.execute("select fingerprint from publication").fetchall() == [
            (published.fingerprint,)
        ]


def test_the_publication_alone_is_made_when_all_is_current(retried):
    assert retried.run.success
    assert retried.here.warehouse.exists()


def test_the_publication_alone_is_refused_after_a_failure(golden_copy):
    published = golden_copy.warehouse.read_bytes()
    with Warehouse.open(golden_copy.build) as warehouse:
        warehouse.rows("update events.strikes set launched_best = -5")
    ran = refreshed(golden_copy, PUBLICATION)
    assert not ran.success
    (failure,) = [event for event in ran.all_events if event.is_step_failure]
    said = str(failure.event_specific_data)
    assert "tables that changed after they were built: events.strikes" in said
    assert "Run `ledger refresh`" in said
    assert golden_copy.warehouse.read_bytes() == published
    with duckdb.connect(str(golden_copy.warehouse), read_only=True) as connection:
        assert connection.execute(
            "select count(*) from events.strikes where launched_best < 0"
        ).fetchall() == [(0,)]


def test_a_function_with_undocumented_columns_is_refused(tmp_path):
    path = tmp_path / "interface" / "doubled.sql"
    path.parent.mkdir()
    path.write_text(
        "-- A number and its double.\n-- grain: n\n-- not for: anything\n"
        "-- example: from doubled(1)\n"
        "create macro doubled(n) as table\nselect\n"
        "    n as single, -- The number.\n    n * 2 as twice, -- Its double.\n    n as thrice\n"
    )
    file = sqlfile.load(path)
    with duckdb.connect() as connection:
        connection.execute(file.statement)
        with pytest.raises(SqlFileError, match=r"doubled.sql: the column thrice has no comment"):
            sqlfile.comment_all(connection, file)


def _interface(name: str) -> Path:
    return sqlfile.SQL / sqlfile.INTERFACE / f"{name}.sql"


def _fill(connection: duckdb.DuckDBPyConnection, table: str, rows: str) -> None:
    """Rows by name; columns that must be known and do not matter here get a stand-in."""
    needed = {
        name: "false" if kind == "BOOLEAN" else "[]" if kind.endswith("[]") else "'x'"
        for name, kind, nullable, *_ in connection.execute(f"describe {table}").fetchall()
        if nullable == "NO"
    }
    given = {row[0] for row in connection.execute(f"describe {rows}").fetchall()}
    stand_ins = "".join(
        f", {value} as {name}" for name, value in needed.items() if name not in given
    )
    connection.execute(f"insert into {table} by name select *{stand_ins} from {rows}")


def _rows(publication: Path) -> dict[str, pa.Table]:
    """Rows of every table of a publication, in the order of the file."""
    with duckdb.connect(str(publication), read_only=True) as connection:
        tables = connection.execute(
            "select schema_name || '.' || table_name from duckdb_tables() where not internal"
        ).fetchall()
        return {name: connection.table(name).to_arrow_table() for (name,) in tables}
