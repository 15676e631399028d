"""Reads the unread documents of a source into staging, records and quarantine.

This module takes documents in batches, stores the rows and counts them. Reading the content of a
document does not belong here (reader.py).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial

import duckdb
import polars as pl

from pipelines.extraction.tiers import UNANSWERED
from pipelines.landing.archive import Archive
from pipelines.staging.bounded import BoundedReader, OpenReading, Reading, Unread
from pipelines.staging.budget import Budget
from pipelines.staging.document import ROW_GROUP, Document, Unreadable
from pipelines.staging.failures import FAULTS, concerns_all, described
from pipelines.staging.forget import (
    forget_other_versions,
    forget_over_other_budgets,
    forget_unanswered,
    forget_withdrawn,
)
from pipelines.staging.ordinals import Ordinals
from pipelines.staging.overlap import Behind, ahead
from pipelines.staging.portions import ReadDocument, portions
from pipelines.staging.progress import Progress, silent
from pipelines.staging.reader import Claimed, SourceReader
from pipelines.staging.texts.language_model import LanguageModel
from pipelines.warehouse import parts, sqlfile
from pipelines.warehouse.build import Warehouse
from pipelines.warehouse.families import families
from pipelines.warehouse.fill import create, fill, selected

BATCH_BYTES = 64 << 20
"""Bytes per batch of documents; bounds memory."""

BATCH_DOCUMENTS = 4096
"""Documents per batch: each keeps a frame, and one that fails costs its batch a second reading."""

TALLY = pl.Schema(
    {
        name: pl.Int64
        for name in (
            "rows_in", "rows_staged", "rows_refused", "rows_claimed", "claims", "rows_unmapped",
        )
    }
)  # fmt: skip
"""Counts of quality.documents_read."""

HASHED_ROWS = 20_480
"""Rows that a thread of DuckDB hashes at once."""

MOST_RECORDS = 1 << 32
"""Records of one frame at most: Polars counts the rows of a frame in 32 bits."""

QUARANTINE = ("source", "document_id", "uri", "locator", "stage", "reason", "raw")


@dataclass
class Counts:
    """Numbers of what was read from one source."""

    documents: int = 0
    unreadable: int = 0
    rows: int = 0
    quarantined: int = 0
    claims: dict[str, int] = field(default_factory=dict)

    def add(self, other: "Counts") -> None:
        """Add what was read of other documents."""
        self.documents += other.documents
        self.unreadable += other.unreadable
        self.rows += other.rows
        self.quarantined += other.quarantined
        for family, count in other.claims.items():
            self.claims[family] = self.claims.get(family, 0) + count


def ingest(
    warehouse: Warehouse,
    archive: Archive,
    reader: SourceReader,
    budget: Budget | None = None,
    model: LanguageModel | None = None,
    open_reading: OpenReading = BoundedReader.of,
    say: Callable[[str], object] = silent,
) -> Counts:
    """Read every document of the source that this version of its reader has not read yet.

    Each batch of documents is kept as it is done, so a refresh that is killed goes on from there.
    `model`: a language model that reads texts as well. Texts that it did not read before are read
    again, and so are those about which its server failed. `open_reading`: opens what reads the
    documents, here or on other machines. `say`: takes lines on the progress.
    """
    limits = budget or Budget()
    if model is not None and reader.reads_texts:
        reader = replace(reader, version=f"{reader.version} {model.name}")
    else:
        model = None
    counts = Counts()
    name = reader.source.name
    with warehouse.transaction() as cursor:
        forget_other_versions(cursor, name, reader.version)
        forget_withdrawn(cursor, name)
        forget_over_other_budgets(cursor, name, limits)
        if model is not None:
            forget_unanswered(cursor, name, f"{UNANSWERED} {model.url}")
        declare_cells(cursor, reader)
        unread = _unread(cursor, archive, name)
    progress = Progress("documents", len(unread), say)
    with open_reading(reader, limits, model, say) as bounded:
        for batch in _batches(unread):
            bounded.begin(batch)
            _ingest_parts(warehouse, bounded, batch, counts, {})
            progress.add(len(batch))
    return counts


def _ingest_parts(
    warehouse: Warehouse,
    bounded: Reading,
    batch: list[Unread],
    counts: Counts,
    refused: dict[str, str],
) -> None:
    """Ingest a batch; if that fails, its halves, and so on down to the document that is at fault.

    `refused`: reasons for documents that are known to be at fault, by their ids.
    """
    try:
        with warehouse.transaction() as cursor:
            counted = _ingest_batch(cursor, bounded, batch, refused)
    except FAULTS as error:
        first = batch[0].document
        if concerns_all(error) or (len(batch) == 1 and first.document_id in refused):
            raise
        if len(batch) == 1:
            reason = str(error) if isinstance(error, Unreadable) else described(error)
            refused[first.document_id] = f"{first.name}: {reason}"
        half = len(batch) // 2
        for part in (batch[:half], batch[half:]):
            if part:
                _ingest_parts(warehouse, bounded, part, counts, refused)
    else:
        counts.add(counted)


def declare_cells(cursor: duckdb.DuckDBPyConnection, reader: SourceReader) -> None:
    """Store which cell each field is read from, and which documents hold each family.

    Both are part of a reader's version.
    """
    for table in ("cells", "holdings"):
        cursor.execute(f"delete from records.{table} where source = ?", [reader.source.name])
    for family, form in reader.source.holds.items():
        cursor.execute(
            "insert into records.holdings values (?, ?, ?)", [reader.source.name, family, form]
        )
    for family, cells in reader.source.evidence.items():
        cursor.execute(
            "insert into records.cells values (?, ?, ?, ?)",
            [reader.source.name, family, list(cells), list(cells.values())],
        )


def _unread(cursor: duckdb.DuckDBPyConnection, archive: Archive, source: str) -> list[Unread]:
    """Documents not yet read."""
    rows = cursor.execute(
        "select document_id, uri, sha256, published_stated, bytes, strftime(known_at, '%Y-%m-%d') "
        "from landed.documents anti join quality.documents_read using (document_id) "
        "where source = ? order by known_at, document_id",
        [source],
    ).fetchall()
    return [
        Unread(Document(document_id, uri, archive.path(sha256), published_stated), size, known_on)
        for document_id, uri, sha256, published_stated, size, known_on in rows
    ]


def _batches(documents: list[Unread]) -> Iterator[list[Unread]]:
    batch: list[Unread] = []
    size = 0
    for unread in documents:
        is_full = size + unread.size > BATCH_BYTES or len(batch) == BATCH_DOCUMENTS
        if batch and is_full:
            yield batch
            batch, size = [], 0
        batch.append(unread)
        size += unread.size
    if batch:
        yield batch


def _ingest_batch(
    cursor: duckdb.DuckDBPyConnection,
    bounded: Reading,
    batch: list[Unread],
    refused_before: dict[str, str],
) -> Counts:
    counts, reader = Counts(), bounded.reader
    parsed, unreadable = _read(bounded, batch, refused_before)
    refused = [*unreadable, *_refused_frames(reader, parsed)]
    _store_quarantine(cursor, refused)
    tallies = [_tally_read(parsed)]
    ordinals = {family: Ordinals() for family in families()}

    def store(staged: pl.DataFrame, mapped: dict[str, Claimed]) -> None:
        _store_staging(cursor, reader.source.name, staged)
        claimed: list[pl.DataFrame] = []
        unmapped: list[pl.DataFrame] = []
        for family, found in mapped.items():
            kept = found.kept
            store_records(cursor, family, kept.with_columns(ordinals[family].number(kept)))
            counts.claims[family] = counts.claims.get(family, 0) + kept.height
            claimed.append(kept.select("document_id", "locator"))
            unmapped.append(found.refused)
        _store_quarantine(cursor, _unmapped_frames(reader, parsed, unmapped))
        tallies.append(_tally_mapped(staged, claimed, unmapped))
        refused.extend(unmapped)

    with Behind.caller() as behind:
        for staged in ahead(portions(parsed)):
            behind.do(partial(store, staged, bounded.claims(staged)))
    _store_tally(cursor, reader, tallies, unreadable)
    counts.documents = len(batch)
    counts.unreadable = len(unreadable)
    counts.rows = sum(one.reading.rows_in for one in parsed)
    counts.quarantined = sum(frame.height for frame in refused)
    return counts


def _read(
    bounded: Reading, batch: list[Unread], refused: dict[str, str]
) -> tuple[list[ReadDocument], list[pl.DataFrame]]:
    parsed: list[ReadDocument] = []
    unreadable: list[pl.DataFrame] = []
    for unread in batch:
        document = unread.document
        try:
            if document.document_id in refused:
                raise Unreadable(refused[document.document_id])
            if (reason := bounded.budget.too_large(document.name, unread.size)) is not None:
                raise Unreadable(reason)
            reading = bounded.read(document, unread.size)
            parsed.append(ReadDocument(document, unread.known_on, reading))
        except Unreadable as error:
            # Remembered, so that a batch which is split does not read it again.
            refused[document.document_id] = str(error)
            source = bounded.reader.source.name
            unreadable.append(_whole_document(source, document, str(error)))
    return parsed, unreadable


def _whole_document(source: str, document: Document, reason: str) -> pl.DataFrame:
    # An unreadable document can contain anything, including personal data: the archive keeps it,
    # but the publication does not repeat it.
    row = (source, document.document_id, document.uri, "document", "read", reason, None)
    return pl.DataFrame([row], schema=dict.fromkeys(QUARANTINE, pl.String), orient="row")


def _refused_frames(reader: SourceReader, parsed: list[ReadDocument]) -> list[pl.DataFrame]:
    return [
        reading.refused.with_columns(
            pl.lit(reader.source.name).alias("source"),
            pl.lit(document.document_id).alias("document_id"),
            pl.lit(document.uri).alias("uri"),
            pl.lit("read").alias("stage"),
        )
        for document, _, reading in parsed
        if reading.refused.height
    ]


def _unmapped_frames(
    reader: SourceReader,
    parsed: list[ReadDocument],
    unmapped: list[pl.DataFrame],
) -> list[pl.DataFrame]:
    uris = pl.DataFrame(
        [(one.document.document_id, one.document.uri) for one in parsed],
        schema=["document_id", "uri"], orient="row",
    )  # fmt: skip
    return [
        frame.join(uris, on="document_id").with_columns(
            pl.lit("map").alias("stage"), pl.lit(reader.source.name).alias("source")
        )
        for frame in unmapped
    ]


def _store_staging(cursor: duckdb.DuckDBPyConnection, source: str, staged: pl.DataFrame) -> None:
    frame = staged.drop("document_on")
    relation = f"staging.{source}"
    table = parts.stored(relation)
    create(cursor, table, frame.clear())
    parts.show(cursor, relation)
    if parts.are_large(frame):
        parts.write(cursor, relation, source, frame)
    else:
        fill(cursor, table, _in_chunks(frame, ROW_GROUP))


def store_records(cursor: duckdb.DuckDBPyConnection, family: str, kept: pl.DataFrame) -> None:
    """Append the rows that `conform` kept, each with its `ordinal`, to a family's records.

    Their ids ascend: threads of DuckDB that write row groups would mix them.
    """
    relation, query = f"records.{family}", sqlfile.step("claims/append_records")
    ((number,),) = cursor.execute("select nextval('records.record_ids')").fetchall()
    first = number * MOST_RECORDS
    rows = kept.with_columns(record_id=first + pl.int_range(pl.len()))
    if parts.are_large(rows):
        hashes = f"select content_hash, claim_id from ({query})"
        hashed = selected(cursor, hashes, _in_chunks(rows, HASHED_ROWS))
        rows = rows.drop("position", "natural_key", "ordinal").hstack(hashed)
        parts.write(cursor, relation, rows.item(0, "source"), rows)
    else:
        fill(cursor, parts.stored(relation), _in_chunks(rows, ROW_GROUP), query=query)


def _in_chunks(frame: pl.DataFrame, rows: int) -> pl.DataFrame:
    """The same rows in chunks, which DuckDB's threads take one by one.

    For a table a chunk has the rows of a row group, because one thread writes a row group.
    """
    starts = range(0, max(frame.height, 1), rows)
    return pl.concat([frame.slice(start, rows) for start in starts])


def _store_quarantine(cursor: duckdb.DuckDBPyConnection, refused: list[pl.DataFrame]) -> None:
    for frame in refused:
        fill(cursor, "quality.quarantined_rows", frame.select(QUARANTINE))


def _tally_read(parsed: list[ReadDocument]) -> pl.DataFrame:
    return pl.DataFrame(
        [
            (document.document_id, document.uri, reading.rows_in, reading.refused.height)
            for document, _, reading in parsed
        ],
        schema={
            "document_id": pl.String, "uri": pl.String,
            "rows_in": pl.Int64, "rows_refused": pl.Int64,
        },
        orient="row",
    )  # fmt: skip


def _tally_mapped(
    staged: pl.DataFrame, claimed: list[pl.DataFrame], unmapped: list[pl.DataFrame]
) -> pl.DataFrame:
    """Count the outcomes of the rows of each document; a row is never in two portions."""
    counted = [staged.group_by("document_id").agg(pl.len().cast(pl.Int64).alias("rows_staged"))]
    for name, frames, count in (
        ("rows_claimed", claimed, pl.col("locator").n_unique()),
        ("claims", claimed, pl.len()),
        ("rows_unmapped", unmapped, pl.col("locator").n_unique()),
    ):
        rows = [frame.select("document_id", "locator") for frame in frames]
        counted += [
            pl.concat(rows).group_by("document_id").agg(count.cast(pl.Int64).alias(name))
        ] if rows else []  # fmt: skip
    return pl.concat(counted, how="diagonal")


def _store_tally(
    cursor: duckdb.DuckDBPyConnection,
    reader: SourceReader,
    tallies: list[pl.DataFrame],
    unreadable: list[pl.DataFrame],
) -> None:
    read = pl.concat(tallies, how="diagonal").group_by("document_id").agg(
        pl.col("uri").drop_nulls().first(), pl.selectors.integer().sum()
    )  # fmt: skip
    whole = [frame.select("document_id", "uri") for frame in unreadable]
    rows = pl.concat([read.with_columns(pl.lit(True).alias("is_readable")), *whole], how="diagonal")
    rows = pl.concat([TALLY.to_frame(eager=True), rows], how="diagonal").with_columns(
        pl.col("is_readable").fill_null(False),
        pl.selectors.integer().fill_null(0),
        pl.lit(reader.source.name).alias("source"),
        pl.lit(reader.version).alias("reader_version"),
        pl.lit(bool(reader.source.natural_key)).alias("is_claim_expected"),
    )
    fill(cursor, "quality.documents_read", rows)
