"""A failing rule names its rows; an error in a check is an error of ours, not of the data."""

import json
from pathlib import Path

import duckdb
import pytest

from pipelines.quality import run
from pipelines.quality.rule import SuiteError
from pipelines.quality.run import CheckError
from pipelines.quality.suite import Suite, all_suites
from pipelines.warehouse import contents
from pipelines.warehouse.build import Warehouse
from tests.quality.sample import (
    GOOD,
    MORE_THAN_LAUNCHED,
    NEGATIVE,
    TABLE,
    replace,
    suite_of,
)


def outcomes_of(warehouse: Warehouse, tree: Path, *values: str) -> dict[str, run.Outcome]:
    warehouse.rows("insert into marts.strikes_sample values " + ", ".join(values))
    return {outcome.rule.name: outcome for outcome in run.run_suite(warehouse, suite_of(tree))}


def test_good_rows_hold_every_rule(warehouse: Warehouse, tree: Path) -> None:
    outcomes = outcomes_of(warehouse, tree, GOOD)
    assert list(outcomes) == [rule.name for rule in suite_of(tree).rules]
    assert all(outcome.is_success for outcome in outcomes.values())
    assert outcomes["launched_not_negative"].rows_checked == 2
    assert outcomes["launched_not_negative"].rows_failing == 0
    assert outcomes["has_rows"].observed == "2"
    assert outcomes["has_rows"].rows_checked is None


def test_a_critical_rule_names_the_row_that_broke_it(warehouse: Warehouse, tree: Path) -> None:
    outcome = outcomes_of(warehouse, tree, GOOD, NEGATIVE)["launched_not_negative"]
    assert not outcome.is_success
    assert (outcome.rows_checked, outcome.rows_failing) == (3, 1)
    (row,) = outcome.rows
    assert str(row.pop("night_of")) == "2026-02-06"
    assert row == {"weapon_class": "drone", "launched": -3, "reported_in": None}


def test_a_repeated_key_is_shown_with_its_repeats(warehouse: Warehouse, tree: Path) -> None:
    outcome = outcomes_of(warehouse, tree, GOOD, NEGATIVE, NEGATIVE)["one_row_per_night"]
    assert not outcome.is_success
    assert [row["repeats"] for row in outcome.rows] == [2]
    assert outcome.query is not None
    assert warehouse.rows(outcome.query) == [tuple(outcome.rows[0].values())]


def test_a_rule_in_sql_gives_the_rows_it_returns(warehouse: Warehouse, tree: Path) -> None:
    outcome = outcomes_of(warehouse, tree, MORE_THAN_LAUNCHED)["intercepted_at_most_launched"]
    assert not outcome.is_success
    (row,) = outcome.rows
    assert (row["launched"], row["intercepted"]) == (24, 25)


def test_a_rule_in_sql_that_holds_runs_once(warehouse: Warehouse, tree: Path) -> None:
    warehouse.rows("create sequence evaluated")
    replace(tree, "where intercepted > launched", "where nextval('evaluated') < 0")
    assert outcomes_of(warehouse, tree, GOOD)["intercepted_at_most_launched"].is_success
    assert warehouse.rows("select currval('evaluated')") == [
        (warehouse.count("marts.strikes_sample"),)
    ]


def test_twenty_rows_are_kept_and_all_are_counted(warehouse: Warehouse, tree: Path) -> None:
    many = (f"('2026-01-01'::date + {day}, 'drone', -1, null)" for day in range(50))
    outcome = outcomes_of(warehouse, tree, *many)["launched_not_negative"]
    assert (outcome.rows_failing, len(outcome.rows)) == (50, 20)
    assert outcome.query is not None
    assert len(warehouse.rows(outcome.query)) == 50


def test_a_rule_that_may_fail_for_some_rows_still_counts_them(
    warehouse: Warehouse, tree: Path
) -> None:
    replace(tree, "min_value: 0}", "min_value: 0, mostly: 0.5}")
    outcome = outcomes_of(warehouse, tree, GOOD, NEGATIVE)["launched_not_negative"]
    assert outcome.is_success
    assert (outcome.rows_failing, len(outcome.rows)) == (1, 1)


def test_an_empty_table_fails_the_rule_that_wants_rows(warehouse: Warehouse, tree: Path) -> None:
    outcomes = {one.rule.name: one for one in run.run_suite(warehouse, suite_of(tree))}
    assert [name for name, outcome in outcomes.items() if not outcome.is_success] == ["has_rows"]
    assert outcomes["has_rows"].observed == "0"


