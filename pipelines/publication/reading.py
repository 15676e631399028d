"""Opening a publication to read it.

What is read does not belong here (explain.py, export.py, diff.py).
"""

from pathlib import Path

import duckdb


def open_publication(path: Path) -> duckdb.DuckDBPyConnection:
    """A read-only connection to a published file, whose moments are shown in UTC on every machine.

    Raises `duckdb.Error` where the file is missing or is no DuckDB database.
    """
    connection = duckdb.connect(str(path), read_only=True)
    connection.execute("set global TimeZone = 'UTC'")
    return connection
