"""A table is built, and a rule run, only if something that it follows from has changed."""

import dagster as dg

from pipelines.components.model import model_asset
from pipelines.engines.duckdb import DuckDBEngine
from pipelines.quality.run import kept_outcomes, record, run_suite
from pipelines.quality.suite import Suite, all_suites
from pipelines.warehouse import contents, sqlfile
from pipelines.warehouse.build import Warehouse

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


def suite() -> Suite:
    return next(one for one in all_suites() if one.table == "events.exchanges")


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


def test_a_table_about_runs_is_never_taken_for_unchanged(golden_build):
    contents.record(golden_build, "events.exchanges", ["quality.fetches"])
    assert not contents.is_current(golden_build, "events.exchanges", ["quality.fetches"])


def test_rules_that_held_on_these_rows_are_not_run_again(golden_build):
    kept = {outcome.rule.name: outcome for outcome in kept_outcomes(golden_build, suite())}
    ran = {outcome.rule.name: outcome for outcome in run_suite(golden_build, suite())}
    assert kept == {name: ran[name] for name in kept}
    assert {name for name in ran.keys() - kept.keys() if not ran[name].rows_failing} == set()
    assert kept


def test_rules_run_again_on_other_rows_and_after_they_failed(golden_build):
    golden_build.rows("update events.exchanges set to_ukraine_best = -1")
    assert kept_outcomes(golden_build, suite()) == []
    contents.record(golden_build, "events.exchanges", ["events.exchanges_ranges"])
    ran = run_suite(golden_build, suite())
    record(golden_build, suite(), ran, "a run")
    failed = {outcome.rule.name for outcome in ran if not outcome.is_success}
    kept = {outcome.rule.name for outcome in kept_outcomes(golden_build, suite())}
    assert failed
    assert kept
    assert kept.isdisjoint(failed)


def test_checks_do_not_hash_what_a_step_of_the_run_has_hashed(golden_build, monkeypatch):
    built = built_by_a_run(golden_build) | {"events.exchanges"}
    expected = contents.contents_in_run(golden_build, built)
    monkeypatch.setattr(contents, "content_of", lambda *_: "hashed again")
    assert contents.contents_in_run(golden_build, built) == expected
    assert contents.contents_in_run(golden_build, {"links.exchanges"}) == {
        "links.exchanges": "hashed again"
    }
