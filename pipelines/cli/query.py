"""Runs a query on the publication and prints the result as a table, CSV or JSON, or writes it.

The query reads the publication and nothing else: no file, no network, no other database. What the
command's options are does not belong here (main.py), nor how a file is replaced (output.py).
"""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import duckdb

from pipelines.cli.output import Format, text_to, written
from pipelines.cli.sealed import NoAnswer, one_query, sealed
from pipelines.warehouse.quoting import identifier

MIN_WIDTH, FULL_WIDTH = 120, 10_000
"""Width of a printed table in characters: minimum on a terminal, and elsewhere."""

MAX_ROWS = 200
"""Rows of a table printed on a terminal."""

PART = 10_000
"""Rows that are held in memory at once while CSV is written."""


def print_answer(warehouse: Path, query: str, format: Format, out: Path | None) -> None:
    """Run a query and print its rows, or write them to a file; raises `NoAnswer`."""
    if format == "parquet" and out is None:
        raise NoAnswer("parquet is not text: name a file with --out")
    with sealed(warehouse) as connection:
        try:
            _write(connection.sql(one_query(query)), format, out)
        except duckdb.Error as error:
            raise NoAnswer(str(error)) from error
        except OSError as error:
            if out is None:
                raise
            raise NoAnswer(f"{out}: cannot be written: {error.strerror}") from error


def _write(answer: duckdb.DuckDBPyRelation, format: Format, out: Path | None) -> None:
    if format == "parquet" and out is not None:
        with written(out) as stream:
            _write_parquet(answer, stream)
        return
    if format == "table" and out is None:
        answer.show(max_width=_width(), max_rows=MAX_ROWS)
        return
    with text_to(out) as stream:
        if format == "csv":
            stream.writelines(_csv_lines(answer))
        elif format == "json":
            stream.write(answer.pl().write_json() + "\n")
        else:
            stream.write(str(answer))


def _csv_lines(answer: duckdb.DuckDBPyRelation) -> Iterator[str]:
    """The rows as DuckDB writes them: a null is nothing, an empty text is quoted."""
    yield _csv_line(answer.columns)
    as_text = answer.project(
        ", ".join(
            f"#{place}::varchar as {identifier(name)}"
            for place, name in enumerate(answer.columns, start=1)
        )
    )
    while rows := as_text.fetchmany(PART):
        yield from map(_csv_line, rows)


def _csv_line(cells: list[str] | tuple[str | None, ...]) -> str:
    return ",".join("" if cell is None else _csv_cell(cell) for cell in cells) + "\n"


def _csv_cell(cell: str) -> str:
    if cell and not any(letter in cell for letter in ',"\r\n'):
        return cell
    return '"' + cell.replace('"', '""') + '"'


def _write_parquet(answer: duckdb.DuckDBPyRelation, stream: BinaryIO) -> None:
    import pyarrow.parquet  # needed for this form only

    batches = answer.fetch_arrow_reader(PART)
    with pyarrow.parquet.ParquetWriter(stream, batches.schema, compression="zstd") as writer:
        for batch in batches:
            writer.write_batch(batch)


def _width() -> int:
    """Width of the terminal, at least `MIN_WIDTH`; elsewhere wide enough for all columns."""
    if not sys.stdout.isatty():
        return FULL_WIDTH
    return max(shutil.get_terminal_size().columns, MIN_WIDTH)
