"""A table that Python fills is filled again if a table that it reads has changed, else kept."""

import dagster as dg
import polars as pl

from pipelines.components.filled import filled_asset
from pipelines.settings import Settings
from pipelines.warehouse import contents, sqlfile
from pipelines.warehouse.build import Warehouse

FILE = next(file for file in sqlfile.all_files() if file.table == "marts.overview_figure_history")
DEPS = [dg.AssetKey(["events", "exchanges"])]


def test_rows_are_replaced_once_for_each_change(golden_build: Warehouse, golden: Settings) -> None:
    calls: list[Settings] = []

    def two_rows(warehouse: Warehouse, settings: Settings) -> pl.DataFrame:
        calls.append(settings)
        with warehouse.connection.cursor() as cursor:
            return cursor.execute(f"from {kept} limit 2").pl()

    kept = "kept_rows"
    golden_build.rows(f"create table {kept} as from {FILE.table}")
    asset = filled_asset(FILE, two_rows, DEPS, __file__)

    def run() -> bool:
        """Whether the rows were computed."""
        before = len(calls)
        resources = {"warehouse": golden_build, "settings": golden}
        assert dg.materialize([asset], resources=resources).success
        return len(calls) > before

    golden_build.rows("update events.exchanges set to_ukraine_best = 1")
    contents.record(golden_build, "events.exchanges", [])
    assert run()
    assert golden_build.count(FILE.table) == 2
    assert not run()
    assert calls == [golden]
