"""Of two releases of a data set the newer one counts, in whichever order they land."""

import csv
import dataclasses
import io
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest

from pipelines.components.model import fold_claims
from pipelines.landing.archive import Archive
from pipelines.landing.catalogue import list_sources
from pipelines.landing.declaration import all_sources
from pipelines.paths import SOURCES
from pipelines.staging.document import Document
from pipelines.staging.ingest import ingest
from pipelines.warehouse.build import Warehouse
from tests.builds import empty_build
from tests.sources import reader_of

UCDP = SOURCES / "ucdp_ged" / "sample" / "GEDEvent_v26_0_2.csv"
ACLED = SOURCES / "acled" / "sample" / "acled_2_present_api.csv"


@pytest.fixture
def warehouse(tmp_path: Path) -> Iterator[Warehouse]:
    with empty_build(tmp_path / "build.duckdb") as opened:
        list_sources(opened, all_sources())
        yield opened


def first_event(sample: Path, **cells: str) -> str:
    """The sample's first row, with other cells."""
    with sample.open(newline="") as file:
        reader = csv.DictReader(file)
        row = next(reader) | cells
        text = io.StringIO()
        writer = csv.DictWriter(text, reader.fieldnames or ())
        writer.writeheader()
        writer.writerow(row)
    return text.getvalue()


def deaths_after(
    warehouse: Warehouse, folder: Path, source: str, files: list[tuple[str, str]]
) -> list[tuple[int, int, bool]]:
    """Revision, deaths and whether it is current, after files landed on one day after another."""
    archive = Archive(folder / "archive")
    declared = all_sources()[source]
    for day, (name, content) in enumerate(files, start=1):
        path = folder / name
        path.write_text(content)
        record = archive.land(
            path, source, f"inbox/{source}/{name}", None,
            datetime(2026, 3, day, tzinfo=UTC), declared.name_part,
        )  # fmt: skip
        assert record is not None
        with warehouse.transaction() as cursor:
            values = [getattr(record, field.name) for field in dataclasses.fields(record)]
            cursor.execute(
                f"insert into landed.documents values ({', '.join('?' * len(values))})", values
            )
        ingest(warehouse, archive, reader_of(source))
    fold_claims(warehouse, "violence")
    return warehouse.rows(
        "select revision, deaths_best, known_to is null from claims.violence order by revision"
    )


def ucdp(name: str, best: int) -> tuple[str, str]:
    return name, first_event(UCDP, low="0", best=str(best), high="900")


def acled(changed_at: int, fatalities: int) -> tuple[str, str]:
    content = first_event(ACLED, timestamp=str(changed_at), fatalities=str(fatalities))
    return f"export_{changed_at}.csv", content


def test_a_later_release_is_a_revision(warehouse: Warehouse, tmp_path: Path) -> None:
    files = [ucdp("GEDEvent_v26_0_2.csv", 3), ucdp("GEDEvent_v26_0_3.csv", 5)]
    found = deaths_after(warehouse, tmp_path, "ucdp_ged", files)
    assert found == [(1, 3, False), (2, 5, True)]


@pytest.mark.parametrize(
    ("newer", "older"),
    [
        ("GEDEvent_v26_0_3.csv", "GEDEvent_v26_0_2.csv"),
        ("GEDEvent_v26_0_10.csv", "GEDEvent_v26_0_9.csv"),
        ("GEDEvent_v27_1.csv", "GEDEvent_v26_0_12.csv"),
        ("GEDEvent_v26_01_26_03.csv", "GEDEvent_v26_0_3.csv"),
        ("GEDEvent_v26_0_4.csv", "GEDEvent_v26_01_26_03.csv"),
    ],
)
def test_an_older_release_that_lands_later_changes_nothing(
    warehouse: Warehouse, tmp_path: Path, newer: str, older: str
) -> None:
    files = [ucdp(newer, 5), ucdp(older, 3)]
    assert deaths_after(warehouse, tmp_path, "ucdp_ged", files) == [(1, 5, True)]


def test_the_newest_release_counts_after_an_older_one_came_between(
    warehouse: Warehouse, tmp_path: Path
) -> None:
    releases = [("GEDEvent_v26_0_3.csv", 5), ("GEDEvent_v26_0_2.csv", 3), ("GEDEvent_v27_1.csv", 7)]
    found = deaths_after(warehouse, tmp_path, "ucdp_ged", [ucdp(*one) for one in releases])
    assert found == [(1, 5, False), (2, 7, True)]


def test_files_without_a_release_count_in_the_order_of_their_landing(
    warehouse: Warehouse, tmp_path: Path
) -> None:
    files = [ucdp("a.csv", 5), ucdp("b.csv", 3)]
    found = deaths_after(warehouse, tmp_path, "ucdp_ged", files)
    assert found == [(1, 5, False), (2, 3, True)]


def test_an_older_export_of_acled_that_lands_later_changes_nothing(
    warehouse: Warehouse, tmp_path: Path
) -> None:
    files = [acled(1_771_000_000, 5), acled(1_770_000_000, 3), acled(1_772_000_000, 6)]
    found = deaths_after(warehouse, tmp_path, "acled", files)
    assert found == [(1, 5, False), (2, 6, True)]


def test_ranks_of_releases(tmp_path: Path) -> None:
    names = ["v25_0_12", "v26_0_1", "v26_01_26_03", "v26_1"]
    ranks = []
    for name in names:
        path = tmp_path / f"GEDEvent_{name}.csv"
        path.write_text(first_event(UCDP))
        reader = reader_of("ucdp_ged")
        rows = reader.read(Document("d", path.name, path)).rows
        rows = rows.with_columns(
            pl.lit("d").alias("document_id"), pl.lit("2026-11-01").alias("document_on")
        )
        ranks += reader.claims(rows)["violence"].kept["edition"].to_list()
    assert ranks == sorted(set(ranks))
