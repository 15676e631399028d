"""Reads a delimited file strictly: every row is returned as text or refused with its reason.

A scan of the bytes counts the lines and finds out whether each is one record. If so, DuckDB reads
the file at full speed, and its rows and rejects must add up to the number of lines. Any other file
is read record by record (csvlines.py). The meaning of cells does not belong here (casts.py).
"""

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path

import duckdb
import numpy as np
import polars as pl

from pipelines.staging.document import (
    RAW_LIMIT,
    REFUSED,
    ROW_GROUP,
    Document,
    ParsedDocument,
    Unreadable,
    pieces_of,
)
from pipelines.staging.tables.csvlines import MAX_LINE, Record, records
from pipelines.warehouse.connecting import connect

READER_MEMORY = "512MB"
"""Memory that reading may use in addition to the rows."""

HELD_BYTES = 256 << 20
"""Largest file that is read at once and kept in memory; larger ones are read twice, in pieces."""

CHUNK = 16 << 20
"""Bytes per chunk when lines are counted."""

QUOTE, LF, CR, NUL = b'"\n\r\0'


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
    parsed = _fast(document, names) or _careful(document, names)
    cells = [
        *(pl.when(pl.col(name).str.strip_chars() != "").then(name).alias(name) for name in names),
        pl.col("locator").cast(pl.String),
        *(pl.lit(None, pl.String).alias(name) for name in optional if name not in names),
    ]
    return replace(parsed, pieces=lambda: (piece.select(cells) for piece in parsed.pieces()))


def _fast(document: Document, names: list[str]) -> ParsedDocument | None:
    """The file as DuckDB reads it; null unless it gives or rejects every line as one record."""
    lines = lines_of_records(document.path)
    if lines is None:
        return None
    is_held = document.path.stat().st_size <= HELD_BYTES
    # In parallel mode DuckDB silently drops a line longer than its buffer.
    for is_parallel in (True, False):
        file = _File(document, names, is_parallel)
        held, kept, rejects = _read(file, is_held=is_held)
        if kept + len(rejects) == lines - 1:
            pieces = partial(pieces_of, held) if is_held else partial(_stream, file)
            located = partial(_located, pieces, _positions(kept, rejects))
            return ParsedDocument(located, _refused(document, rejects), lines - 1)
    return None


def _careful(document: Document, names: list[str]) -> ParsedDocument:
    """The file record by record."""
    refused = []
    count = 0
    for record in records(document.path, len(names)):
        count += 1
        if record.cells is None:
            refused.append((record.line, record.reason or "", record.raw[:RAW_LIMIT]))
    return ParsedDocument(
        partial(_frames, document.path, names), _refused(document, refused), count
    )


def _frames(path: Path, names: list[str]) -> Iterator[pl.DataFrame]:
    """Frames of the records that are kept; at least one."""
    kept: list[Record] = []
    is_first = True
    for record in records(path, len(names)):
        if record.cells is not None:
            kept.append(record)
        if len(kept) == ROW_GROUP:
            yield _frame(kept, names)
            kept, is_first = [], False
    if kept or is_first:
        yield _frame(kept, names)


def _frame(kept: list[Record], names: list[str]) -> pl.DataFrame:
    rows = [(*(record.cells or ()), record.line - 1) for record in kept]
    schema = {**dict.fromkeys(names, pl.String), "locator": pl.Int64}
    return pl.DataFrame(rows, schema=schema, orient="row")


def lines_of_records(path: Path) -> int | None:
    """Lines of a file in which every line is one record; null where one may not be.

    Null if a quote is open at the end of a line, a line is blank, line ends are mixed or a bare CR,
    or a NUL byte occurs. `CHUNK` and the longest line bound the memory.
    """
    lines = 0
    line_ends: set[bool] = set()
    rest = b""
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            content, cut, rest = (rest + chunk).rpartition(b"\n")
            if cut and not _is_regular(content + cut, line_ends):
                return None
            lines += content.count(b"\n") + len(cut)
            if len(rest) > MAX_LINE:
                return None
    if rest:
        if not _is_regular(rest + (b"\r\n" if True in line_ends else b"\n"), line_ends):
            return None
        lines += 1
    return lines


