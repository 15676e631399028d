"""Damaged database files: recognising them, and moving them aside.

What replaces a damaged file does not belong here: the build file is made again from the archive
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
"""Parts of the messages that DuckDB gives for a damaged or foreign file. DuckDB has no exception
class for them: a full disk and a missing permission are `IOException` too."""


def is_damage(error: BaseException) -> bool:
    """Whether an error of DuckDB says that a database file cannot be read."""
    return isinstance(error, duckdb.Error) and any(part in str(error) for part in DAMAGED)


def wal_of(path: Path) -> Path:
    """The write-ahead log that DuckDB keeps beside a database file and replays when it opens it."""
    return path.with_name(f"{path.name}.wal")


def set_aside(path: Path) -> Path:
    """Move a damaged database file and its log out of the way; returns the file's new path.

    A file set aside earlier is replaced. The log moves first: a log without its file would be
    replayed onto the file that takes its place.
    """
    aside = path.with_name(f"{path.name}.damaged")
    log = wal_of(path)
    if log.exists():
        os.replace(log, path.with_name(f"{log.name}.damaged"))
    os.replace(path, aside)
    return aside
