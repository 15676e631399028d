"""A refresh on a standalone cluster that loses workers publishes the tables of DuckDB."""

import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from pipelines.settings import Settings
from tests.running import LEDGER, apart, refresh_apart

VINTAGES = (
    "vintages/missile_attacks_daily_2026-02-28.csv",
    "newest/missile_attacks_daily_2026-06-07.csv",
)

RESOLVING = "done links.strikes_reach"
"""Line of the log before models of which the second worker is lost."""

OF_THE_RUN = frozenset({"run_id", "checked_at", "asked_at", "published_at"})
"""Columns about the run in tables of `quality` and `main`; they differ between any two runs."""


def published(file: Path) -> dict[str, list[tuple]]:
    """Columns with types, and then the rows, of every published table."""
    tables = "select schema_name, table_name from duckdb_tables() order by all"
    with duckdb.connect(str(file), read_only=True) as connection:
        contents = {}
        for schema, name in connection.execute(tables).fetchall():
            table = f"{schema}.{name}"
            columns = connection.execute(f"describe {table}").fetchall()
            if schema in ("quality", "main"):
                columns = [column for column in columns if column[0] not in OF_THE_RUN]
            names = ", ".join(f'"{column[0]}"' for column in columns)
            rows = connection.execute(f"select {names} from {table} order by all").fetchall()
            contents[table] = [*columns, *rows]
        return contents


@pytest.fixture
def landed(tmp_path: Path, shared: Path) -> Settings:
    """A data folder that DuckDB refreshed: registers, samples and two snapshots of a table."""
    here = Settings(data=tmp_path / "duckdb")
    inbox = here.inbox / "massive_missile_attacks"
    inbox.mkdir(parents=True)
    for name in VINTAGES:
        shutil.copy(shared / "data" / "massive_missile_attacks" / name, inbox)
    refresh_apart(here.data, LEDGER_SAMPLES="true")
    return here


def wait_until(process: subprocess.Popen, log: Path, happened: Callable[[], bool]) -> None:
    """Wait for something that a refresh does; fails with its log if the refresh ends before."""
    while not happened():
        assert process.poll() is None, log.read_text()
        time.sleep(0.1)


@pytest.mark.timeout(3600)
def test_a_refresh_that_loses_workers_publishes_the_tables_of_duckdb(landed, cluster, tmp_path):
    there, log = Settings(data=tmp_path / "spark"), tmp_path / "refresh.log"
    shutil.copytree(landed.archive, there.archive)
    environment = apart(
        there.data,
        **cluster.environment,
        LEDGER_SAMPLES="true",
        LEDGER_ENGINE="spark",
        LEDGER_SPARK_MASTER=cluster.master,
    )
    with log.open("w") as said:
        process = subprocess.Popen([LEDGER, "refresh"], env=environment, stderr=said)

    wait_until(process, log, lambda: any(worker.reads for worker in cluster.workers))
    cluster.lose(next(worker for worker in cluster.workers if worker.reads))
    assert "done staging.viina" not in log.read_text()  # documents are still being read
    cluster.add_worker()

    wait_until(process, log, lambda: RESOLVING in log.read_text())
    cluster.lose(cluster.workers[0])

    assert process.wait() == 0, log.read_text()
    by_duckdb, by_spark = published(landed.warehouse), published(there.warehouse)
    assert by_spark.keys() == by_duckdb.keys()
    assert [table for table in by_duckdb if by_spark[table] != by_duckdb[table]] == []
