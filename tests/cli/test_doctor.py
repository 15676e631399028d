"""The doctor names what is wrong: files, documents that wait, the last run, runs that are dead."""

from collections.abc import Callable
from pathlib import Path

import dagster as dg
import duckdb
import pytest

from pipelines.cli.doctor import examine
from pipelines.cli.job import origin
from pipelines.components.dead_runs import DATA
from pipelines.landing.archive import Archive
from pipelines.paths import ROOT, SOURCES
from pipelines.publication.manifest import last_publication
from pipelines.publication.unchanged import look_path, record_look
from pipelines.settings import Settings
from pipelines.warehouse.damage import wal_of
from tests.running import lay_out_storage, ledger_here


@dg.job
def refresh() -> None: ...


@pytest.fixture
def says(golden_copy: Settings, monkeypatch: pytest.MonkeyPatch) -> Callable[[], dict[str, str]]:
    """What the doctor finds that somebody should act on, by what it is about."""
    monkeypatch.setenv("LEDGER_DAGSTER_DIR", str(golden_copy.data / "dagster"))
    monkeypatch.setenv("DAGSTER_HOME", str(ROOT))
    lay_out_storage(golden_copy.data / "dagster")
    return lambda: {one.about: one.says for one in examine(golden_copy) if not one.is_well}


def test_a_fresh_refresh_is_well_and_every_source_has_an_age(golden_copy, says):
    assert says() == {}
    found = {one.about: one.says for one in examine(golden_copy)}
    assert found["files"] == "archive, build file and publication have their hashes"
    assert found["age of strike_register"].startswith("data until 2026-")
    assert found["age of strike_register"].endswith(("days ago", "(late)"))


def test_a_narrow_terminal_cuts_no_path_off(golden_copy, says, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "50")
    said = ledger_here(capsys, golden_copy.data, "doctor").stdout
    assert "…" not in said
    says_only = "".join(line.split("│")[-2].strip() for line in said.splitlines() if "│" in line)
    assert str(golden_copy.warehouse) in says_only


def test_what_is_wrong_with_files_and_documents_is_named(golden_copy, says):
    sample = SOURCES / "news_articles" / "sample" / "talks.md"
    archive = Archive(golden_copy.archive)
    archive.land(sample, "news_articles", "inbox/news_articles/talks.md", None, None)
    damaged = next(one for one in archive.sidecars() if "strike_register" in one.name)
    damaged.write_text("")
    golden_copy.build.with_name("build.duckdb.damaged").touch()
    found = says()
    assert found["documents"].startswith("landed and not published: inbox/news_articles/talks.md")
    assert str(damaged) in found["archive"]
    assert "delete it" in found["build file"]


def test_the_last_look_is_shown_and_who_did_not_answer_is_named(golden_copy):
    here, url = golden_copy.model_copy(update={"fetch": "on"}), "https://example.org/feed"
    last = last_publication(here)
    assert last is not None
    record_look(here, "schedule", last)
    with duckdb.connect(str(here.warehouse)) as connection:
        connection.execute(
            "insert into quality.fetches (source, url, asked_at, outcome) values "
            "('news_articles', ?, '2026-02-06 09:30:00+00', 'failed'), "
            "('news_articles', 'https://example.org/', '2026-02-06 09:29:00+00', 'unchanged')",
            [url],
        )
    found = {one.about: one for one in examine(here)}
    assert found["last look"].says.endswith(f" by schedule: nothing new since {last.published_at}")
    assert found["fetching"].says == (
        f"addresses asked until 2026-02-06 09:30 UTC: 1 failed, 1 unchanged: {url}"
    )
    assert not found["fetching"].is_well
    look_path(here).write_text("{")
    assert "last look" not in {one.about for one in examine(here)}


def test_changes_of_a_user_are_named(golden_copy, says):
    wal_of(golden_copy.warehouse).touch()
    assert "changes made in the publication by hand" in says()["publication"]


def test_runs_that_failed_are_dead_or_wait_are_named(golden_copy, says):
    with dg.DagsterInstance.from_config(str(ROOT)) as instance:
        failed = instance.create_run_for_job(refresh)
        instance.report_run_failed(failed)
        dead = instance.create_run_for_job(
            refresh, status=dg.DagsterRunStatus.STARTED, tags={DATA: str(golden_copy.data)}
        )
        waits = dg.DagsterRunStatus.QUEUED
        instance.add_run(
            dg.DagsterRun("refresh", "a1", status=waits, remote_job_origin=origin("refresh"))
        )
    found = says()
    assert found["last run"].startswith(f"refresh {failed.run_id[:8]}: failure, 2")
    assert found["dead runs"].startswith(dead.run_id[:8])
    (queued,) = (one.says for one in examine(golden_copy) if one.about == "queued runs")
    assert queued.startswith("1, the oldest since 2")
    assert Path(golden_copy.build).exists()
