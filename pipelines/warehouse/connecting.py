"""Connections to DuckDB: in UTC, without pandas, and without anything on standard output.

What a connection is for, and which file it opens, does not belong here.
"""

import sys
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType

import duckdb

SETTINGS = "set global TimeZone = 'UTC'; set enable_progress_bar = false"
"""`global` reaches every cursor. After two seconds DuckDB draws a progress bar on standard output,
also into a pipe, where it would be a part of the answer."""

FEW_BYTES = 64 * 2**20
"""Size of a file, or of all documents, up to which one thread works on it. A query on thousands of
rows takes a third less CPU time on one thread than on two, which wait for each other."""


class WithoutPandas(MetaPathFinder, Loader):
    """Lets no import of pandas succeed, as if it were not installed.

    DuckDB imports it for the first parameter or frame, and Arrow for the first list, to know its
    values from others; that takes 0.3 s, and both do without.
    """

    def find_spec(
        self, name: str, _path: Sequence[str] | None, _target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Claims pandas, and no other module."""
        return ModuleSpec(name, self) if name == "pandas" else None

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        """Raises what an import raises of a module that is not there."""
        raise ModuleNotFoundError(
            f"{spec.name}: call {__name__}.let_pandas_in first", name=spec.name
        )


_WITHOUT_PANDAS = WithoutPandas()


def connect(
    path: Path | None = None, *, read_only: bool = False, **config: str
) -> duckdb.DuckDBPyConnection:
    """Open a DuckDB file; without a path, a database in memory. Raises what DuckDB raises."""
    if "pandas" not in sys.modules and _WITHOUT_PANDAS not in sys.meta_path:
        sys.meta_path.insert(0, _WITHOUT_PANDAS)
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
    if _WITHOUT_PANDAS in sys.meta_path:
        sys.meta_path.remove(_WITHOUT_PANDAS)
