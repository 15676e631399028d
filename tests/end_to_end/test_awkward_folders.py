"""Data folders whose names mean something to SQL, to a shell or to an address."""

import dagster as dg
import duckdb
import pytest

from pipelines.paths import ROOT
from pipelines.settings import Settings
from tests.copied import FILE, CopiedProject
from tests.running import ledger


@pytest.fixture
def awkward(copied: CopiedProject) -> Settings:
    """Settings of a data folder with such a name, refreshed by a process of its own."""
    return copied.here


def test_a_refresh_publishes(awkward):
    with duckdb.connect(str(awkward.warehouse), read_only=True) as connection:
        assert connection.execute(
            "select drones_launched_best from marts.strikes_daily where night_of = '2026-02-05'"
        ).fetchall() == [(183,)]
        assert connection.execute(
            "select uri from landed.documents where source = 'news_articles'"
        ).fetchall() == [(f"inbox/news_articles/{FILE}",)]
    assert awkward.checks_page.exists()


def test_a_run_of_the_command_line_is_listed_with_the_runs_of_the_job(awkward, monkeypatch):
    """The UI asks for runs of a job by the label of its code location."""
    monkeypatch.setenv("LEDGER_DAGSTER_DIR", str(awkward.data / "dagster"))
    with dg.DagsterInstance.from_config(str(ROOT)) as instance:
        label = {".dagster/repository": "__repository__@ledger"}
        last, _killed = instance.get_runs(dg.RunsFilter(job_name="refresh", tags=label))
    assert last.status == dg.DagsterRunStatus.SUCCESS
    assert last.tags["ledger/started_by"] == "command line"


def test_a_second_refresh_finds_nothing_new(copied):
    assert "Nothing new" in copied.ledger("refresh").stderr


def test_publications_are_compared_and_exported(awkward):
    export = awkward.data / "it's out"
    assert ledger(awkward.data, "export", "--to", str(export)).returncode == 0
    assert (export / "parquet" / "events.strikes.parquet").exists()
    same = ledger(awkward.data, "diff", str(awkward.warehouse), str(awkward.warehouse))
    assert same.returncode == 0, same.stderr


@pytest.mark.parametrize("form", ["csv", "json", "parquet"])
def test_an_answer_is_written_to_a_file(awkward, form):
    out = awkward.data / f"it's; an.{form}"
    ran = ledger(awkward.data, "sql", "select 1 as a", "--format", form, "--out", str(out))
    assert ran.returncode == 0, ran.stderr
    assert duckdb.read_csv(str(out)).fetchall() == [(1,)] if form == "csv" else out.exists()


def test_a_folder_that_duckdb_cannot_use_is_refused_by_name(tmp_path):
    ran = ledger(tmp_path / "who?", "refresh")
    assert ran.returncode == 1
    assert "who?: DuckDB cannot keep a file" in ran.stderr
