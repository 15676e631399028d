"""A failed critical check stops a run and shows its rows; a warning does not."""

from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pytest

from pipelines.components import checks
from pipelines.warehouse.build import Warehouse
from tests.builds import empty_build
from tests.quality.sample import (
    GOOD,
    MORE_THAN_LAUNCHED,
    NEGATIVE,
    TABLE,
    replace,
    suite_of,
    written,
)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    return written(tmp_path)


@pytest.fixture
def warehouse(tmp_path: Path) -> Iterator[Warehouse]:
    with empty_build(tmp_path / "data" / "build.duckdb") as opened:
        opened.rows(TABLE)
        yield opened


RESULTS = "select check_name, run_id from quality.check_results"


def run_in_dagster(
    warehouse: Warehouse, tree: Path, selection: dg.AssetSelection | None = None
) -> dg.ExecuteInProcessResult:
    """The sample's checks and a step behind them, as a refresh runs them; or a selection."""

    @dg.asset(key=["marts", "strikes_sample"])
    def sample() -> None: ...

    @dg.asset(deps=[sample])
    def published() -> None: ...

    definitions = dg.Definitions(
        assets=[sample, published],
        asset_checks=[checks.check_assets(suite_of(tree))],
        resources={"warehouse": warehouse},
        jobs=[dg.define_asset_job("part", selection or dg.AssetSelection.all())],
        executor=dg.in_process_executor,
    )
    job = definitions.resolve_job_def("part")
    return job.execute_in_process(raise_on_error=False)


def test_a_failed_critical_check_stops_what_follows_and_shows_its_rows(
    warehouse: Warehouse, tree: Path
) -> None:
    warehouse.rows(f"insert into marts.strikes_sample values {GOOD}, {NEGATIVE}")
    result = run_in_dagster(warehouse, tree)
    assert not result.success
    assert not result.asset_materializations_for_node("published")
    (failed,) = [check for check in result.get_asset_check_evaluations() if not check.passed]
    assert failed.check_name == "launched_not_negative"
    assert failed.severity == dg.AssetCheckSeverity.ERROR
    assert failed.description == "1 failing over 3 rows."
    assert "| 2026-02-06 | drone | -3 |" in str(failed.metadata["failing_rows"].value)
    assert str(warehouse.path) in str(failed.metadata["all_failing_rows"].value)
    first = "night_of: 2026-02-06; weapon_class: drone; launched: -3; reported_in: null"
    assert failed.metadata["first_failing_row"].value == first
    assert "run `ledger refresh`" in str(failed.metadata["what_to_do"].value)
    assert warehouse.count("quality.failing_rows") == 1


def test_a_failed_warning_lets_the_rest_go_on(warehouse: Warehouse, tree: Path) -> None:
    warehouse.rows(f"insert into marts.strikes_sample values {GOOD}, {MORE_THAN_LAUNCHED}")
    result = run_in_dagster(warehouse, tree)
    assert result.success
    assert result.asset_materializations_for_node("published")
    (failed,) = [check for check in result.get_asset_check_evaluations() if not check.passed]
    assert failed.severity == dg.AssetCheckSeverity.WARN
    assert failed.description == "1 failing over 3 rows."


def test_a_check_run_alone_records_its_own_result_and_no_other(
    warehouse: Warehouse, tree: Path
) -> None:
    warehouse.rows(f"insert into marts.strikes_sample values {GOOD}, {NEGATIVE}")
    run_in_dagster(warehouse, tree)
    before = {name: run_id for name, run_id in warehouse.rows(RESULTS)}
    warehouse.rows("update marts.strikes_sample set launched = 3 where launched < 0")

    key = dg.AssetCheckKey(dg.AssetKey(["marts", "strikes_sample"]), "launched_not_negative")
    alone = run_in_dagster(warehouse, tree, dg.AssetSelection.checks(key))

    assert alone.success
    assert [one.check_name for one in alone.get_asset_check_evaluations()] == [key.name]
    after = {name: run_id for name, run_id in warehouse.rows(RESULTS)}
    assert after == before | {key.name: alone.run_id}
    assert warehouse.count("quality.failing_rows") == 0


def test_checks_of_a_table_that_is_not_built_anew_are_skipped_in_silence(
    warehouse: Warehouse, tree: Path, caplog: pytest.LogCaptureFixture
) -> None:
    @dg.multi_asset(specs=[dg.AssetSpec(["marts", "strikes_sample"], skippable=True)])
    def nothing_new() -> Iterator[dg.MaterializeResult]:
        yield from ()

    @dg.asset(deps=[["marts", "strikes_sample"]])
    def published() -> None: ...

    definitions = dg.Definitions(
        assets=[nothing_new, published],
        asset_checks=[checks.check_assets(suite_of(tree))],
        resources={"warehouse": warehouse},
        executor=dg.in_process_executor,
    )
    result = definitions.resolve_implicit_global_asset_job_def().execute_in_process()
    assert not result.get_asset_check_evaluations()
    assert "emitted no result" not in caplog.text


def test_checks_wait_for_the_other_tables_that_their_rules_read(tree: Path) -> None:
    replace(
        tree, "from {batch} where", "from {batch} inner join events.strikes using (night_of) where"
    )
    step = checks.check_assets(suite_of(tree), ["events.strikes", "marts.strikes_sample"])
    assert {key.to_user_string() for key in step.keys_by_input_name.values()} == {
        "events/strikes", "marts/strikes_sample",
    }  # fmt: skip
