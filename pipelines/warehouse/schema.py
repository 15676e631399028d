"""Polars dtypes of a contract, from its DDL.

Reading and checking .sql files does not belong here (sqlfile.py).
"""

from functools import cache

import duckdb
import polars as pl

from pipelines.warehouse.connecting import connect


def schema_of(table: str, statement: str) -> pl.Schema:
    """Dtypes of the table that a `create table` statement creates. `table`: schema and name."""
    with _empty_database().cursor() as cursor:
        cursor.begin()  # never committed, so the database stays empty
        cursor.execute(f"create schema {table.split('.')[0]}")
        cursor.execute(statement)
        return cursor.sql(f"from {table}").pl().schema


@cache
def _empty_database() -> duckdb.DuckDBPyConnection:
    return connect()
