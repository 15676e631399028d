"""Types of columns, in DuckDB and in Spark.

A column gets the type that DuckDB gives it. The type that Spark gives it must be of the same kind:
a difference in width is settled by a cast that fails on a value that does not fit, and any other
difference is an error, because it would change values silently.
"""

from pathlib import Path

from sqlglot import exp

from pipelines.warehouse.sqlfile import SqlFileError

WHOLE = {"tinyint", "smallint", "int", "bigint"}
"""Spark's types of whole numbers; a decimal without fraction is one too."""

AS_IN_SPARK = {"HUGEINT": "decimal(38,0)", "UBIGINT": "decimal(20,0)", '"NULL"': "int"}
"""Types of DuckDB that sqlglot does not translate. DuckDB stores a column of nulls as integers."""


def cast_to(path: Path, name: str, found: str, wanted: str) -> str:
    """Spark's expression for a column, cast to the type that DuckDB gives it.

    `found`: its type on Spark. Raises `SqlFileError` if the types are of different kinds.
    """
    target = AS_IN_SPARK.get(wanted) or exp.DataType.build(wanted, dialect="duckdb").sql("spark")
    if kind(found) != kind(target) and found != "void":
        raise SqlFileError(f"{path}: {name} is {wanted} in DuckDB and {found} on Spark")
    return f"cast(`{name}` as {target}) as `{name}`"


def kind(type_: str) -> str:
    """What a type of Spark holds: whole or fractional numbers, moments, or its name."""
    word = type_.lower().replace(" ", "")
    if word in WHOLE or (word.startswith("decimal") and word.endswith(",0)")):
        return "whole"
    if word in ("float", "double"):
        return "fractional"
    if word.startswith("timestamp"):
        return "moment"
    return "nested" if word.startswith(("array", "map", "struct")) else word
