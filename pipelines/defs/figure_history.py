"""Past values of every figure, computed by running the models on what was known before.

A family whose claims have not changed keeps its rows.
"""

import inspect

import dagster as dg
import polars as pl

from pipelines.components.filled import filled_asset
from pipelines.components.model import asset_key
from pipelines.paths import SQL
from pipelines.settings import Settings
from pipelines.warehouse import sqlfile
from pipelines.warehouse.build import Warehouse
from pipelines.warehouse.contents import unchanged_inputs
from pipelines.warehouse.families import families
from pipelines.warehouse.history import FIGURES, replay, replayed_alone

HISTORY = "marts.overview_figure_history"


@dg.definitions
def figure_history() -> dg.Definitions:
    """The asset marts.overview_figure_history."""
    file = sqlfile.load(SQL / "overview" / "figure_history.sql")
    deps = [asset_key(FIGURES), *(dg.AssetKey(["claims", family]) for family in families())]
    return dg.Definitions(assets=[filled_asset(file, past_figures, deps, inspect.getfile(replay))])


def past_figures(warehouse: Warehouse, settings: Settings) -> pl.DataFrame:
    """Rows of marts.overview_figure_history."""
    unchanged = unchanged_inputs(warehouse, HISTORY) if settings.as_of is None else set()
    kept = [family for family in replayed_alone() if f"claims.{family}" in unchanged]
    replayed = replay(warehouse, settings.as_of, sorted(set(families()) - set(kept)))
    with warehouse.connection.cursor() as cursor:
        rows = cursor.execute(f"from {HISTORY} where list_contains(?, family)", [kept]).pl()
    return pl.concat([rows, replayed.select(rows.columns).cast(rows.schema)])
