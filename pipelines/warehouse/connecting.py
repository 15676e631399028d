"""Connections to DuckDB: in UTC, without pandas, and without anything on standard output.

What a connection is for, and which file it opens, does not belong here.
"""

import sys
from pathlib import Path

import duckdb

SETTINGS = "set global TimeZone = 'UTC'; set enable_progress_bar = false"
"""`global` reaches every cursor. After two seconds DuckDB draws a progress bar on standard output,
also into a pipe, where it would be a part of the answer."""

FEW_BYTES = 64 * 2**20
"""Size of a file, or of all documents, up to which one thread works on it. A query on thousands of
rows takes a third less CPU time on one thread than on two, which wait for each other."""


PANDAS = "pandas"
"""DuckDB imports it for the first parameter or frame, to know its values from others; that takes
0.3 s. An entry of null among the loaded modules keeps it from that, and DuckDB does without."""


def connect(
    path: Path | None = None, *, read_only: bool = False, **config: str
) -> duckdb.DuckDBPyConnection:
    """Open a DuckDB file; without a path, a database in memory. Raises what DuckDB raises."""
    sys.modules.setdefault(PANDAS, None)  # type: ignore[arg-type]
    connection = duckdb.connect(
        str(path) if path else ":memory:", read_only=read_only, config=dict(config)
    )
    connection.execute(SETTINGS)
    return connection


def match_threads(connection: duckdb.DuckDBPyConnection, stored: int) -> None:
    """Work with one thread on few bytes, and with one per core on many."""
    is_few = stored <= FEW_BYTES
    connection.execute("set global threads = 1" if is_few else "reset global threads")


def let_pandas_in() -> None:
    """Let a library import pandas that needs it; to be called before the library is imported."""
    if sys.modules.get(PANDAS, ...) is None:
        del sys.modules[PANDAS]
