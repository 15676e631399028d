"""The ledger stays consistent if it is killed, held open by a reader, or started twice."""

import os
import shutil
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import dagster as dg
import duckdb
import pytest

from pipelines.paths import ROOT, SOURCES
from pipelines.settings import Settings
from tests.running import LEDGER, apart, drain_until, refresh_apart, refreshed

SAMPLES = sorted((SOURCES / "massive_missile_attacks" / "sample").glob("*.csv"))
TABLES = ("claims.strikes", "links.strikes", "events.strikes", "marts.strikes_daily")


def contents(warehouse: Path) -> dict[str, list[tuple]]:
    """Rows of the tables that a half-finished refresh could have doubled or lost."""
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        return {
            table: connection.execute(f"from {table} order by all").fetchall() for table in TABLES
        }


def drop_samples(here: Settings) -> None:
    inbox = here.inbox / "massive_missile_attacks"
    inbox.mkdir(parents=True, exist_ok=True)
    for sample in SAMPLES:
        shutil.copy(sample, inbox)


def refresh_killed_after(here: Settings, line: str) -> None:
    """Start a refresh and SIGKILL it once it has said `line`."""
    process = subprocess.Popen(
        [LEDGER, "refresh"], env=apart(here.data), stderr=subprocess.PIPE, text=True
    )
    drain_until(process, line)
    process.send_signal(signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL


def run_statuses(here: Settings, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """How the runs of a data folder ended, the oldest first."""
    monkeypatch.setenv("LEDGER_DAGSTER_DIR", str(here.data / "dagster"))
    with dg.DagsterInstance.from_config(str(ROOT)) as instance:
        return [run.status.value for run in reversed(instance.get_runs())]


def test_a_killed_refresh_is_repaired_by_the_next(golden_copy, tmp_path, monkeypatch):
    """Killed among the events of strikes; tests/campaign kills at any instant."""
    here = golden_copy
    before = here.warehouse.read_bytes()
    drop_samples(here)
    refresh_killed_after(here, "done events.strikes")
    assert here.warehouse.read_bytes() == before

    # Somebody has the file open meanwhile: neither blocks the other, and no half of it is seen.
    with reader(here.warehouse) as claims_read:
        claims = claims_read()
        refresh_apart(here.data)
        assert claims_read() == claims
    with reader(here.warehouse) as claims_read:
        assert claims_read() > claims
    assert not list(here.data.rglob(".*.new"))
    assert run_statuses(here, monkeypatch) == ["FAILURE", "SUCCESS"]

    # Nothing doubled, nothing lost: the archive alone gives the same tables.
    fresh = Settings(data=tmp_path / "fresh")
    shutil.copytree(here.archive, fresh.archive)
    built = dg.AssetSelection.all() - dg.AssetSelection.keys(
        "quality/page", "quality/gate", "published/warehouse", "published/report"
    )
    assert refreshed(fresh, built.without_checks()).success
    assert contents(here.warehouse) == contents(fresh.build)


@contextmanager
def reader(warehouse: Path) -> Iterator[Callable[[], int]]:
    """A process that holds the publication open and counts its claims when asked."""
    reads = textwrap.dedent(
        """
        import sys, duckdb
        connection = duckdb.connect(sys.argv[1], read_only=True)
        ask = "select count(*) from claims.strikes"
        for _ in sys.stdin:
            print(connection.execute(ask).fetchone()[0], flush=True)
        """
    )
    process = subprocess.Popen(
        [sys.executable, "-c", reads, str(warehouse)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdin is not None
    assert process.stdout is not None
    asks, answers = process.stdin, process.stdout

    def asked() -> int:
        asks.write("again\n")
        asks.flush()
        return int(answers.readline())

    yield asked
    process.kill()
    process.wait()


def test_a_second_refresh_is_asked_to_wait(golden_copy):
    drop_samples(golden_copy)
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
