"""Suites are read strictly; a failing rule names its rows; an error in a check is no data failure."""

import json
from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pytest
from pipelines import checks, sqlfile
from pipelines.checks import CheckError, SuiteError
from pipelines.settings import EXPECTATIONS
from pipelines.warehouse import Warehouse

TABLE = """\
-- Strikes of one night.
-- grain: night_of x weapon_class
-- not for: anything but tests.
create table marts.strikes_sample (
    night_of date not null, -- Night.
    weapon_class varchar not null, -- Class.
    launched integer, -- Launched.
    intercepted integer -- Intercepted.
);
"""

SUITE = """\
expectations:
  - name: one_row_per_night
    type: expect_compound_columns_to_be_unique
    kwargs: {column_list: [night_of, weapon_class]}
    severity: critical
    reason: Two rows would count a night twice.
  - name: launched_not_negative
    type: expect_column_values_to_be_between
    kwargs: {column: launched, min_value: 0}
    severity: critical
    reason: A count below zero was misread.
  - name: intercepted_at_most_launched
    type: unexpected_rows_expectation
    kwargs:
      unexpected_rows_query: select night_of, launched, intercepted from {batch} where intercepted > launched
    severity: warning
    reason: It happened once, on 2024-12-27.
  - name: has_rows
    type: expect_table_row_count_to_be_between
    kwargs: {min_value: 1}
    severity: warning
    reason: An empty table says that nothing was read.
"""

GOOD = "('2026-02-05', 'drone', 183, 156), ('2026-02-05', 'ballistic_missile', 2, 0)"
MORE_THAN_LAUNCHED = "('2024-12-27', 'drone', 24, 25)"
NEGATIVE = "('2026-02-06', 'drone', -3, null)"


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A house of one table and its suite."""
    (tmp_path / "sql" / "strikes").mkdir(parents=True)
    (tmp_path / "expectations").mkdir()
    (tmp_path / "sql" / "strikes" / "sample.sql").write_text(TABLE)
    (tmp_path / "expectations" / "marts.strikes_sample.yml").write_text(SUITE)
    return tmp_path


@pytest.fixture
def warehouse(tmp_path: Path) -> Iterator[Warehouse]:
    with Warehouse.open(tmp_path / "data" / "build.duckdb") as opened:
        opened.rows(TABLE)
        yield opened


def suite_of(tree: Path) -> checks.Suite:
    (suite,) = checks.all_suites(tree)
    return suite


def outcomes_of(warehouse: Warehouse, tree: Path, *values: str) -> dict[str, checks.Outcome]:
    warehouse.rows("insert into marts.strikes_sample values " + ", ".join(values))
    return {outcome.rule.name: outcome for outcome in checks.run_suite(warehouse, suite_of(tree))}


def test_good_rows_hold_every_rule(warehouse: Warehouse, tree: Path) -> None:
    outcomes = outcomes_of(warehouse, tree, GOOD)
    assert list(outcomes) == [rule.name for rule in suite_of(tree).rules]
    assert all(outcome.is_success for outcome in outcomes.values())
    assert outcomes["launched_not_negative"].rows_checked == 2
    assert outcomes["launched_not_negative"].rows_failing == 0
    assert outcomes["has_rows"].observed == "2"
    assert outcomes["has_rows"].rows_checked is None
