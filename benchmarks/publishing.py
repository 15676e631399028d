"""From claims to the publication: the job's steps against the same SQL run bare.

    python benchmarks/publishing.py [DATA]

DATA is a data folder that has been refreshed; without one the shipped registers are read first.
Both sides make links, events and marts, replay what was known before, do the studies, and copy
every table to a fresh file. Ours does so as steps of a Dagster run in a real instance, with
comments on every table and column, descriptions and row counts. Checks and their pages come on
top of ours; they are timed apart.
"""

import os
import shutil
import sys
import tempfile
import time
from graphlib import TopologicalSorter
from pathlib import Path
from statistics import median

RUNS = 3


def main(data: str | None = None) -> None:
    """Time both in turn on copies of one build file; print medians and the ratio."""
    with tempfile.TemporaryDirectory() as folder:
        if data:
            shutil.copytree(data, f"{folder}/data")
        os.environ.update(LEDGER_DATA=f"{folder}/data", LEDGER_DAGSTER_DIR=f"{folder}/dagster")
        from pipelines.cli.main import dagster_home

        dagster_home()
        if not data:
            _refresh()
        _bare(Path(folder))
        pairs = [(_bare(Path(folder)), _job(checked=False)) for _ in range(RUNS)]
        checked = _job(checked=True)
    bare, ours = (median(column) for column in zip(*pairs, strict=True))
    print(f"bare SQL, claims to file        {bare:6.2f} s")
    print(f"the job's steps                 {ours:6.2f} s")
    print(f"ratio                           {median(b / a for a, b in pairs):6.2f}")
    print(f"with checks and their pages     {checked:6.2f} s")


def _refresh() -> None:
    from rich.console import Console

    from pipelines.cli.refresh import refresh
    from pipelines.settings import Settings

    assert refresh(Settings(), Console(quiet=True)) == 0


def _bare(folder: Path) -> float:
    """Seconds of the SQL alone, in an order that works, and of copying its tables."""
    from pipelines.settings import Settings
    from pipelines.warehouse import sqlfile, studies
    from pipelines.warehouse.build import Warehouse
    from pipelines.warehouse.history import replay
    from pipelines.warehouse.quoting import literal

    files = {file.table: file for file in sqlfile.all_files()}
    order = list(TopologicalSorter({t: f.reads for t, f in files.items()}).static_order())
    models = [files[t] for t in order if t in files and not files[t].is_contract]
    target = folder / "bare.duckdb"
    target.unlink(missing_ok=True)
    with Warehouse.open(Settings().build) as warehouse:
        started = time.perf_counter()
        cursor = warehouse.connection.cursor()
        for model in models:
            cursor.execute(f"create or replace table {model.table} as {model.statement}")
        replay(warehouse, None)
        studies.talks_and_strikes(
            cursor.table("marts.strikes_daily_by_group").pl(),
            cursor.table("marts.overview_talks_nights").pl(),
        )
        cursor.execute(f"attach {literal(str(target))} as bare")
        for schema in {file.schema for file in files.values()}:
            cursor.execute(f"create schema bare.{schema}")
        for table in files:
            cursor.execute(f"create table bare.{table} as from {table} order by all")
        cursor.execute("detach bare")
        cursor.close()
        return time.perf_counter() - started


def _job(*, checked: bool) -> float:
    """Seconds of the job's own steps from links to the publication, the run's start included."""
    import dagster as dg

    from pipelines.definitions import defs
    from pipelines.publication.publish import publish_unchecked
    from pipelines.settings import Settings
    from pipelines.warehouse.build import Warehouse
    from pipelines.warehouse.families import families

    made = dg.AssetSelection.groups(*families(), "overview")
    steps = made - dg.AssetSelection.key_prefixes("claims")
    pages = dg.AssetSelection.keys("quality/page")
    job = dg.define_asset_job("publishing", steps | pages if checked else steps.without_checks())
    resolved = dg.Definitions.merge(defs(), dg.Definitions(jobs=[job]))
    with dg.DagsterInstance.get() as instance:
        started = time.perf_counter()
        resolved.resolve_job_def("publishing").execute_in_process(
            instance=instance,
            run_config={"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}},
        )
        with Warehouse.open(Settings().build) as warehouse:
            publish_unchecked(warehouse, Settings())
        return time.perf_counter() - started


if __name__ == "__main__":
    main(*sys.argv[1:])