def test_results_of_an_earlier_run_are_replaced(warehouse: Warehouse, tree: Path) -> None:
    suite = suite_of(tree)
    first = list(outcomes_of(warehouse, tree, GOOD, NEGATIVE, MORE_THAN_LAUNCHED).values())
    run.record(warehouse, suite, first, "run-1")
    kept = warehouse.rows("select check_name, severity, row_json from quality.failing_rows")
    assert [(name, severity) for name, severity, _ in kept] == [
        ("launched_not_negative", "critical"),
        ("intercepted_at_most_launched", "warning"),
    ]
    assert json.loads(kept[0][2])["night_of"] == "2026-02-06"

    warehouse.rows("delete from marts.strikes_sample where launched < 0")
    run.record(warehouse, suite, run.run_suite(warehouse, suite), "run-2")
    assert warehouse.rows("select check_name, run_id from quality.failing_rows") == [
        ("intercepted_at_most_launched", "run-2")
    ]
    assert warehouse.rows(
        "select check_name, is_success, rows_checked, rows_failing, observed, run_id "
        "from quality.check_results where severity = 'warning'"
    ) == [
        ("intercepted_at_most_launched", False, 3, 1, None, "run-2"),
        ("has_rows", True, None, None, "3", "run-2"),
    ]


def test_a_rule_that_cannot_run_is_an_error_of_ours(warehouse: Warehouse, tree: Path) -> None:
    replace(tree, "where intercepted > launched", "where no_such_column > launched")
    with pytest.raises(CheckError) as error:
        run.run_suite(warehouse, suite_of(tree))
    assert "marts.strikes_sample: check intercepted_at_most_launched of" in str(error.value)
    assert "no_such_column" in str(error.value)


def test_arguments_that_an_expectation_does_not_take_are_an_error_of_ours(
    warehouse: Warehouse, tree: Path
) -> None:
    replace(tree, "{min_value: 1}", "{least: 1}")
    with pytest.raises(CheckError, match=r"strikes_sample\.yml does not run"):
        run.run_suite(warehouse, suite_of(tree))


def test_a_table_that_was_not_built_is_an_error_of_ours(warehouse: Warehouse, tree: Path) -> None:
    warehouse.rows("drop table marts.strikes_sample")
    with pytest.raises(CheckError, match=r"strikes_sample\.yml could not run"):
        run.run_suite(warehouse, suite_of(tree))


def test_no_cursor_is_left_that_would_keep_the_file_locked(tmp_path: Path, tree: Path) -> None:
    with Warehouse.open(tmp_path / "build.duckdb") as opened:
        opened.rows(TABLE)
        run.run_suite(opened, suite_of(tree))
    with duckdb.connect(str(tmp_path / "build.duckdb"), config={"threads": 1}) as other:
        assert other.execute("select current_setting('threads')").fetchone() == (1,)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "column: launched,",
            "column: lanched,",
            "launched_not_negative: marts.strikes_sample has no column 'lanched'",
        ),
        (
            "expectations:",
            "key: [night]\nexpectations:",
            "key: marts.strikes_sample has no column 'night'",
        ),
    ],
)
def test_a_suite_that_names_no_column_of_its_table_does_not_run(
    warehouse: Warehouse, tree: Path, old: str, new: str, message: str
) -> None:
    path = replace(tree, old, new)
    with pytest.raises(SuiteError) as error:
        run.run_suite(warehouse, suite_of(tree))
    assert str(error.value).startswith(f"{path}: {message}")


def exchanges() -> Suite:
    return next(one for one in all_suites() if one.table == "events.exchanges")


def test_rules_that_held_on_these_rows_are_not_run_again(golden_build):
    kept = {outcome.rule.name: outcome for outcome in run.kept_outcomes(golden_build, exchanges())}
    ran = {outcome.rule.name: outcome for outcome in run.run_suite(golden_build, exchanges())}
    assert kept == {name: ran[name] for name in kept}
    assert {name for name in ran.keys() - kept.keys() if not ran[name].rows_failing} == set()
    assert kept


def test_rules_run_again_on_other_rows_and_after_they_failed(golden_build):
    golden_build.rows("update events.exchanges set to_ukraine_best = -1")
    assert run.kept_outcomes(golden_build, exchanges()) == []
    contents.record(golden_build, "events.exchanges", ["events.exchanges_ranges"])
    ran = run.run_suite(golden_build, exchanges())
    run.record(golden_build, exchanges(), ran, "a run")
    failed = {outcome.rule.name for outcome in ran if not outcome.is_success}
    kept = {outcome.rule.name for outcome in run.kept_outcomes(golden_build, exchanges())}
    assert failed
    assert kept
    assert kept.isdisjoint(failed)
