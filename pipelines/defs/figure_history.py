"""What was known before: the table of past values, made by replaying the models."""

import inspect

import dagster as dg

from pipelines.components.code_references import code_references
from pipelines.components.model import built
from pipelines.settings import Settings
from pipelines.warehouse import sqlfile
from pipelines.warehouse.build import Warehouse
from pipelines.warehouse.families import families
from pipelines.warehouse.fill import fill
from pipelines.warehouse.history import FIGURES, replay

KNOWN_VALUES = "overview/figure_history.sql"


@dg.definitions
def past() -> dg.Definitions:
    """The asset marts.overview_figure_history."""
    file = sqlfile.load(sqlfile.SQL / KNOWN_VALUES)
    return dg.Definitions(assets=[known_values_asset(file)])


def known_values_asset(file: sqlfile.SqlFile) -> dg.AssetsDefinition:
    """The asset that replays the figures of all families."""
    schema, name = FIGURES.split(".")

    @dg.asset(
        key=[file.schema, file.name],
        deps=[
            dg.AssetKey([schema, name]),
            *(dg.AssetKey(["claims", family]) for family in families()),
        ],
        description=f"{file.description}\n\n**Grain:** {file.grain}\n\n**Not for:** {file.not_for}",
        group_name=file.family,
        tags={"layer": file.schema},
        kinds={"duckdb", "sql", file.schema},
        metadata=code_references(file.path, inspect.getfile(replay)),
        pool="warehouse",
    )
    def figure_history(
        warehouse: dg.ResourceParam[Warehouse], settings: dg.ResourceParam[Settings]
    ) -> dg.MaterializeResult:
        rows = replay(warehouse, settings.as_of)
        with warehouse.transaction() as cursor:
            fill(cursor, file.table, rows, replace=True)
        return built(warehouse, file)

    return figure_history
