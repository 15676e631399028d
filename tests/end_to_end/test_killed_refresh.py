"""The ledger stays consistent if it is killed, or started twice."""

import os
import subprocess
import sys
from pathlib import Path

import dagster as dg
import duckdb
import pytest

from pipelines.paths import ROOT
from pipelines.settings import Settings
from tests.copied import CopiedProject
from tests.running import LEDGER, apart


@pytest.mark.parametrize(
    "table", ["claims.strikes", "links.strikes", "events.strikes", "marts.strikes_daily"]
)
def test_nothing_of_a_killed_refresh_is_doubled_or_lost(
    golden: Settings, copied: CopiedProject, table: str
):
    """The refresh that repaired it publishes the rows of one that nobody killed.

    Killed among the events of strikes; tests/campaign kills at any instant.
    """
    rows = rows_of(golden.warehouse, table)
    assert rows
    assert rows_of(copied.here.warehouse, table) == rows


def rows_of(publication: Path, table: str) -> list[tuple]:
    """Rows without the moments at which their documents landed."""
    moments = "known_from", "known_to"
    with duckdb.connect(str(publication), read_only=True) as connection:
        columns = [name for name in connection.table(table).columns if name not in moments]
        return connection.table(table).select(*columns).order("all").fetchall()


def test_a_killed_refresh_is_marked_failed_and_leaves_no_file(
    copied: CopiedProject, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("LEDGER_DAGSTER_DIR", str(copied.here.data / "dagster"))
    with dg.DagsterInstance.from_config(str(ROOT)) as instance:
        runs = [run.status.value for run in reversed(instance.get_runs())]
    assert runs == ["FAILURE", "SUCCESS"]
    assert not list(copied.here.data.rglob(".*.new"))


def test_a_second_refresh_is_asked_to_wait(golden_copy):
    (golden_copy.inbox / "news_articles").mkdir(parents=True)
    (golden_copy.inbox / "news_articles" / "new.txt").write_text("Something new.")
    holds = (
        "import sys, duckdb; held = duckdb.connect(sys.argv[1]); "
        "print('held', flush=True); sys.stdin.read()"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", holds, str(golden_copy.build)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    ran = subprocess.run(
        [LEDGER, "refresh"],
        env=apart(golden_copy.data),
        capture_output=True,
        text=True,
        check=False,
    )
    holder.kill()
    holder.wait()
    assert ran.returncode == os.EX_TEMPFAIL
    assert "another refresh is running" in ran.stderr
