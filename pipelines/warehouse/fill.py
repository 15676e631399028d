"""Fills a table from a frame, and queries frames.

The caller provides the rows and the transaction.
"""

import duckdb
import polars as pl


def fill(
    cursor: duckdb.DuckDBPyConnection,
    table: str,
    incoming: pl.DataFrame,
    *,
    query: str = "from incoming",
    replace: bool = False,
) -> None:
    """Insert the rows of a frame into a table, by the names of its columns.

    `query` reads the frame under the name `incoming` and may change its rows on the way.
    `replace` deletes the table's rows first. A frame without rows inserts nothing, so it may lack
    columns. Raises `duckdb.Error` if the frame has a column that the table lacks.
    """
    # DuckDB finds the local variable by its name. A frame passed to `register` would stay in
    # memory until the transaction ends, even after `unregister`.
    if replace:
        cursor.execute(f"delete from {table}")
    if incoming.height:
        cursor.execute(f"insert into {table} by name {query}")


def create(cursor: duckdb.DuckDBPyConnection, table: str, incoming: pl.DataFrame) -> None:
    """Create a table with the columns and rows of a frame, unless there is one of that name."""
    cursor.execute(f"create table if not exists {table} as from incoming")


def selected(cursor: duckdb.DuckDBPyConnection, query: str, incoming: pl.DataFrame) -> pl.DataFrame:
    """The rows of a query that reads the frame under the name `incoming`, in the frame's order."""
    return cursor.execute(query).pl()
