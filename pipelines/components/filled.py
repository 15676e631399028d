"""Assets of tables that Python fills: the .sql file documents the table, a function returns rows.

Computing the rows does not belong here (warehouse/history.py, warehouse/studies.py).
"""

from collections.abc import Callable, Sequence
from pathlib import Path

import dagster as dg
import polars as pl

from pipelines.components.table import attributes, built, key_of, shown
from pipelines.settings import Settings
from pipelines.warehouse.build import Warehouse
from pipelines.warehouse.contents import is_current
from pipelines.warehouse.fill import fill
from pipelines.warehouse.sqlfile import SqlFile

Rows = Callable[[Warehouse, Settings], pl.DataFrame]
"""Function that returns all rows of a table, given the build file and the settings of the run."""


def filled_asset(
    file: SqlFile, rows: Rows, deps: Sequence[dg.AssetKey], code: Path | str
) -> dg.AssetsDefinition:
    """The asset that replaces all rows of a table, if a table of `deps` has changed.

    `code`: the file that computes the rows.
    """

    @dg.asset(
        key=key_of(file), deps=deps, pool="warehouse", **attributes(file, code, kinds=["python"])
    )
    def filled(
        warehouse: dg.ResourceParam[Warehouse], settings: dg.ResourceParam[Settings]
    ) -> dg.MaterializeResult:
        inputs = [".".join(key.path) for key in deps]
        if is_current(warehouse, file.table, inputs):
            return shown(warehouse, file, unchanged=True)
        frame = rows(warehouse, settings)
        with warehouse.transaction() as cursor:
            fill(cursor, file.table, frame, replace=True)
        return built(warehouse, file, inputs)

    return filled
