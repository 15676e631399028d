"""Fills the tables of what has landed: documents, sources, vocabulary, files left in the inbox.

Putting files into the archive does not belong here (inbox.py).
"""

import time
from collections.abc import Iterable
from dataclasses import asdict

import polars as pl

from pipelines.landing import listing
from pipelines.landing.archive import Archive, documents_in, id_of, marks_in, read_record
from pipelines.landing.declaration import Declaration
from pipelines.landing.inbox import Kept
from pipelines.paths import VOCABULARY
from pipelines.warehouse import sqlfile
from pipelines.warehouse.build import Warehouse
from pipelines.warehouse.fill import fill

ENDS = pl.List(pl.Struct({"part": pl.String, "ends_on": pl.Date, "reason": pl.String}))
"""Type of the column `ends` of landed.sources."""


def list_documents(warehouse: Warehouse, archive: Archive) -> None:
    """Update landed.documents from the archive; withdrawn documents are removed.

    Folders of the archive that have not changed since they were listed are left out.
    """
    began = time.time_ns()
    changed = listing.changed_folders(warehouse, archive)
    if not changed:
        return
    with warehouse.transaction() as cursor:
        listed = cursor.execute("select document_id from landed.documents").fetchall()
        known = {document_id for (document_id,) in listed}
        gone = known & {id_of(mark) for folder in changed for mark in marks_in(folder)}
        cursor.execute(
            "delete from landed.documents where document_id in (select unnest(?))", [sorted(gone)]
        )
        records = [
            asdict(read_record(sidecar))
            for folder in changed
            for sidecar in documents_in(folder)
            if id_of(sidecar) not in known
        ]
        if records:
            frame = (
                pl.DataFrame(records, infer_schema_length=None)
                .with_columns(
                    pl.col("landed_at", "known_at").str.to_datetime(time_zone="UTC"),
                    pl.col("published_on").cast(pl.String).alias("published_stated"),
                )
                .drop("published_on")
            )
            fill(cursor, "landed.documents", frame)
        listing.note(cursor, changed, began)


def list_sources(warehouse: Warehouse, sources: dict[str, Declaration]) -> None:
    """Update landed.sources from the declarations of the source folders."""
    rows = [
        {
            "source": name,
            **source.model_dump(include={
                "publisher", "side", "source_type", "url", "licence", "redistribution", "citation",
                "cadence", "families", "is_snapshot", "ends",
            }),
            "known": source.known.by,
        }
        for name, source in sources.items()
    ]  # fmt: skip
    with warehouse.transaction() as cursor:
        frame = pl.DataFrame(rows, schema_overrides={"ends": ENDS}, infer_schema_length=None)
        fill(cursor, "landed.sources", frame, replace=True)


def load_vocabulary(warehouse: Warehouse) -> dict[str, int]:
    """Fill every vocabulary table from its CSV; returns the number of rows per table."""
    with warehouse.transaction() as cursor:
        for file in vocabulary_files():
            frame = pl.read_csv(VOCABULARY / f"{file.name}.csv", infer_schema=False)
            fill(cursor, file.table, frame, replace=True)
    return {file.name: warehouse.count(file.table) for file in vocabulary_files()}


def vocabulary_files() -> list[sqlfile.SqlFile]:
    """Contracts of the vocabulary tables; the rows are in pipelines/vocabulary/<name>.csv."""
    return [file for file in sqlfile.all_files() if file.schema == "vocabulary"]


def quarantine_kept(warehouse: Warehouse, kept: Iterable[Kept]) -> None:
    """List the files that stayed in the inbox, in place of those of the refresh before."""
    rows = [
        {
            "source": one.source,
            "document_id": "",
            "uri": one.uri,
            "locator": "document",
            "stage": "land",
            "reason": one.reason,
            "raw": None,
        }
        for one in kept
    ]
    with warehouse.transaction() as cursor:
        cursor.execute("delete from quality.quarantined_rows where stage = 'land'")
        frame = pl.DataFrame(rows, schema_overrides={"raw": pl.String} if rows else None)
        fill(cursor, "quality.quarantined_rows", frame)
