"""How Dagster shows a table: attributes of its asset, and metadata of each run.

Building tables does not belong here (model.py, filled.py).
"""

import html
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypedDict

import dagster as dg

from pipelines.components.code_references import code_references
from pipelines.warehouse.build import Warehouse
from pipelines.warehouse.contents import record
from pipelines.warehouse.sqlfile import SqlFile


class Attributes(TypedDict):
    """Arguments of `dg.asset` and `dg.AssetSpec` that the file of a table decides."""

    description: str
    group_name: str
    tags: dict[str, str]
    kinds: set[str]
    metadata: dict[str, Any]


def key_of(file: SqlFile) -> dg.AssetKey:
    """Key of the asset that builds the table of a file."""
    return dg.AssetKey([file.schema, file.name])


def attributes(file: SqlFile, *code: Path | str, kinds: Iterable[str] = ()) -> Attributes:
    """Attributes of an asset, from its .sql file. `code`: other files that define it."""
    return {
        "description": (
            f"{file.description}\n\n**Grain:** {file.grain}\n\n**Not for:** {file.not_for}"
        ),
        "group_name": file.family,
        "tags": {"layer": file.schema},
        "kinds": {"duckdb", file.schema, *kinds},
        "metadata": code_references(file.path, *code),
    }


def built(
    warehouse: Warehouse,
    file: SqlFile,
    inputs: Iterable[str] = (),
    **more: int | dg.TableColumnLineage,
) -> dg.MaterializeResult:
    """Record that a table was built from `inputs`; returns what to show of it."""
    record(warehouse, file.table, inputs)
    return shown(warehouse, file, **more)


def shown(
    warehouse: Warehouse, file: SqlFile, **more: bool | int | dg.TableColumnLineage
) -> dg.MaterializeResult:
    """Rows and columns of a table, and `more`, as metadata of its asset."""
    types = {name: kind for name, kind, *_ in warehouse.rows(f"describe {file.table}")}
    return dg.MaterializeResult(
        asset_key=key_of(file),
        metadata={
            **more,
            "dagster/row_count": warehouse.count(file.table),
            "dagster/table_name": file.table,
            "dagster/column_schema": dg.TableSchema(columns=_columns(file, types)),
        },
    )


def _columns(file: SqlFile, types: dict[str, str]) -> list[dg.TableColumn]:
    """Columns with types and descriptions, escaped because the UI renders descriptions as HTML."""
    return [
        dg.TableColumn(name, type=types[name], description=html.escape(words))
        for name, words in file.columns.items()
    ]
