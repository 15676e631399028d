"""Killed at any moment, held open by a reader, started twice: the ledger stays whole."""

import os
import shutil
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import duckdb

from pipelines.settings import SOURCES, Settings
from tests.conftest import apart, refresh_apart

LEDGER = str(Path(sys.executable).with_name("ledger"))
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
    assert process.stderr is not None
    said = []
    for told in process.stderr:
        said.append(told)
        if told.strip() == line:
            process.send_signal(signal.SIGKILL)
            break
    assert process.wait() == -signal.SIGKILL, "".join(said)


def test_a_refresh_killed_at_any_step_is_repaired_by_the_next(golden, tmp_path):
    data = tmp_path / "killed"
    shutil.copytree(golden.data, data, ignore=shutil.ignore_patterns("dagster"))
    here = Settings(data=data)
    before = here.warehouse.read_bytes()
    drop_samples(here)

    for line in ("done landing", "done staging.massive_missile_attacks", "done events.strikes"):
        refresh_killed_after(here, line)
        assert here.warehouse.read_bytes() == before
    refresh_apart(here.data)

    fresh = Settings(data=tmp_path / "fresh")
    shutil.copytree(here.archive, fresh.archive)
    refresh_apart(fresh.data)
    assert contents(here.warehouse) == contents(fresh.warehouse)
    assert not list(data.rglob(".*.new"))


def test_a_reader_neither_blocks_a_refresh_nor_sees_half_of_it(golden, tmp_path):
    data = tmp_path / "read"
    shutil.copytree(golden.data, data, ignore=shutil.ignore_patterns("dagster"))
    here = Settings(data=data)
    reads = textwrap.dedent(
        """
        import sys, duckdb
        connection = duckdb.connect(sys.argv[1], read_only=True)
        ask = "select count(*) from claims.strikes"
        for _ in sys.stdin:
            print(connection.execute(ask).fetchone()[0], flush=True)
        """
    )
    reader = subprocess.Popen(
        [sys.executable, "-c", reads, str(here.warehouse)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip

    def asked() -> int:
        assert reader.stdin is not None
        assert reader.stdout is not None
        reader.stdin.write("again\n")
        reader.stdin.flush()
        return int(reader.stdout.readline())

    before = asked()
    drop_samples(here)
    refresh_apart(here.data)
    assert asked() == before
    reader.kill()
    reader.wait()
    with duckdb.connect(str(here.warehouse), read_only=True) as connection:
        after = connection.execute("select count(*) from claims.strikes").fetchone()
    assert after is not None
    assert after[0] > before


def test_a_second_refresh_is_told_to_wait(golden):
    holds = (
        "import sys, duckdb; held = duckdb.connect(sys.argv[1]); "
        "print('held', flush=True); sys.stdin.read()"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", holds, str(golden.build)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    ran = subprocess.run(
        [LEDGER, "refresh"], env=apart(golden.data), capture_output=True, text=True, check=False
    )
    holder.kill()
    holder.wait()
    assert ran.returncode == os.EX_TEMPFAIL
    assert "another refresh is running" in ran.stderr


def test_a_publication_that_is_gone_is_made_again(golden, tmp_path):
    here = Settings(data=tmp_path / "lost")
    shutil.copytree(golden.data, here.data, ignore=shutil.ignore_patterns("dagster"))
    here.warehouse.unlink()
    refresh_apart(here.data)
    assert contents(here.warehouse) == contents(golden.warehouse)
