"""A query on the publication, printed as a table, CSV or JSON, or written to a file.

What the command's options are does not belong here (main.py).
"""

import sys
from pathlib import Path
from typing import Literal

import duckdb
from rich.console import Console

Format = Literal["table", "csv", "json", "parquet"]

MIN_WIDTH, FULL_WIDTH = 120, 10_000
"""Characters of a printed table: the least on a terminal, and where no column is cut."""

MAX_ROWS = 200
"""Rows of a table printed on a terminal."""


class NoAnswer(RuntimeError):
    """A query that cannot be answered; the message says why."""


def print_answer(warehouse: Path, query: str, format: Format, out: Path | None) -> None:
    """Run a query read-only and print its rows, or write them to a file; raises `NoAnswer`."""
    if not warehouse.exists():
        raise NoAnswer(f"{warehouse}: nothing is published yet; run `ledger refresh`")
    if format == "parquet" and out is None:
        raise NoAnswer("parquet is not text: name a file with --out")
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        try:
            answer = connection.sql(query)
            if answer is not None:
                _write(answer, format, out)
        except duckdb.Error as error:
            raise NoAnswer(str(error)) from error


def _write(answer: duckdb.DuckDBPyRelation, format: Format, out: Path | None) -> None:
    if format == "table" and out is None:
        answer.show(max_width=_width(), max_rows=MAX_ROWS)
    elif format == "table":
        _print(str(answer), out)
    elif format == "csv":
        answer.to_csv(str(out or "/dev/stdout"))
    elif format == "parquet":
        answer.to_parquet(str(out))
    else:
        _print(answer.pl().write_json() + "\n", out)


def _width() -> int:
    """A terminal's width, but at least `MIN_WIDTH`; elsewhere all columns are printed."""
    return max(Console().width, MIN_WIDTH) if sys.stdout.isatty() else FULL_WIDTH


def _print(text: str, out: Path | None) -> None:
    if out is None:
        sys.stdout.write(text)
    else:
        out.write_text(text)
