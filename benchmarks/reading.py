"""Reading and claiming a CSV source, against a bare `read_csv` and typed insert of the same bytes.

    python benchmarks/reading.py [ROWS]

Prints seconds of both, their ratio, and the peak memory of ours. Landing is not timed: the bare
side has none. The rows are those of the missile attack table's sample, repeated with other nights.
"""

import resource
import sys
import tempfile
import time
from pathlib import Path

import duckdb
import polars as pl

from pipelines.components.model import fold_claims
from pipelines.landing import catalogue
from pipelines.landing import inbox as landing
from pipelines.landing.archive import Archive
from pipelines.landing.declaration import all_sources
from pipelines.settings import SOURCES, Settings
from pipelines.staging.ingest import ingest
from pipelines.warehouse.build import Warehouse
from tests.sources import reader_of

NAME = "massive_missile_attacks"

NIGHTS = 200
"""Over which each row is spread, backwards; more would lie before the invasion and be refused."""

TYPED = """
create table bare as
select
    time_start, time_end, model, launch_place, target, target_main,
    try_cast(launched as double)::integer as launched,
    try_cast(destroyed as double)::integer as destroyed,
    try_cast(not_reach_goal as double)::integer as not_reach_goal,
    try_cast(still_attacking as double)::integer as still_attacking,
    border_crossing, is_shahed,
    try_cast(num_hit_location as double)::integer as hits,
    try_cast(num_fall_fragment_location as double)::integer as debris,
    carrier, turbojet, turbojet_destroyed, "affected region",
    destroyed_details, launched_details, launch_place_details, source,
from read_csv(?, header = true, all_varchar = true)
"""


def main(rows: int = 1_000_000) -> None:
    """Time both and print."""
    with tempfile.TemporaryDirectory() as folder:
        here = Settings(data=Path(folder))
        file = here.inbox / NAME / "missile_attacks_daily_2026-02-07.csv"
        _write(file, rows)
        print(f"{rows:,} rows, {file.stat().st_size / (1 << 20):.0f} MiB")
        ours = _ours(here)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20)
        bare = _bare(file, Path(folder) / "bare.duckdb")
        print(f"bare read_csv and typed insert  {bare:6.2f} s")
        print(f"read, claimed and revised       {ours:6.2f} s")
        print(f"ratio                           {ours / bare:6.2f}")
        print(f"peak memory                     {peak:6.2f} GiB")


def _write(file: Path, rows: int) -> None:
    """The sample's rows, each repeat moved to another night and to a post of its own."""
    file.parent.mkdir(parents=True)
    sample = pl.read_csv(SOURCES / NAME / "sample" / file.name, infer_schema=False)
    repeats = -(-rows // sample.height)
    numbers = pl.DataFrame({"repeat": range(repeats)})
    table = numbers.join(sample, how="cross").head(rows)
    table.with_columns(
        _earlier("time_start"),
        _earlier("time_end"),
        pl.format("{}-{}", "source", "repeat").alias("source"),
    ).drop("repeat").write_csv(file)


def _earlier(column: str) -> pl.Expr:
    """The same hour, as many days before as the repeat says; the war has had so many."""
    day = pl.col(column).str.slice(0, 10).str.to_date("%Y-%m-%d")
    moved = day - pl.duration(days=pl.col("repeat") % NIGHTS)
    return pl.concat_str(moved.dt.to_string("%Y-%m-%d"), pl.col(column).str.slice(10)).alias(column)


def _bare(file: Path, target: Path) -> float:
    with duckdb.connect(str(target)) as connection:
        started = time.perf_counter()
        connection.execute(TYPED, [str(file)])
        connection.execute("checkpoint")
        return time.perf_counter() - started


def _ours(here: Settings) -> float:
    declared = all_sources()[NAME]
    reader = reader_of(NAME)
    with Warehouse.open(here.build) as warehouse:
        landing.land_files(here, {NAME: declared})
        catalogue.list_documents(warehouse, Archive(here.archive))
        catalogue.list_sources(warehouse, {NAME: declared})
        started = time.perf_counter()
        counts = ingest(warehouse, Archive(here.archive), reader)
        read = time.perf_counter() - started
        fold_claims(warehouse, "strikes")
        warehouse.connection.execute("checkpoint")
        print(f"  of it reading and mapping     {read:6.2f} s, {counts.quarantined} quarantined")
        return time.perf_counter() - started


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
