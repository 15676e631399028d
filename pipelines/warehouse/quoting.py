"""Quotes text, moments and names for SQL.

Values go into SQL as parameters. This module is for statements in which DuckDB accepts none:
`attach`, `comment on`, `create view`, and names of tables and databases.
"""

from datetime import datetime


def literal(text: str) -> str:
    """A text as an SQL string: o'brien -> 'o''brien'."""
    # Not `duckdb.ConstantExpression`, which imports pandas and takes a second.
    return "'" + text.replace("'", "''") + "'"


def moment(at: datetime) -> str:
    """A moment with its zone as an SQL value of type TIMESTAMPTZ."""
    return f"timestamptz {literal(at.isoformat())}"


def identifier(name: str) -> str:
    """A name in double quotes: my table -> "my table"."""
    return '"' + name.replace('"', '""') + '"'
