"""Reading a delimited file strictly: every row arrives as text or is refused with its reason.

DuckDB reads and keeps what it rejects; Polars counts the records apart from it. Meaning of the
cells does not belong here (see cells.py).
"""

import csv
from collections.abc import Sequence
from pathlib import Path

import duckdb
import polars as pl

from pipelines.reading import RAW_LIMIT, REFUSED, Document, Reading, Unreadable

MAX_LINE = 4 << 20
"""Bytes of the longest line that is still read as a row."""


def read_csv(document: Document, required: Sequence[str], optional: Sequence[str] = ()) -> Reading:
    """Read a comma-separated UTF-8 file whose header has all `required` columns.

    Rows carry `required` and `optional` columns as text (blank cells are null, absent optional
    columns are null) and a `locator`: the data row, counted from 1. Raises `Unreadable` for an
    empty or binary file, a missing or unknown column, or another delimiter.
    """
    header = _header(document)
    _check_header(document, header, required, optional)
    rows_in = _count(document, len(header))
    rows, rejects = _read(document, header, is_parallel=True)
    if rows_in != rows.height + len(rejects):
        # Read in parallel, a line longer than the reader's buffer is dropped without a word.
        rows, rejects = _read(document, header, is_parallel=False)
    refused = _refused(document, rejects)
    positions = _positions(rows.height, rejects)
    if rows_in != rows.height + refused.height:
        raise Unreadable(
            f"{document.name}: {rows_in} records by one count, {rows.height + refused.height} by "
            "another; a quote is not closed or a line is broken, mend it and drop it in again"
        )
    absent = [pl.lit(None, pl.String).alias(name) for name in optional if name not in header]
    blank_to_null = [
        pl.when(pl.col(name).str.strip_chars() != "").then(pl.col(name)).alias(name)
        for name in header
    ]
    locator = pl.Series("locator", positions, dtype=pl.Int64).cast(pl.String)
    return Reading(rows.select(blank_to_null).with_columns(locator, *absent), refused, rows_in)


def _header(document: Document) -> list[str]:
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
    document: Document, header: list[str], required: Sequence[str], optional: Sequence[str]
) -> None:
    if len(header) == 1 and len(required) > 1:
        raise Unreadable(
            f"{document.name}: the header is one column, {header[0][:80]!r}; "
            "the delimiter must be a comma"
        )
    missing = [name for name in required if name not in header]
    unknown = [name for name in header if name not in required and name not in optional]
    if missing or unknown or len(set(header)) != len(header):
        raise Unreadable(
            f"{document.name}: columns missing {missing}, unknown {unknown}, "
            f"header {', '.join(header)[:300]!r}"
        )


def _read(
    document: Document, header: list[str], *, is_parallel: bool
) -> tuple[pl.DataFrame, list[tuple]]:
    with duckdb.connect() as connection:
        try:
            relation = connection.read_csv(
                str(document.path),
                header=True,
                sep=",",
                quotechar='"',
                escapechar='"',
                auto_detect=False,
                columns=dict.fromkeys(header, "VARCHAR"),
                max_line_size=MAX_LINE,
                strict_mode=True,
                store_rejects=True,
                parallel=is_parallel,
            )
            rows = relation.pl()
        except (duckdb.InvalidInputException, duckdb.ConversionException) as error:
            reason = str(error).splitlines()[0]
            raise Unreadable(f"{document.name}: not a comma-separated file: {reason}") from error
        rejects = connection.execute(
            "select line, any_value(error_message order by column_idx nulls first), "
            f"any_value(csv_line[:{RAW_LIMIT}]) from reject_errors group by line order by line"
        ).fetchall()
    return rows, rejects


def _refused(document: Document, rejects: list[tuple]) -> pl.DataFrame:
    return pl.DataFrame(
        [
            (str(line - 1), f"{document.name} row {line - 1}: {message.splitlines()[0]}", raw)
            for line, message, raw in rejects
        ],
        schema=REFUSED,
        orient="row",
    )


def _positions(kept: int, rejects: list[tuple]) -> list[int]:
    """Data row of each row kept: those between them that were refused are left out."""
    refused = {line - 1 for line, _, _ in rejects}
    return [row for row in range(1, kept + len(refused) + 1) if row not in refused]


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
