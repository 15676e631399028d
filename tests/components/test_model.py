"""A model's asset shows what each of its columns is computed from."""

from pathlib import Path

import dagster as dg

from pipelines.components.model import asset_key, model_asset
from pipelines.engines.duckdb import DuckDBEngine
from pipelines.warehouse import sqlfile
from tests.builds import empty_build

HEADER = "-- One row.\n-- grain: one\n-- not for: anything but tests.\n"


def lineage_of(folder: Path, file: sqlfile.SqlFile) -> dg.TableColumnLineage | None:
    """What the run shows of a model's columns, over empty tables."""
    with empty_build(folder / "build.duckdb") as opened:
        resources = {"warehouse": opened, "engine": DuckDBEngine()}
        result = dg.materialize([model_asset(file)], resources=resources)
    (made,) = result.asset_materializations_for_node(f"{file.schema}__{file.name}")
    shown = made.metadata.get("dagster/column_lineage")
    return shown.value if isinstance(shown, dg.TableColumnLineageMetadataValue) else None


def written(folder: Path, query: str) -> sqlfile.SqlFile:
    path = folder / "sql" / "strikes" / "sample.sql"
    path.parent.mkdir(parents=True)
    path.write_text(HEADER + query)
    for part in ("claims", "links", "events", "figures", "statements", "dated"):
        file = sqlfile.SQL / "strikes" / f"{part}.sql"
        (path.parent / file.name).write_text(file.read_text())
    return sqlfile.load(path)


def test_a_columns_lineage_names_assets_and_their_columns(tmp_path: Path):
    file = written(
        tmp_path,
        "select\n    launched as one, -- One.\n    1 as two, -- Two.\nfrom claims.strikes\n",
    )
    claims = dg.AssetKey(["claims", "strikes"])
    assert lineage_of(tmp_path, file) == dg.TableColumnLineage(
        {"one": [dg.TableColumnDep(claims, "launched")], "two": []}
    )


def test_what_is_known_of_a_family_is_made_with_its_claims():
    assert asset_key("known.strikes") == asset_key("claims.strikes")


def test_a_model_that_can_not_be_followed_is_built_all_the_same(tmp_path: Path):
    query = "select\n    columns('one') as one, -- One.\nfrom (values (1)) as t (one)\n"
    assert lineage_of(tmp_path, written(tmp_path, query)) is None
