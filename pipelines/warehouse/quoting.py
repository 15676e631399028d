"""Text, moments and names as they are written inside SQL.

Values go into SQL as parameters. This module is for the statements in which DuckDB takes none:
`attach`, `comment on`, `create view`, and names of tables and databases.
"""

from datetime import datetime

import duckdb


def literal(text: str) -> str:
    """A text as an SQL string, by DuckDB's own rules: o'brien -> 'o''brien'."""
    return str(duckdb.ConstantExpression(text))


def moment(at: datetime) -> str:
    """A moment with its zone as an SQL value of type TIMESTAMPTZ."""
    return f"timestamptz {literal(at.isoformat())}"


def identifier(name: str) -> str:
    """A name in double quotes: my table -> "my table"."""
    return '"' + name.replace('"', '""') + '"'
