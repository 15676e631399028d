"""Read a delimited file strictly: every row arrives as text or is refused with its reason.

DuckDB reads and keeps what it rejects; Polars counts the records apart from it. Meaning of the
cells does not belong here (see cells.py).
"""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import duckdb
import polars as pl

from pipelines.staging.document import (
    PIECE_ROWS,
    RAW_LIMIT,
    REFUSED,
    Document,
    ParsedDocument,
    Unreadable,
    pieces_of,
)

MAX_LINE = 4 << 20
"""Bytes of the longest line that is still read as a row."""

READER_MEMORY = "512MB"
"""What reading may take beside the rows themselves."""

HELD_BYTES = 256 << 20
"""A file up to this size is read in one go and held; a larger one is looked through, then read."""


def read_csv(
    document: Document, required: Sequence[str], optional: Sequence[str] = ()
) -> ParsedDocument:
    """Read a comma-separated UTF-8 file whose header has all `required` columns.

    Rows carry `required` and `optional` columns as text (blank cells are null, absent optional
    columns are null) and a `locator`: the data row, counted from 1. Raises `Unreadable` for an
    empty or binary file, a missing or unknown column, or another delimiter.
    """
    names = header(document)
    _check_header(document, names, required, optional)
    rows_in = _count(document, len(names))
    is_held = document.path.stat().st_size <= HELD_BYTES
    file = _File(document, names, is_parallel=True)
    held, kept, rejects = _read(file, is_held=is_held)
    if rows_in != kept + len(rejects):
        # Read in parallel, a line longer than the reader's buffer is dropped without a word.
        file = replace(file, is_parallel=False)
        held, kept, rejects = _read(file, is_held=is_held)
    refused = _refused(document, rejects)
    if rows_in != kept + refused.height:
        raise Unreadable(
            f"{document.name}: {rows_in} records by one count, {kept + refused.height} by "
            "another; a quote is not closed or a line is broken, mend it and drop it in again"
        )
    pieces = partial(pieces_of, held) if is_held else partial(_stream, file)
    positions = _positions(kept, rejects)
    cells = [
        *(pl.when(pl.col(name).str.strip_chars() != "").then(name).alias(name) for name in names),
        pl.col("locator").cast(pl.String),
        *(pl.lit(None, pl.String).alias(name) for name in optional if name not in names),
    ]
    return ParsedDocument(
        lambda: (piece.select(cells) for piece in _located(pieces(), positions)), refused, rows_in
    )


@dataclass(frozen=True)
class _File:
    """A document whose header was found good, and how DuckDB is to read it."""

    document: Document
    header: list[str]
    is_parallel: bool

    def rows(self, connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyRelation:
        """Its rows as text; rows that are refused go to the connection's table of rejects."""
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
    """Names of a file's columns; raises `Unreadable` for what is no text file."""
    with document.path.open("rb") as stream:
        line = stream.readline(MAX_LINE)
    if not line.strip():
        raise Unreadable(f"{document.name}: the file is empty")
    try:
        text = line.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(
            f"{document.name}: byte 0x{line[error.start]:02x} at offset {error.start} of the "
            "header is not UTF-8; this is no text file, or not one in UTF-8"
        ) from error
    return next(csv.reader([text]))


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
    """Rows where they are to be held, how many there are, and what was refused."""
    with _connection() as connection:
        try:
            rows = file.rows(connection)
            if is_held:
                held = rows.pl()
                kept = held.height
            else:
                # Every column is asked for: a cell that nobody asks for is not looked at.
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
    """A DuckDB of its own that lets go of the parts of a file that it has read."""
    return duckdb.connect(config={"memory_limit": READER_MEMORY})


def _stream(file: _File) -> Iterator[pl.DataFrame]:
    """Rows of a file that is too large to be held; the last frame has none."""
    with _connection() as connection:
        for batch in file.rows(connection).fetch_arrow_reader(PIECE_ROWS):
            yield pl.DataFrame(batch)
    yield pl.DataFrame(schema=dict.fromkeys(file.header, pl.String))


def _located(frames: Iterator[pl.DataFrame], positions: pl.Series) -> Iterator[pl.DataFrame]:
    """Rows with their places in the file."""
    start = 0
    for frame in frames:
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
    """Data row of each row kept: those between them that were refused are left out."""
    refused = pl.Series([line - 1 for line, _, _ in rejects], dtype=pl.Int64)
    every = pl.int_range(1, kept + refused.n_unique() + 1, eager=True)
    return every.filter(~every.is_in(refused.implode())) if refused.len() else every


def _count(document: Document, columns: int) -> int:
    """Records below the header, counted by Polars."""
    try:
        return (
            pl.scan_csv(
                Path(document.path),
                schema={f"c{number}": pl.String for number in range(columns)},
                has_header=True,
                encoding="utf8-lossy",
                truncate_ragged_lines=True,
            )
            .select(pl.len())
            .collect()
            .item()
        )
    except pl.exceptions.ComputeError as error:
        raise Unreadable(f"{document.name}: not a comma-separated file: {error}") from error
