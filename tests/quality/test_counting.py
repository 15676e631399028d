"""One query counts what Great Expectations finds for the same rules on the same rows."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from pipelines.quality import run
from pipelines.quality.counting import counted
from pipelines.quality.suite import Suite, all_suites
from pipelines.warehouse.build import Warehouse
from tests.builds import empty_build
from tests.quality.sample import GOOD, MORE_THAN_LAUNCHED, NEGATIVE, TABLE, suite_of, written

RULES = {
    "expect_column_values_to_not_be_null": [{"column": "launched"}],
    "expect_column_values_to_be_unique": [{"column": "launched"}, {"column": "night_of"}],
    "expect_compound_columns_to_be_unique": [
        {"column_list": ["night_of", "weapon_class"]},
        {"column_list": ["launched", "intercepted"]},
    ],
    "expect_column_values_to_be_in_set": [
        {"column": "weapon_class", "value_set": ["drone", "o'brien"]},
        {"column": "launched", "value_set": [183, 2, 24]},
    ],
    "expect_column_values_to_be_between": [
        {"column": "launched", "min_value": 0},
        {"column": "launched", "min_value": 2, "max_value": 183},
        {"column": "night_of", "min_value": "2025-01-01"},
    ],
    "expect_column_value_lengths_to_be_between": [{"column": "weapon_class", "min_value": 6}],
    "expect_column_pair_values_a_to_be_greater_than_b": [
        {
            "column_A": "launched", "column_B": "intercepted", "or_equal": True,
            "ignore_row_if": "either_value_is_missing",
        },
    ],
    "unexpected_rows_expectation": [
        {"unexpected_rows_query": "select night_of from {batch} where launched < 0;"},
        {"unexpected_rows_query": "with t as (from {batch}) from t where true"},
    ],
    "expect_table_row_count_to_equal": [{"value": 2}],
    "expect_table_row_count_to_be_between": [{"min_value": 2}],
}  # fmt: skip
"""Arguments by expectation: some hold for some of the rows below, some for none or for all."""

ROWS = {
    "good rows": [GOOD],
    "no rows": [],
    "nulls": ["('2026-02-06', 'drone', null, null)", "('2026-02-07', 'drone', null, null)"],
    "one null": [GOOD, "('2026-02-06', 'drone', 183, null)"],
    "repeated rows": [GOOD, GOOD],
    "rows below zero": [GOOD, NEGATIVE, MORE_THAN_LAUNCHED],
}


@pytest.fixture(scope="module")
def suite(tmp_path_factory: pytest.TempPathFactory) -> Suite:
    folder = written(tmp_path_factory.mktemp("house"))
    entries = [
        {
            "name": f"{kind}_{number}", "type": kind, "kwargs": kwargs,
            "severity": "warning", "reason": "A reason.",
        }
        for kind, variants in RULES.items()
        for number, kwargs in enumerate(variants)
    ]  # fmt: skip
    path = folder / "expectations" / "marts.strikes_sample.yml"
    path.write_text(yaml.safe_dump({"expectations": entries}))
    return suite_of(folder)


@pytest.fixture
def warehouse(tmp_path: Path) -> Iterator[Warehouse]:
    with empty_build(tmp_path / "build.duckdb") as opened:
        opened.rows(TABLE)
        yield opened


@pytest.mark.parametrize("given", ROWS)
def test_counting_finds_what_great_expectations_finds(warehouse, suite, monkeypatch, given):
    for values in ROWS[given]:
        warehouse.rows(f"insert into marts.strikes_sample values {values}")
    ours = run.run_suite(warehouse, suite)
    monkeypatch.setattr(run, "counted", lambda *_: None)
    theirs = run.run_suite(warehouse, suite)
    assert ours == theirs
    assert {one.rule.type for one in ours} == set(RULES)


def test_rules_both_hold_and_fail_on_these_rows(warehouse, suite):
    warehouse.rows(f"insert into marts.strikes_sample values {GOOD}, {GOOD}, {NEGATIVE}")
    warehouse.rows(f"insert into marts.strikes_sample values {MORE_THAN_LAUNCHED}")
    assert {one.is_success for one in run.run_suite(warehouse, suite)} == {True, False}


def test_every_rule_of_the_project_is_counted_or_is_about_the_number_of_rows(golden):
    with Warehouse.open(golden.build) as opened:
        left = {
            (rule.type, rule.name)
            for suite in all_suites()
            for failing in [getattr(counted(opened, suite), "failing", {})]
            for rule in suite.rules
            if "row_count" not in rule.type and rule.name not in failing
        }
    assert left == set()


@pytest.mark.parametrize("more", [{"mostly": 0.5}, {"strict_min": True}, {"max_value": None}])
def test_a_rule_with_other_arguments_is_left_to_great_expectations(warehouse, suite, more):
    rule = next(one for one in suite.rules if one.name == "expect_column_values_to_be_between_0")
    other = replace(suite, rules=(replace(rule, kwargs={**rule.kwargs, **more}),))
    found = counted(warehouse, other)
    assert found is not None
    assert found.failing == {}


def test_a_query_that_does_not_run_counts_nothing(warehouse, suite):
    rule = suite.rules[-3]
    kwargs = {"unexpected_rows_query": "select no_such_column from {batch}"}
    assert counted(warehouse, replace(suite, rules=(replace(rule, kwargs=kwargs),))) is None
