"""Widths of types are settled by a cast; other differences are errors."""

from pathlib import Path

import pytest

from pipelines.engines.types import cast_to
from pipelines.warehouse.sqlfile import SqlFileError

FILE = Path("sql/strikes/sample.sql")


@pytest.mark.parametrize(
    ("found", "wanted", "target"),
    [
        ("bigint", "INTEGER", "INT"),
        ("bigint", "HUGEINT", "decimal(38,0)"),
        ("timestamp", "TIMESTAMP WITH TIME ZONE", "TIMESTAMP"),
        ("timestamp", "TIMESTAMP", "TIMESTAMP_NTZ"),
        ("void", "VARCHAR", "STRING"),
        ("array<string>", "VARCHAR[]", "ARRAY<STRING>"),
    ],
)
def test_a_column_gets_the_type_that_duckdb_gives_it(found: str, wanted: str, target: str):
    assert cast_to(FILE, "one", found, wanted) == f"cast(`one` as {target}) as `one`"


@pytest.mark.parametrize(
    ("found", "wanted"), [("double", "INTEGER"), ("string", "DATE"), ("bigint", "DOUBLE")]
)
def test_types_of_different_kinds_are_an_error(found: str, wanted: str):
    with pytest.raises(SqlFileError, match=r"sample\.sql: one is"):
        cast_to(FILE, "one", found, wanted)
