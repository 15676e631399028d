"""Folders of the repository, and the data folder of a command.

Only the standard library is imported: a command that reads the publication needs no other setting,
and starts in half the time without the model of all settings. Switches, and paths that they decide,
do not belong here (settings.py).
"""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SQL = ROOT / "sql"
VOCABULARY = ROOT / "pipelines" / "vocabulary"
SOURCES = ROOT / "pipelines" / "defs" / "sources"

PROJECT = "conflict-ledger"
"""Name under which the project is installed."""

DATA = ROOT / "data"
"""The data folder where LEDGER_DATA names none."""


class BadDataFolder(ValueError):
    """A data folder that cannot be used; the message names it."""


def data_folder() -> Path:
    """The folder that LEDGER_DATA names, or `DATA`; raises `BadDataFolder`."""
    return usable(Path(os.environ.get("LEDGER_DATA") or DATA))


def usable(data: Path) -> Path:
    """A data folder as an absolute path; raises `BadDataFolder`.

    A relative path is relative to the working directory of the command.
    """
    path = data.expanduser().resolve()
    if "?" in str(path):
        raise BadDataFolder(f"{path}: DuckDB cannot keep a file below a folder with ? in its name")
    return path


def publication(data: Path, suffix: str = "") -> Path:
    """The published file of a data folder; `suffix` is that of an as-of rebuild."""
    return data / f"warehouse{suffix}.duckdb"
