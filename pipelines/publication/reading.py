"""Opens a publication for reading.

Queries do not belong here (explain.py, export.py, diff.py).
"""

from pathlib import Path

import duckdb

from pipelines.warehouse.connecting import connect


def open_publication(path: Path) -> duckdb.DuckDBPyConnection:
    """A read-only connection to a published file that shows moments in UTC on every machine.

    Raises `duckdb.Error` if the file is missing or not a DuckDB database.
    """
    return connect(path, read_only=True)
