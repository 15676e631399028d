"""Reading and claiming a CSV source, against bare DuckDB, Polars and dlt on the same bytes.

    python benchmarks/reading.py [ROWS]

Prints seconds and ratios for a tenth of the rows, three tenths and all of them, so that growth
shows, and the peak memory of ours. Landing is not timed: the others have none. The rows are those
of the missile attack table's sample, repeated with other nights. dlt is compared if it is installed
(pip install "dlt[duckdb]"); the project does not need it.
"""

import csv
import importlib.util
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import duckdb
import polars as pl

from pipelines.components.model import fold_claims
from pipelines.landing import catalogue
from pipelines.landing import inbox as landing
from pipelines.landing.archive import Archive
from pipelines.landing.declaration import all_sources
from pipelines.paths import SOURCES
from pipelines.settings import Settings
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


INTEGERS = {
    "launched": "launched",
    "destroyed": "destroyed",
    "not_reach_goal": "not_reach_goal",
    "still_attacking": "still_attacking",
    "num_hit_location": "hits",
    "num_fall_fragment_location": "debris",
}
"""Columns of counts, and their names in the typed table."""


def main(rows: int = 1_000_000) -> None:
    """Time all of them at each size, and print."""
    if importlib.util.find_spec("dlt") is None:
        print('dlt is not installed, so it is not compared (pip install "dlt[duckdb]")')
    for number in (rows // 10, 3 * rows // 10, rows):
        _compare(number)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20)
    print(f"peak memory of this process     {peak:6.2f} GiB")


def _compare(rows: int) -> None:
    """Time one size and print a line for each way to read it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        here = Settings(data=folder)
        file = here.inbox / NAME / "missile_attacks_daily_2026-02-07.csv"
        _write(file, rows)
        print(f"{rows:,} rows, {file.stat().st_size / (1 << 20):.0f} MiB")
        ours = _ours(here)
        others = {
            "bare DuckDB, typed insert": _bare(file, folder / "bare.duckdb"),
            "Polars, typed, to Parquet": _polars(file, folder / "polars.parquet"),
        }
        if importlib.util.find_spec("dlt") is not None:
            others["dlt, to DuckDB"] = _dlt(file, folder)
        print(f"  read, claimed and revised     {ours:6.2f} s")
        for way, seconds in others.items():
            print(f"  {way:29} {seconds:6.2f} s, ratio {ours / seconds:6.2f}")


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


def _polars(file: Path, target: Path) -> float:
    started = time.perf_counter()
    counts = [
        pl.col(name).cast(pl.Float64, strict=False).cast(pl.Int32, strict=False).alias(new)
        for name, new in INTEGERS.items()
    ]
    pl.scan_csv(file, infer_schema=False).with_columns(counts).sink_parquet(target)
    return time.perf_counter() - started


def _dlt(file: Path, folder: Path) -> float:
    """As its documentation loads a file: rows as dictionaries, into a DuckDB file."""
    import dlt  # pyright: ignore[reportMissingImports]

    def rows() -> Iterator[dict[str, str]]:
        with file.open(newline="") as lines:
            yield from csv.DictReader(lines)

    destination = dlt.destinations.duckdb(str(folder / "dlt.duckdb"))
    pipeline = dlt.pipeline("benchmark", pipelines_dir=str(folder), destination=destination)
    started = time.perf_counter()
    pipeline.run(rows(), table_name="attacks")
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
        print(f"  of it reading and mapping     {read:6.2f} s, {counts.quarantined} refused")
        return time.perf_counter() - started


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
