"""Recognises damaged database files and moves them aside.

Replacing a damaged file does not belong here: the build file is rebuilt from the archive
(build.py), the publication from the build file (publication/).
"""

import os
from pathlib import Path

import duckdb

DAMAGED = (
    "is not a valid DuckDB database file",
    "Corrupt database file",
    "Could not read enough bytes from file",
    "Trying to read a database file with version number",
    "database has been invalidated because of a previous fatal error",
    "Failed to deserialize",
    "Failure while replaying WAL",
)
"""Parts of DuckDB's messages for a damaged or foreign file. DuckDB has no exception class for
them: a full disk and a missing permission are `IOException` too."""


def is_damage(error: BaseException) -> bool:
    """Whether an error of DuckDB means that a database file is damaged."""
    return isinstance(error, duckdb.Error) and any(part in str(error) for part in DAMAGED)


def wal_of(path: Path) -> Path:
    """The write-ahead log of a database file, which DuckDB replays when it opens the file."""
    return path.with_name(f"{path.name}.wal")


def set_aside(path: Path) -> Path:
    """Move a damaged database file and its log out of the way; returns the file's new path.

    It replaces a file set aside earlier. The log moves first: a log without its file would be
    replayed onto the next file of that name.
    """
    aside = path.with_name(f"{path.name}.damaged")
    log = wal_of(path)
    if log.exists():
        os.replace(log, path.with_name(f"{log.name}.damaged"))
    os.replace(path, aside)
    return aside
