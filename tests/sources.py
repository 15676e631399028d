"""Readers of source folders as tests use them, and the declaration of a source made up."""

import importlib
from functools import cache
from pathlib import Path

import polars as pl

from pipelines.landing.declaration import Declaration, all_sources
from pipelines.paths import SOURCES
from pipelines.staging.document import Document
from pipelines.staging.reader import SourceReader
from pipelines.staging.version import reader_version

DECLARED = {
    "publisher": "P", "side": "media", "source_type": "press", "licence": "L", "citation": "C",
    "cadence": "daily", "description": "A source of the tests.", "families": ["strikes"],
    "documents": ["*.csv"], "is_snapshot": True, "known": {"by": "landing"},
    "bounds": {"earliest": "2022-02-24"},
}  # fmt: skip


@cache
def reader_of(name: str) -> SourceReader:
    """The reader of a source, as its component makes it."""
    source = all_sources()[name]
    parser = importlib.import_module(f"pipelines.defs.sources.{name}.parse")
    return SourceReader(source, parser, reader_version(SOURCES / name, source.families))


def claimed(source: str, family: str, path: Path) -> tuple[int, pl.DataFrame, pl.DataFrame]:
    """Of a file of a source: rows in it, claims of a family, and refused rows."""
    reader = reader_of(source)
    parsed = reader.read(Document("d", f"inbox/{source}/{path.name}", path))
    staged = parsed.rows.with_columns(
        pl.lit("d").alias("document_id"), pl.lit("2026-11-01").alias("document_on")
    )
    found = reader.claims(staged)[family]
    return parsed.rows_in, found.kept, found.refused


def declared(name: str, **attributes: object) -> Declaration:
    """A source that no folder declares."""
    return Declaration.model_validate({**DECLARED, **attributes}).named(name)
