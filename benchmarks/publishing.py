"""From claims to the publication: the job's steps against the same SQL run bare.

    python -m benchmarks.publishing [DATA]

DATA is a data folder that has been refreshed; without one the shipped registers are read first.
Both sides make links, events and marts, replay what was known before, do the studies, and copy
every table to a fresh file. Ours does so as steps of a Dagster run in a real instance, with
comments on every table and column, descriptions and row counts. Checks and their pages come on
top of ours; they are timed apart. Both are also timed with three and ten times the claims, so that
growth shows: copies of all claims, each moved to earlier years.
"""

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path
from statistics import median

SIZES = {1: 2, 3: 1, 10: 1}
"""Multiples of the claims, and how often each is timed."""

APART = 1_000_000
"""Between the record ids of two copies of the same claim."""

YEARS = 6
"""Between two copies of the same claim: more than the war has, so that copies are other events."""


def main(data: str | None = None) -> None:
    """Time both in turn on one build file at each size; print medians and ratios."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if data:
            shutil.copytree(data, folder / "data")
        os.environ.update(
            LEDGER_DATA=f"{folder}/data", LEDGER_DAGSTER_DIR=f"{folder}/dagster",
            DAGSTER_HOME=str(Path(__file__).resolve().parents[1]),
        )  # fmt: skip
        if not data:
            _refresh()
        checked, made = _job(checked=True), 1
        print(f"{'claims':>10}{'bare SQL':>11}{'job':>9}{'ratio':>7}")
        _bare(folder)
        for times, runs in SIZES.items():
            claims = _grow(range(made, times))
            made = times
            pairs = [(_bare(folder), _job(checked=False)) for _ in range(runs)]
            bare, ours = (median(column) for column in zip(*pairs, strict=True))
            ratio = median(b / a for a, b in pairs)
            print(f"{claims:10,}{bare:9.2f} s{ours:7.2f} s{ratio:7.2f}", flush=True)
    print(f"with checks and their pages, at the first size {checked:6.2f} s")


def _refresh() -> None:
    from rich.console import Console

    from pipelines.cli.refresh import refresh
    from pipelines.settings import Settings

    assert refresh(Settings(), Console(quiet=True)) == 0


def _grow(copies: range) -> int:
    """Add these copies of every claim that was read; returns the number of all claims."""
    from pipelines.settings import Settings
    from pipelines.warehouse.build import Warehouse
    from pipelines.warehouse.families import families
    from pipelines.warehouse.parts import stored

    added = f"range({copies.start}, {copies.stop}) as copies (copy) where record_id < {APART}"
    record = f"record_id + {APART} * copy as record_id"
    with Warehouse.open(Settings().build) as warehouse:
        run = warehouse.connection.execute
        for family in families():
            changed = [record, *_changed(run(f"describe records.{family}").fetchall())]
            for target, columns in (
                (stored(f"records.{family}"), changed),
                (f"revisions.{family}", [record]),
            ):
                run(
                    f"insert into {target} select read.* replace ({', '.join(columns)}) "
                    f"from {target} as read, {added}"
                )
        return sum(warehouse.count(f"records.{family}") for family in families())


def _changed(described: list[tuple[str, ...]]) -> Iterator[str]:
    """Columns of a copy that differ from the claim's: ids and times."""
    for column, type, *_ in described:
        if type in ("DATE", "TIMESTAMP WITH TIME ZONE"):
            yield f"{column} - to_years(cast({YEARS} * copy as integer)) as {column}"
        elif column in ("claim_id", "event_ref", "report_ref", "series"):
            yield f"{column} || '~' || copy as {column}"


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
    pages = dg.AssetSelection.assets(dg.AssetKey(["quality", "page"]))
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
