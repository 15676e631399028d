"""The missile attack table as a refresh reads its dated snapshots."""

import dataclasses
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import polars as pl
import pytest

from pipelines.landing.archive import Archive
from pipelines.paths import ROOT
from pipelines.staging.ingest import (
    Counts,
    ingest,
)
from pipelines.warehouse.build import Warehouse
from tests.builds import empty_build
from tests.defs.sources.missile_table import (
    FACTS,
    NAME,
    READER,
    SAMPLE,
    VINTAGES,
    needs_vintages,
)


def ingest_files(warehouse: Warehouse, archive: Archive, files: list[Path]) -> Counts:
    for file in files:
        known_at = datetime.fromisoformat(f"{file.stem[-10:]}T00:00:00+00:00")
        record = archive.land(file, NAME, f"inbox/{NAME}/{file.name}", None, known_at)
        if record is None:
            continue
        with warehouse.transaction() as cursor:
            values = [getattr(record, field.name) for field in dataclasses.fields(record)]
            marks = ", ".join("?" * len(values))
            cursor.execute(f"insert into landed.documents values ({marks})", values)
    return ingest(warehouse, archive, READER)


def readings(warehouse: Warehouse) -> pl.DataFrame:
    with warehouse.connection.cursor() as cursor:
        return cursor.sql(
            "select strikes.*, staged.time_start, staged.time_end, "
            "regexp_extract(uri, '(\\d{4}-\\d{2}-\\d{2})') as snapshot "
            "from records.strikes as strikes "
            f"inner join staging.{NAME} as staged using (document_id, locator) "
            "inner join quality.documents_read using (document_id)"
        ).pl()


def changed(read: pl.DataFrame, first: str, second: str) -> pl.DataFrame:
    """Claims of both snapshots that say another thing in the second one."""
    before = read.filter(pl.col("snapshot") == first)
    after = read.filter(pl.col("snapshot") == second)
    both = before.join(after, on="claim_id", suffix="_after")
    return both.filter(pl.col("content_hash") != pl.col("content_hash_after"))


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    data = tmp_path_factory.mktemp("samples")
    with empty_build(data / "build.duckdb") as warehouse:
        ingest_files(warehouse, Archive(data / "archive"), sorted(SAMPLE.glob("*.csv")))
        yield warehouse


def test_a_figure_rewritten_with_a_decimal_is_no_revision(samples: Warehouse) -> None:
    read = readings(samples)
    shared = read.filter(pl.col("claim_id").is_duplicated())
    assert shared["weapon_as_written"].to_list() == ["Shahed-136/131"] * 2
    assert shared["snapshot"].sort().to_list() == ["2024-10-13", "2025-03-29"]
    assert shared["content_hash"].n_unique() == 1


def test_repeats_of_a_key_are_claims_of_their_own(samples: Warehouse) -> None:
    repeats = readings(samples).filter(
        (pl.col("snapshot") == "2024-10-13") & (pl.col("time_start") == "2024-08-22")
    )
    assert repeats.height == 2
    assert repeats["claim_id"].n_unique() == 2


@pytest.fixture(scope="module")
def snapshots(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Warehouse, Counts]]:
    data = tmp_path_factory.mktemp("vintages")
    with empty_build(data / "build.duckdb") as warehouse:
        files = sorted(VINTAGES.glob("*.csv"))
        yield warehouse, ingest_files(warehouse, Archive(data / "archive"), files)


@needs_vintages
def test_no_row_of_any_snapshot_is_lost_or_refused(snapshots: tuple[Warehouse, Counts]) -> None:
    warehouse, counts = snapshots
    lines = {
        f"inbox/{NAME}/{file.name}": file.read_bytes().count(b"\n") - 1
        for file in VINTAGES.glob("*.csv")
    }
    read = warehouse.rows(
        "select uri, rows_in, rows_staged, rows_refused, rows_claimed from quality.documents_read"
    )
    assert {row[0]: row[1] for row in read} == lines
    assert all(rows_in == staged == claimed for _, rows_in, staged, _, claimed in read)
    assert (counts.documents, counts.unreadable, counts.quarantined) == (9, 0, 0)


@needs_vintages
def test_a_key_repeats_eighteen_times_and_no_claim_is_merged(
    snapshots: tuple[Warehouse, Counts],
) -> None:
    newest = readings(snapshots[0]).filter(pl.col("snapshot") == "2026-04-04")
    assert newest["claim_id"].n_unique() == newest.height
    key = ["time_start", "time_end", "weapon_as_written", "report_ref"]
    assert newest.height - newest.select(key).n_unique() == 18


