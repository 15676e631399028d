"""Past values of every figure, computed by running the models on what was known before."""

import inspect

import dagster as dg
import polars as pl

from pipelines.components.filled import filled_asset
from pipelines.components.model import asset_key
from pipelines.paths import SQL
from pipelines.settings import Settings
from pipelines.warehouse import sqlfile
from pipelines.warehouse.build import Warehouse
from pipelines.warehouse.families import families
from pipelines.warehouse.history import FIGURES, replay


@dg.definitions
def figure_history() -> dg.Definitions:
    """The asset marts.overview_figure_history."""
    file = sqlfile.load(SQL / "overview" / "figure_history.sql")
    deps = [asset_key(FIGURES), *(dg.AssetKey(["claims", family]) for family in families())]
    return dg.Definitions(assets=[filled_asset(file, past_figures, deps, inspect.getfile(replay))])


def past_figures(warehouse: Warehouse, settings: Settings) -> pl.DataFrame:
    """Rows of marts.overview_figure_history."""
    return replay(warehouse, settings.as_of)
