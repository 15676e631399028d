"""Polars dtypes of a contract, from its DDL.

Reading and checking .sql files does not belong here (sqlfile.py).
"""

import duckdb
import polars as pl


def schema_of(table: str, statement: str) -> pl.Schema:
    """Dtypes of the table that a `create table` statement creates. `table`: schema and name."""
    with duckdb.connect() as connection:
        connection.execute(f"create schema {table.split('.')[0]}; set TimeZone = 'UTC'")
        connection.execute(statement)
        return connection.sql(f"from {table}").pl().schema
