"""Runs a query on the publication and prints the result as a table, CSV or JSON, or writes it.

The options of the command do not belong here (main.py).
"""

import sys
from pathlib import Path
from typing import Literal

import duckdb
from rich.console import Console

Format = Literal["table", "csv", "json", "parquet"]

MIN_WIDTH, FULL_WIDTH = 120, 10_000
"""Width of a printed table in characters: minimum on a terminal, and elsewhere."""

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
    """Width of the terminal, at least `MIN_WIDTH`; elsewhere wide enough for all columns."""
    return max(Console().width, MIN_WIDTH) if sys.stdout.isatty() else FULL_WIDTH


def _print(text: str, out: Path | None) -> None:
    if out is None:
        sys.stdout.write(text)
    else:
        out.write_text(text)
