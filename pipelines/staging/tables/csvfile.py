"""Reads a delimited file strictly: every row is returned as text or refused with its reason.

A scan of the bytes (csvscan.py) finds out whether each line is one record, and which chunks of the
file are plain. Polars reads these at full speed. Every other chunk is read record by record
(csvlines.py), and so is a whole file in which a record may reach over several lines. The meaning of
cells does not belong here (casts.py).
"""

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import IO

import polars as pl

from pipelines.staging.document import (
    RAW_LIMIT,
    REFUSED,
    ROW_GROUP,
    Document,
    ParsedDocument,
    Unreadable,
    in_pieces,
)
from pipelines.staging.tables import csvscan
from pipelines.staging.tables.csvlines import MAX_LINE, UNCLOSED, Record, records, records_in
from pipelines.staging.tables.csvscan import Chunk


def read_csv(
    document: Document, required: Sequence[str], optional: Sequence[str] = ()
) -> ParsedDocument:
    """Read a comma-separated UTF-8 file whose header has all `required` columns.

    Rows carry `required` and `optional` columns as text (blank cells are null, absent optional
    columns are null) and a `locator`: the line the row begins in, counted from 1 below the header.
    Raises `Unreadable` for an empty or binary file, a missing or unknown column, or another
    delimiter.
    """
    names = header(document)
    _check_header(document, names, required, optional)
    parsed = _by_chunk(document, names) or _by_record(document, names)
    cells = [
        *(pl.when(pl.col(name).str.strip_chars() != "").then(name).alias(name) for name in names),
        pl.col("locator").cast(pl.String),
        *(pl.lit(None, pl.String).alias(name) for name in optional if name not in names),
    ]
    return replace(
        parsed, pieces=lambda: in_pieces(frame.select(cells) for frame in parsed.pieces())
    )


def _by_chunk(document: Document, names: list[str]) -> ParsedDocument | None:
    """The file chunk by chunk, plain ones at full speed; null if a line may not be one record."""
    found = csvscan.chunks(document.path, len(names))
    if found is None:
        return None
    refused: list[Record] = []
    with document.path.open("rb") as stream:
        for chunk in found:
            if chunk.is_plain:
                continue
            read = list(_records(stream, chunk, names))
            if len(read) != chunk.lines or any(record.reason == UNCLOSED for record in read):
                return None
            refused += (record for record in read if record.cells is None)
    pieces = partial(_frames_by_chunk, document, names, found)
    return ParsedDocument(pieces, _refused(document, refused), sum(chunk.lines for chunk in found))


def _by_record(document: Document, names: list[str]) -> ParsedDocument:
    """The file record by record."""
    refused: list[Record] = []
    count = 0
    for record in records(document.path, len(names)):
        count += 1
        if record.cells is None:
            refused.append(replace(record, raw=record.raw[:RAW_LIMIT]))
    pieces = partial(_frames_by_record, document.path, names)
    return ParsedDocument(pieces, _refused(document, refused), count)


def _frames_by_record(path: Path, names: list[str]) -> Iterator[pl.DataFrame]:
    """Frames of the records that are kept; the last may be empty."""
    kept: list[Record] = []
    for record in _kept(records(path, len(names))):
        kept.append(record)
        if len(kept) == ROW_GROUP:
            yield _frame(kept, names)
            kept = []
    yield _frame(kept, names)


def _frames_by_chunk(
    document: Document, names: list[str], found: list[Chunk]
) -> Iterator[pl.DataFrame]:
    """Frames of the rows that are kept; the last is empty.

    Raises `Unreadable` if Polars does not find one row in each line.
    """
    with document.path.open("rb") as stream:
        for chunk in found:
            if not chunk.is_plain:
                yield _frame(list(_kept(_records(stream, chunk, names))), names)
                continue
            frame = pl.read_csv(
                _content(stream, chunk),
                has_header=False,
                schema=dict.fromkeys(names, pl.String),
            )
            if frame.height != chunk.lines:
                raise Unreadable(
                    f"{document.name}: {frame.height} rows in the {chunk.lines} lines below line "
                    f"{chunk.above}"
                )
            yield frame.with_columns(pl.int_range(pl.len()).add(chunk.above).alias("locator"))
    yield _frame([], names)


def _content(stream: IO[bytes], chunk: Chunk) -> bytes:
    stream.seek(chunk.start)
    return stream.read(chunk.size)


def _records(stream: IO[bytes], chunk: Chunk, names: list[str]) -> Iterator[Record]:
    return records_in(BytesIO(_content(stream, chunk)), len(names), chunk.above)


def _kept(found: Iterable[Record]) -> Iterator[Record]:
    return (record for record in found if record.cells is not None)


def _frame(kept: Sequence[Record], names: list[str]) -> pl.DataFrame:
    rows = [(*(record.cells or ()), record.line - 1) for record in kept]
    schema = {**dict.fromkeys(names, pl.String), "locator": pl.Int64}
    return pl.DataFrame(rows, schema=schema, orient="row")


def header(document: Document) -> list[str]:
    """Column names of a file; raises `Unreadable` for anything but a text file."""
    with document.path.open("rb") as stream:
        line = next(iter(stream.read(MAX_LINE).splitlines()), b"")
    if not line.strip():
        raise Unreadable(f"{document.name}: the file is empty or begins with a blank line")
    if b"\0" in line:
        raise Unreadable(f"{document.name}: the header contains a NUL byte; it is not a text file")
    try:
        return next(csv.reader([line.decode("utf-8-sig")], strict=True))
    except UnicodeDecodeError as error:
        raise Unreadable(
            f"{document.name}: byte 0x{line[error.start]:02x} at offset {error.start} of the "
            "header is not UTF-8; save the file as UTF-8 text"
        ) from error
    except csv.Error as error:
        raise Unreadable(f"{document.name}: the header is not comma-separated: {error}") from error


def _check_header(
    document: Document, names: list[str], required: Sequence[str], optional: Sequence[str]
) -> None:
    if len(names) == 1 and len(required) > 1:
        raise Unreadable(
            f"{document.name}: the header is one column, {names[0][:80]!r}; "
            "the delimiter must be a comma"
        )
    missing = [name for name in required if name not in names]
    unknown = [name for name in names if name not in required and name not in optional]
    if missing or unknown or len(set(names)) != len(names):
        raise Unreadable(
            f"{document.name}: columns missing {missing}, unknown {unknown}, "
            f"header {', '.join(names)[:300]!r}"
        )


def _refused(document: Document, found: list[Record]) -> pl.DataFrame:
    return pl.DataFrame(
        [
            (
                str(record.line - 1),
                f"{document.name} row {record.line - 1}: {record.reason}",
                record.raw[:RAW_LIMIT],
            )
            for record in found
        ],
        schema=REFUSED,
        orient="row",
    )
