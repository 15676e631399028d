"""Rows of many documents in frames that are mapped and stored at once.

Reading documents and storing rows do not belong here (ingest.py).
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import polars as pl

from pipelines.staging.document import ROW_GROUP, Document, ParsedDocument
from pipelines.warehouse.parts import LEAST_ROWS


class ReadDocument(NamedTuple):
    """A document, the ISO date from which it is known, and its rows."""

    document: Document
    known_on: str
    reading: ParsedDocument


PORTION_ROWS = 2 * ROW_GROUP
"""Rows of small documents that are mapped and stored at once.

Two row groups, which two threads of DuckDB compress and write: one thread writes a row group. With
a part of a row group DuckDB would write some rows twice.
"""


def portions(parsed: Sequence[ReadDocument]) -> Iterator[pl.DataFrame]:
    """Rows of documents in portions: many small documents, or a piece of a large one.

    Each portion is in one chunk: Polars 2.1 panics in expressions on texts in several chunks.
    """
    portion: list[tuple[pl.DataFrame, str, str]] = []
    rows = 0
    for document, known_on, reading in parsed:
        for piece in reading.pieces():
            is_large = piece.height >= LEAST_ROWS
            if portion and (is_large or piece.height + rows > PORTION_ROWS):
                yield _one_frame(portion)
                portion, rows = [], 0
            if is_large:
                yield beside_document(piece, document, known_on)
                continue
            portion.append((piece, document.document_id, known_on))
            rows += piece.height
    if portion:
        yield _one_frame(portion)


def beside_document(piece: pl.DataFrame, document: Document, known_on: str) -> pl.DataFrame:
    """Rows of a document with its `document_id` and `document_on`, as `claims` reads them."""
    return _one_frame([(piece, document.document_id, known_on)])


def _one_frame(portion: Sequence[tuple[pl.DataFrame, str, str]]) -> pl.DataFrame:
    """The rows of all pieces, each with the id of its document and the date it is known from."""
    given = pl.DataFrame(
        [(document_id, known_on, piece.height) for piece, document_id, known_on in portion],
        schema={"document_id": pl.String, "document_on": pl.String, "rows": pl.Int64},
        orient="row",
    )
    names = pl.col("document_id", "document_on")
    # An empty list would be exploded into a row.
    each = given.filter(pl.col("rows") > 0).select(names.repeat_by("rows").explode())
    # `rechunk=True` of `concat` would leave a single piece as it is.
    return pl.concat([piece for piece, _, _ in portion]).rechunk().hstack(each.rechunk())
