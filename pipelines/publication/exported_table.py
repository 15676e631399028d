"""Tables of an export, as the publication's dictionary describes them, and their rows.

In what form they are written does not belong here (spreadsheet.py, points.py, data_package.py).
"""

from collections.abc import Mapping
from dataclasses import dataclass

import duckdb
import polars as pl

EXPORTED = ("events", "marts")
"""Schemas whose tables are exported."""


@dataclass(frozen=True)
class Table:
    """A table to export, as the publication's dictionary describes it. `types`: by column."""

    name: str
    description: str
    grain: str
    not_for: str
    types: Mapping[str, str]
    words: Mapping[str, str]

    @property
    def short(self) -> str:
        """Name without the schema."""
        return self.name.partition(".")[2]


def tables_of(connection: duckdb.DuckDBPyConnection) -> list[Table]:
    """The tables to export, by schema and name."""
    dictionary = connection.table("dictionary").pl()
    exported = dictionary.filter(pl.col("schema_name").is_in(EXPORTED)).sort(
        "schema_name", "table_name", "position"
    )
    tables = []
    for (schema, name), entries in exported.group_by(
        "schema_name", "table_name", maintain_order=True
    ):
        head, *columns = entries.to_dicts()
        tables.append(
            Table(
                name=f"{schema}.{name}",
                description=head["description"],
                grain=head["grain"],
                not_for=head["not_for"],
                types={column["column_name"]: column["data_type"] for column in columns},
                words={column["column_name"]: column["description"] for column in columns},
            )
        )
    return tables
