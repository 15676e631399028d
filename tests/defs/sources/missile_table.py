"""Rows of the missile attack table for tests, and what its source makes of them."""

from pathlib import Path

import polars as pl
import pytest

from pipelines.paths import ROOT, SOURCES
from pipelines.staging.contract import conform
from pipelines.staging.document import Document, ParsedDocument
from tests.sources import reader_of

NAME = "massive_missile_attacks"
SAMPLE = SOURCES / NAME / "sample"
SHARED = ROOT.parent / "shared"
VINTAGES = SHARED / "data" / NAME / "vintages"
FACTS = SHARED / "facts" / "strike_windows.csv"

needs_vintages = pytest.mark.skipif(
    not VINTAGES.is_dir(), reason="the dated snapshots are not beside the repository"
)


READER = reader_of(NAME)
NEWEST = READER.parser.GENERATIONS[22]

PLAIN = {
    "time_start": "2026-02-04 18:00",
    "time_end": "2026-02-05 08:00",
    "model": "Shahed-136/131",
    "target": "Ukraine",
    "launched": "183.0",
    "destroyed": "156.0",
    "source": "kpszsu/posts/pfbid0yFbjVSuiKagC9jP8ybhR4fZWqcPzH9qWFoEv1A2v5q",
}
"""The national drones of 5 February 2026; a test changes the cells that it is about."""


def table(*rows: dict[str, str | None]) -> pl.DataFrame:
    names = (*READER.parser.COMMON, *READER.parser.OLD, *READER.parser.REGION, *READER.parser.NEW)
    return pl.DataFrame(
        [
            {name: {**PLAIN, **row}.get(name) for name in names}
            | {"locator": str(number), "document_id": "d", "document_on": "2026-06-07"}
            for number, row in enumerate(rows, 1)
        ],
        schema=dict.fromkeys((*names, "locator", "document_id", "document_on"), pl.String),
    )


def claims(rows: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    mapped = READER.parser.strikes(rows, READER.terms)
    return conform(READER.source, "strikes", mapped, rows)


def claim(**cells: str | None) -> dict:
    kept, refused = claims(table(cells))
    assert refused.is_empty(), refused.item(0, "reason")
    return kept.row(0, named=True)


def reason(**cells: str | None) -> str:
    kept, refused = claims(table(cells))
    assert kept.is_empty()
    return refused.item(0, "reason")


def read_file(path: Path) -> ParsedDocument:
    return READER.parser.read(Document("d", f"inbox/{NAME}/{path.name}", path))
