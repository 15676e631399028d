"""Reading and claiming a CSV source, against bare DuckDB, Polars and dlt on the same bytes.

    python -m benchmarks.reading [ROWS]

Prints seconds and ratios for a tenth of the rows, three tenths and all of them, so that growth
shows, and the peak memory until ours has read all. Landing is not timed: the others have none. The
rows are those of the missile attack table's sample, repeated with other nights. dlt is compared if
it is installed (the extra `bench`), in both ways that its documentation shows.
"""

import csv
import importlib.util
import os
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import duckdb
import polars as pl
import pyarrow as pa

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
"""Nights over which each row is spread, backwards; more would reach dates before the invasion."""

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


DICTIONARIES = 30_000
"""Rows that dlt is given as dictionaries at most: it reads a thousand or two in a second."""


def main(rows: int = 300_000) -> None:
    """Time all of them at each size, and print."""
    if importlib.util.find_spec("dlt") is None:
        print('dlt is not installed, so it is not compared (pip install "conflict-ledger[bench]")')
    for number in (rows // 10, 3 * rows // 10, rows):
        _compare(number)


def _compare(rows: int) -> None:
    """Time one size and print a line for each way to read it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        here = Settings(data=folder)
        file = here.inbox / NAME / "missile_attacks_daily_2026-02-07.csv"
        _write(file, rows)
        print(f"{rows:,} rows, {file.stat().st_size / (1 << 20):.0f} MiB")
        ours = _ours(here)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20)
        print(f"  read, claimed and revised     {ours:6.2f} s, peak memory {peak:.2f} GiB")
        others = {
            "bare DuckDB, typed insert": _bare(file, folder / "bare.duckdb"),
            "Polars, typed, to Parquet": _polars(file, folder / "polars.parquet"),
        }
        if importlib.util.find_spec("dlt") is not None:
            others["dlt from Arrow, to DuckDB"] = _dlt(_batches(file), rows, folder / "arrow")
            if rows <= DICTIONARIES:
                given = _dictionaries(file)
                others["dlt from rows, to DuckDB"] = _dlt(given, rows, folder / "rows")
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


def _dictionaries(file: Path) -> Iterator[dict[str, str]]:
    with file.open(newline="") as lines:
        yield from csv.DictReader(lines)


def _batches(file: Path) -> Iterator[pa.Table]:
    for frame in pl.scan_csv(file, infer_schema=False).collect_batches(chunk_size=50_000):
        yield frame.to_arrow()


def _dlt(given: Iterator[object], rows: int, folder: Path) -> float:
    """Loads what is given into a DuckDB file, as text; fails if a row is missing."""
    os.environ["RUNTIME__DLTHUB_TELEMETRY"] = "false"
    import dlt  # pyright: ignore[reportMissingImports]

    folder.mkdir()
    target = folder / "dlt.duckdb"
    destination = dlt.destinations.duckdb(str(target))
    pipeline = dlt.pipeline(
        "benchmark", pipelines_dir=str(folder), destination=destination, dataset_name="loaded"
    )
    started = time.perf_counter()
    pipeline.run(given, table_name="attacks")
    seconds = time.perf_counter() - started
    with duckdb.connect(str(target), read_only=True) as connection:
        loaded = connection.table("loaded.attacks").shape[0]
    assert loaded == rows, f"dlt loaded {loaded} of {rows} rows"
    return seconds


def _ours(here: Settings) -> float:
    declared = all_sources()[NAME]
    reader = reader_of(NAME)
    with Warehouse.open(here.build) as warehouse:
        landing.land_files(here, {NAME: declared})
        catalogue.list_documents(warehouse, Archive(here.archive))
        ((size,),) = warehouse.rows("select sum(bytes) from landed.documents")
        warehouse.match_threads(size)
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
