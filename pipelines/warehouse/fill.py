"""Filling a table from a frame.

What the rows are, and which transaction they belong to, is for the caller to say.
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
    columns. Raises `duckdb.Error` where the frame has a column that the table lacks.
    """
    # DuckDB finds the local variable by its name. A frame given to `register` instead would stay
    # in memory until the transaction ends, even after `unregister`.
    if replace:
        cursor.execute(f"delete from {table}")
    if incoming.height:
        cursor.execute(f"insert into {table} by name {query}")
