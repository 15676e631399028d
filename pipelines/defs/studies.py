"""Studies as assets: a contract under sql/ that says what the table holds, filled by studies.py."""

import dagster as dg
import polars as pl

from pipelines.components.code_references import code_references
from pipelines.components.model import built
from pipelines.settings import SQL
from pipelines.warehouse import sqlfile, studies
from pipelines.warehouse.build import Warehouse
from pipelines.warehouse.fill import fill


@dg.definitions
def study_assets() -> dg.Definitions:
    """Every study."""
    return dg.Definitions(assets=[talks_and_strikes_asset()])


def talks_and_strikes_asset() -> dg.AssetsDefinition:
    """The event study of strikes around rounds of talks."""
    file = sqlfile.load(SQL / "overview" / "talks_and_strikes.sql")

    @dg.asset(
        key=[file.schema, file.name],
        deps=[
            dg.AssetKey(["marts", "strikes_daily_by_group"]),
            dg.AssetKey(["marts", "overview_talks_nights"]),
        ],
        group_name=file.family,
        tags={"layer": file.schema},
        kinds={"duckdb", "python", file.schema},
        metadata=code_references(file.path, studies.__file__),
        description=f"{file.description}\n\n**Grain:** {file.grain}\n\n**Not for:** {file.not_for}",
        pool="warehouse",
    )
    def talks_and_strikes(warehouse: dg.ResourceParam[Warehouse]) -> dg.MaterializeResult:
        with warehouse.transaction() as cursor:
            nights = cursor.table("marts.strikes_daily_by_group").pl()
            rounds = cursor.table("marts.overview_talks_nights").pl()
            on_ukraine = nights.filter(
                pl.col("attacker_iso3") == "RUS", pl.col("target_iso3") == "UKR"
            )
            fill(cursor, file.table, studies.talks_and_strikes(on_ukraine, rounds), replace=True)
        return built(warehouse, file)

    return talks_and_strikes