@needs_vintages
@pytest.mark.parametrize(
    ("first", "second", "revisions", "dropped"),
    [
        ("2024-10-13", "2024-11-17", 0, 0),
        ("2024-11-17", "2025-01-04", 0, 0),
        ("2025-01-04", "2025-03-29", 1, 0),
        ("2025-03-29", "2025-05-11", 2, 0),
        ("2025-05-11", "2026-02-07", 5, 11),
        ("2026-02-07", "2026-02-15", 2, 0),
        ("2026-02-15", "2026-02-28", 0, 0),
        ("2026-02-28", "2026-04-04", 0, 0),
    ],
)
def test_a_snapshot_revises_only_what_it_changes(
    snapshots: tuple[Warehouse, Counts], first: str, second: str, revisions: int, dropped: int
) -> None:
    read = readings(snapshots[0])
    before, after = (read.filter(pl.col("snapshot") == on) for on in (first, second))
    assert changed(read, first, second).height == revisions
    assert before.join(after, on="claim_id", how="anti").height == dropped


@needs_vintages
def test_the_zircon_correction_opens_exactly_one_revision(
    snapshots: tuple[Warehouse, Counts],
) -> None:
    read = readings(snapshots[0])
    zircon = changed(read, "2026-02-07", "2026-02-15").filter(
        pl.col("weapon_as_written") == "3M22 Zircon"
    )
    assert zircon.height == 1
    assert zircon.item(0, "shot_down_or_suppressed") == 4
    assert zircon.item(0, "shot_down_or_suppressed_after") == 0
    every = read.filter(pl.col("claim_id") == zircon.item(0, "claim_id"))
    assert (every.height, every["content_hash"].n_unique()) == (4, 2)


@needs_vintages
def test_five_february_stays_183_and_156_and_2_in_every_snapshot(
    snapshots: tuple[Warehouse, Counts],
) -> None:
    night = readings(snapshots[0]).filter(
        (pl.col("night_of") == date(2026, 2, 5)) & (pl.col("scope") == "national")
    )
    figures = ("launched", "shot_down_or_suppressed", "hit_locations", "debris_locations")
    found = night.select("weapon_class", *figures).unique().sort("launched").rows()
    assert found == [("ballistic_missile", 2, 0, None, None), ("drone", 183, 156, 16, 7)]


@needs_vintages
@pytest.mark.skipif(
    not FACTS.is_file(), reason="the compiled windows are not beside the repository"
)
def test_national_rows_add_up_to_the_compiled_totals_of_each_window(
    snapshots: tuple[Warehouse, Counts],
) -> None:
    ours = national_totals(readings(snapshots[0]))
    compiled = (
        pl.read_csv(FACTS, infer_schema=False)
        .with_columns(pl.col("launched", "intercepted").cast(pl.Int32))
        .filter(pl.col("window_end") < "2026-04-04 19")
    )
    key = ["window_start", "window_end", "weapon_class"]
    both = compiled.join(ours, on=key, how="left", suffix="_ours")
    other = both.filter(
        ~pl.col("launched").eq_missing(pl.col("launched_ours"))
        | ~pl.col("intercepted").eq_missing(pl.col("intercepted_ours"))
    )
    # Left out there: a row of two missile models. A missile there, a drone here: Banderol.
    assert other.select(key).rows() == [
        ("2024-08-25", "2024-08-25 08:00", "missile"),
        ("2025-09-27 20:30", "2025-09-28 10:30", "drone"),
        ("2025-09-27 20:30", "2025-09-28 10:30", "missile"),
    ]


def national_totals(read: pl.DataFrame) -> pl.DataFrame:
    """Launched and intercepted of each window and group; null where a part is not stated."""
    groups = pl.read_csv(ROOT / "pipelines/vocabulary/weapons.csv").select(
        "weapon_class", pl.col("weapon_group").alias("group")
    )
    intercepted = pl.coalesce("shot_down", "shot_down_or_suppressed")
    return (
        read.filter(
            (pl.col("snapshot") == "2026-04-04")
            & (pl.col("scope") == "national")
            & pl.col("reported_by").is_in(["Air Force of Ukraine", "General Staff of Ukraine"])
            & (pl.col("flags").list.len() == 0)
            & (pl.col("weapon_class") != "recon_drone")
        )
        .join(groups.unique(), on="weapon_class")
        .group_by(
            pl.col("time_start").str.strip_chars().alias("window_start"),
            pl.col("time_end").str.strip_chars().alias("window_end"),
            pl.col("group").alias("weapon_class"),
        )
        .agg(total("launched", pl.col("launched")), total("intercepted", intercepted))
    )


def total(name: str, value: pl.Expr) -> pl.Expr:
    return pl.when(value.is_not_null().all()).then(value.sum()).alias(name)