def _is_regular(content: bytes, line_ends: set[bool]) -> bool:
    """Whether each complete line is one record; adds to `line_ends` whether they end in CR LF."""
    bytes_ = np.frombuffer(content, dtype=np.uint8)
    ends = np.flatnonzero(bytes_ == LF)
    quotes = np.flatnonzero(bytes_ == QUOTE)
    returns = np.flatnonzero(bytes_ == CR)
    line_ends.add(returns.size > 0)
    shortest = 2 if returns.size else 1
    return (
        len(line_ends) == 1
        and (returns.size == 0 or np.array_equal(returns + 1, ends))
        and NUL not in content
        and ends[0] >= shortest
        and bool((np.diff(ends) > shortest).all())
        and not (np.searchsorted(quotes, ends) & 1).any()
    )


@dataclass(frozen=True)
class _File:
    """A document with a valid header, and the options with which DuckDB reads it."""

    document: Document
    header: list[str]
    is_parallel: bool

    def rows(self, connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyRelation:
        """Its rows as text; refused rows go to the connection's table of rejects."""
        return connection.read_csv(
            str(self.document.path),
            header=True,
            sep=",",
            quotechar='"',
            escapechar='"',
            auto_detect=False,
            columns=dict.fromkeys(self.header, "VARCHAR"),
            max_line_size=MAX_LINE,
            strict_mode=True,
            store_rejects=True,
            parallel=self.is_parallel,
        )


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


def _read(file: _File, *, is_held: bool) -> tuple[pl.DataFrame, int, list[tuple]]:
    """Rows, if they are kept in memory; their number; and the refused rows."""
    with _connection() as connection:
        try:
            rows = file.rows(connection)
            if is_held:
                held = rows.pl()
                kept = held.height
            else:
                # Every column is selected: DuckDB does not check cells of other columns.
                held = rows.aggregate("count(*) as kept, count(columns(*))").pl()
                kept = held.item(0, "kept")
        except (duckdb.InvalidInputException, duckdb.ConversionException) as error:
            reason = str(error).splitlines()[0]
            raise Unreadable(
                f"{file.document.name}: not a comma-separated file: {reason}"
            ) from error
        rejects = connection.execute(
            "select line, any_value(error_message order by column_idx nulls first), "
            f"any_value(csv_line[:{RAW_LIMIT}]) from reject_errors group by line order by line"
        ).fetchall()
    return held, kept, rejects


def _connection() -> duckdb.DuckDBPyConnection:
    """A connection for one file. Its table of rejects is temporary, so no other file sees it."""
    return _database().cursor()


@cache
def _database() -> duckdb.DuckDBPyConnection:
    """A database of this process in which files are read; opening it takes longer than most files.

    Separate from the build file's, so that it frees the parts of a file it has read.
    """
    return connect(memory_limit=READER_MEMORY)


def _stream(file: _File) -> Iterator[pl.DataFrame]:
    """Rows of a file too large for memory; the last frame is empty."""
    with _connection() as connection:
        for batch in file.rows(connection).fetch_arrow_reader(ROW_GROUP):
            yield pl.DataFrame(batch)
    yield pl.DataFrame(schema=dict.fromkeys(file.header, pl.String))


def _located(
    pieces: Callable[[], Iterator[pl.DataFrame]], positions: pl.Series
) -> Iterator[pl.DataFrame]:
    """Rows with their locators."""
    start = 0
    for frame in pieces():
        yield frame.with_columns(positions.slice(start, frame.height).alias("locator"))
        start += frame.height


def _refused(document: Document, rejects: list[tuple]) -> pl.DataFrame:
    return pl.DataFrame(
        [
            (str(line - 1), f"{document.name} row {line - 1}: {message.splitlines()[0]}", raw)
            for line, message, raw in rejects
        ],
        schema=REFUSED,
        orient="row",
    )


def _positions(kept: int, rejects: list[tuple]) -> pl.Series:
    """Data row number of each row kept; refused rows are skipped."""
    refused = pl.Series([line - 1 for line, _, _ in rejects], dtype=pl.Int64)
    every = pl.int_range(1, kept + refused.n_unique() + 1, eager=True)
    return every.filter(~every.is_in(refused.implode())) if refused.len() else every
