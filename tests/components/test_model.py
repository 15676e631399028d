"""A model's asset shows its columns' lineage, and is built only if what it reads has changed."""

from pathlib import Path

import dagster as dg

from pipelines.components.model import asset_key, model_asset
from pipelines.engines.duckdb import DuckDBEngine
from pipelines.warehouse import contents, sqlfile
from pipelines.warehouse.build import Warehouse
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


TABLES = ("events.exchanges_ranges", "events.exchanges", "marts.exchanges_balance")


ONE_MORE = "update events.exchanges set to_ukraine_best = to_ukraine_best + 1"


def built_by_a_run(warehouse: Warehouse) -> set[str]:
    """Tables that a run over three models builds."""
    models = [model_asset(file) for file in sqlfile.all_files() if file.table in TABLES]
    assert len(models) == len(TABLES)
    ran = dg.materialize(models, resources={"warehouse": warehouse, "engine": DuckDBEngine()})
    return {
        ".".join(step.materialization.asset_key.path)
        for step in ran.get_asset_materialization_events()
        if "unchanged" not in step.materialization.metadata
    }


def test_nothing_is_built_again_if_nothing_changed(golden_build):
    assert built_by_a_run(golden_build) == set()


def test_a_table_that_somebody_changed_is_built_again_as_it_was(golden_build):
    right = golden_build.rows("from events.exchanges order by all")
    golden_build.rows(ONE_MORE)
    assert built_by_a_run(golden_build) == {"events.exchanges"}
    assert golden_build.rows("from events.exchanges order by all") == right


def test_all_that_follows_from_a_changed_table_is_built_again(golden_build):
    made = contents.recorded(golden_build)["events.exchanges_accounts"]
    golden_build.rows("delete from events.exchanges_accounts where event_id like '%2026-02-05'")
    contents.record(golden_build, "events.exchanges_accounts", made.inputs)
    assert built_by_a_run(golden_build) == set(TABLES)


def test_a_table_of_other_code_is_built_again(golden_build, monkeypatch):
    monkeypatch.setattr(contents, "code_version", lambda: "another")
    assert built_by_a_run(golden_build) == set(TABLES)


def test_checks_do_not_hash_what_a_step_of_the_run_has_hashed(golden_build, monkeypatch):
    built = built_by_a_run(golden_build) | {"events.exchanges"}
    expected = contents.contents_in_run(golden_build, built)
    monkeypatch.setattr(contents, "content_of", lambda *_: "hashed again")
    assert contents.contents_in_run(golden_build, built) == expected
    assert contents.contents_in_run(golden_build, {"links.exchanges"}) == {
        "links.exchanges": "hashed again"
    }
