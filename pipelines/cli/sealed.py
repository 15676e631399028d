"""A connection for queries written by others: it reads the publication and nothing else.

The claims of a publication may be Parquet files beside it. No other file, no network, no other
database, no setting. What is done with the answer does not belong here (query.py,
model_context.py).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from pipelines.warehouse.connecting import connect
from pipelines.warehouse.quoting import literal

SEALED = (
    "set python_enable_replacements = false; "
    "set enable_external_access = false; set lock_configuration = true"
)
"""Settings of a connection before it runs a user's query; no statement can undo them."""

READING = (duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN)
"""Statements that read; `from`, `describe`, `show` and `summarize` are selects for DuckDB."""


class NoAnswer(RuntimeError):
    """A query that cannot be answered; the message says why."""


@contextmanager
def sealed(warehouse: Path, memory_limit: str | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """A sealed connection to a publication; raises `NoAnswer` if there is none.

    `memory_limit`: as DuckDB writes it, such as 1GB; null for DuckDB's own.
    """
    if not warehouse.exists():
        raise NoAnswer(f"{warehouse}: nothing is published yet; run `ledger refresh`")
    limits = {} if memory_limit is None else {"memory_limit": memory_limit}
    with connect(warehouse, read_only=True, **limits) as connection:
        beside = [str(folder) for folder in warehouse.parent.glob("claims*")]
        connection.execute(f"set allowed_directories = [{', '.join(map(literal, beside))}]")
        connection.execute(SEALED)
        yield connection


def one_query(query: str) -> str:
    """The query, if it is one statement that reads; raises `NoAnswer` and `duckdb.Error`."""
    statements = duckdb.extract_statements(query)
    if len(statements) != 1:
        raise NoAnswer(f"{len(statements)} statements: `ledger sql` runs one query")
    if statements[0].type not in READING:
        raise NoAnswer(
            f"{statements[0].type.name} is not a query; the publication is read-only, and "
            "`ledger sql` reads nothing else. To write the answer to a file, use --out FILE"
        )
    return query
