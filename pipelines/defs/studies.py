"""Studies as assets; each has a contract under sql/ and a function in warehouse/studies.py."""

import dagster as dg
import polars as pl

from pipelines.components.filled import filled_asset
from pipelines.components.model import asset_key
from pipelines.settings import Settings
from pipelines.warehouse import sqlfile, studies
from pipelines.warehouse.build import Warehouse

STUDY = "marts.overview_talks_and_strikes"
NIGHTS, ROUNDS = "marts.strikes_daily_by_group", "marts.overview_talks_nights"


@dg.definitions
def study_assets() -> dg.Definitions:
    """Every study whose families the project has."""
    deps = [asset_key(NIGHTS), asset_key(ROUNDS)]
    return dg.Definitions(
        assets=[
            filled_asset(file, talks_and_strikes, deps, studies.__file__)
            for file in sqlfile.all_files()
            if file.table == STUDY
        ]
    )


def talks_and_strikes(warehouse: Warehouse, _settings: Settings) -> pl.DataFrame:
    """Rows of marts.overview_talks_and_strikes: Russian strikes on Ukraine around talks."""
    with warehouse.connection.cursor() as cursor:
        nights = cursor.table(NIGHTS).pl()
        rounds = cursor.table(ROUNDS).pl()
    on_ukraine = nights.filter(pl.col("attacker_iso3") == "RUS", pl.col("target_iso3") == "UKR")
    return studies.talks_and_strikes(on_ukraine, rounds)
