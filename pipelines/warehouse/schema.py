"""Polars dtypes of a contract, from its DDL.

Reading and checking .sql files does not belong here (sqlfile.py).
"""

import polars as pl

from pipelines.warehouse.connecting import connect


def schema_of(table: str, statement: str) -> pl.Schema:
    """Dtypes of the table that a `create table` statement creates. `table`: schema and name."""
    with connect() as connection:
        connection.execute(f"create schema {table.split('.')[0]}")
        connection.execute(statement)
        return connection.sql(f"from {table}").pl().schema
