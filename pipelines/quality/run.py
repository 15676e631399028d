"""Runs a suite inside DuckDB, and stores the results in tables.

All SQL runs on the connection of the run, also that of Great Expectations; no table is loaded
into Python. Building tables and stopping a run do not belong here, nor does counting (counting.py).
"""

import json
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

import polars as pl

from pipelines.quality.counting import Counted, counted, row_count_holds
from pipelines.quality.failing import MAX_ROWS, failing_query, first_rows
from pipelines.quality.rule import SQL_RULE, Rule
from pipelines.quality.suite import Suite
from pipelines.warehouse.build import Warehouse
from pipelines.warehouse.connecting import let_pandas_in
from pipelines.warehouse.contents import (
    ABOUT_RUNS,
    contents_in_run,
    contents_when_built,
    origin,
)
from pipelines.warehouse.fill import fill

if TYPE_CHECKING:
    from great_expectations.core import ExpectationValidationResult
    from great_expectations.expectations.expectation_configuration import ExpectationConfiguration


COUNTED_ROWS = "counted_rows_expectation"
"""Type under which an `unexpected_rows_expectation` runs: `CountedRowsExpectation`."""

HELD = """
select check_name, content, rows_checked, rows_failing, observed
from quality.check_results
where checked_table = ? and is_success and coalesce(rows_failing, 0) = 0
"""
"""Recorded results of a table without any failing row."""


class CheckError(RuntimeError):
    """A check that could not run: an error in the project, never in the data."""


@dataclass(frozen=True)
class Outcome:
    """Result of a check. Counts are null if it examines a single value; then `observed` is set.

    `rows`: up to `MAX_ROWS` failing rows. `query`: SQL that shows all of them.
    """

    rule: Rule
    is_success: bool
    rows_checked: int | None
    rows_failing: int | None
    observed: str | None
    rows: tuple[dict[str, Any], ...]
    query: str | None


def run_suite(warehouse: Warehouse, suite: Suite) -> list[Outcome]:
    """Check one table inside DuckDB, in the order of the suite.

    Raises `CheckError`, and `SuiteError` if the table lacks a column that a rule names.

    One query counts what most rules need (counting.py). Great Expectations validates the others and
    the rules on columns that fail, of which it finds the rows.
    """
    suite.require_columns()
    counts = counted(warehouse, suite)
    found = [_counted_outcome(warehouse, suite, rule, counts) for rule in suite.rules if counts]
    outcomes = {outcome.rule.name: outcome for outcome in found if outcome}
    outcomes |= _validated(warehouse, suite.without(outcomes))
    return [outcomes[rule.name] for rule in suite.rules]


def _counted_outcome(
    warehouse: Warehouse, suite: Suite, rule: Rule, counts: Counted
) -> Outcome | None:
    """The outcome of a rule that counts suffice for, else null."""
    is_right = row_count_holds(rule, counts.rows)
    if is_right is not None:
        return Outcome(rule, is_right, None, None, str(counts.rows), (), None)
    failing = counts.failing.get(rule.name)
    if failing == 0:
        return Outcome(rule, True, counts.rows, 0, None, (), None)
    if failing is None or rule.type != SQL_RULE:
        return None
    query = failing_query(warehouse, suite, rule, None)
    rows = first_rows(warehouse, query) if query else ()
    is_held = rule.is_held(is_success=False, failing=failing)
    return Outcome(rule, is_held, counts.rows, failing, None, rows, query)


def _validated(warehouse: Warehouse, suite: Suite) -> dict[str, Outcome]:
    """Outcomes of Great Expectations by the names of rules."""
    if not suite.rules:
        return {}
    with _asked(warehouse, suite) as ask:
        answers = ask(
            suite.rules,
            {
                "result_format": "SUMMARY",
                "partial_unexpected_count": MAX_ROWS,
                "unexpected_index_column_names": list(suite.key),
                "return_unexpected_index_query": True,
            },
        )
    table_rows = warehouse.count(suite.table)
    return {
        rule.name: _outcome(warehouse, suite, rule, answers[rule.name], table_rows)
        for rule in suite.rules
    }


@contextmanager
def _asked(warehouse: Warehouse, suite: Suite) -> Iterator[Callable]:
    """A function that runs rules on the suite's table and returns results by the rules' names."""
    gx, context = quiet_great_expectations()
    from pydantic.v1 import ValidationError

    from pipelines.quality.validator import validator

    with ExitStack() as cursors:
        try:
            validates = validator(warehouse, suite, context, cursors)

            def ask(
                rules: tuple[Rule, ...], result_format: dict[str, Any]
            ) -> "dict[str, ExpectationValidationResult]":
                if not rules:
                    return {}
                results = validates.graph_validate(
                    [_expectation(rule) for rule in rules], {"result_format": result_format}
                )
                answers = {
                    (one.expectation_config.meta or {})["name"]: one
                    for one in results
                    if one.expectation_config
                }
                for rule in rules:
                    _require_no_exception(suite, rule, answers[rule.name])
                return answers

            yield ask
        except (gx.exceptions.GreatExpectationsError, ValidationError) as error:
            raise CheckError(f"{suite.table}: {suite.path} does not run: {error}") from error


@cache
def quiet_great_expectations() -> tuple[Any, Any]:
    """The library and a context without analytics and progress bars.

    Imported only at the first check: the import takes seconds.
    """
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    let_pandas_in()
    import great_expectations as gx
    from great_expectations.data_context.types.base import ProgressBarsConfig

    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    return gx, context


def _expectation(rule: Rule) -> "ExpectationConfiguration":
    from great_expectations.expectations.expectation_configuration import ExpectationConfiguration
    from great_expectations.expectations.metadata_types import FailureSeverity

    return ExpectationConfiguration(
        type=COUNTED_ROWS if rule.type == SQL_RULE else rule.type,
        kwargs=dict(rule.kwargs),
        severity=FailureSeverity(rule.severity),
        meta={"name": rule.name},
        description=f"{rule.name}: {rule.reason}",
    )


def _outcome(
    warehouse: Warehouse,
    suite: Suite,
    rule: Rule,
    answer: "ExpectationValidationResult",
    table_rows: int,
) -> Outcome:
    found = answer.result
    if rule.type != SQL_RULE and "unexpected_count" not in found:
        return Outcome(
            rule, bool(answer.success), None, None, str(found["observed_value"]), (), None
        )
    failing = found["observed_value" if rule.type == SQL_RULE else "unexpected_count"]
    if answer.success and not failing:  # null if the table is empty
        return Outcome(rule, True, table_rows, 0, None, (), None)
    query = failing_query(warehouse, suite, rule, found.get("unexpected_index_query"))
    rows = first_rows(warehouse, query) if query else ()
    is_held = rule.is_held(is_success=bool(answer.success), failing=failing)
    return Outcome(rule, is_held, table_rows, failing, None, rows, query)


def _require_no_exception(suite: Suite, rule: Rule, answer: "ExpectationValidationResult") -> None:
    """Raise the exception that Great Expectations reports inside a result, flat or per metric."""
    info = answer.exception_info or {}
    raised = [info] if "raised_exception" in info else list(info.values())
    messages = [str(one["exception_message"]) for one in raised if one["raised_exception"]]
    if messages:
        raise CheckError(
            f"{suite.table}: check {rule.name} of {suite.path} could not run: {messages[0]}"
        )


def kept_outcomes(warehouse: Warehouse, suite: Suite) -> list[Outcome]:
    """Recorded outcomes of the rules that held without any failing row on exactly these rows.

    A rule has to run again if it is not among them: its result is missing or failed, counts known
    exceptions, or follows from other rows or another version of the project.
    """
    tables = {suite.table}.union(*(rule.qualified_names for rule in suite.rules))
    named = contents_when_built(warehouse).keys() & tables - ABOUT_RUNS
    contents = contents_in_run(warehouse, named)
    held = {name: found for name, *found in warehouse.rows(HELD, suite.table)}
    kept = []
    for rule in suite.rules:
        reads = {suite.table, *rule.qualified_names}
        content, checked, failing, observed = held.get(rule.name, [None] * 4)
        if content == mark(suite, rule, contents) and ABOUT_RUNS.isdisjoint(reads):
            kept.append(Outcome(rule, True, checked, failing, observed, (), None))
    return kept


def record(warehouse: Warehouse, suite: Suite, outcomes: list[Outcome], run_id: str) -> None:
    """Replace what quality.check_results and quality.failing_rows say of the rules that ran.

    Results of rules that the suite no longer has are removed too.
    """
    contents = contents_when_built(warehouse)
    marks = {rule.name: mark(suite, rule, contents) for rule in suite.rules}
    store_results(warehouse, suite.table, outcomes, marks, run_id)


def store_results(
    warehouse: Warehouse,
    table: str,
    outcomes: list[Outcome],
    marks: Mapping[str, str],
    run_id: str,
) -> None:
    """Replace the recorded results of a table's rules. `marks`: every rule it has, by name."""
    results = pl.DataFrame([_result_row(table, one, marks, run_id) for one in outcomes])
    failing = [row for outcome in outcomes for row in _failing_rows(table, outcome, run_id)]
    ran = [outcome.rule.name for outcome in outcomes]
    known = list(marks)
    with warehouse.transaction() as cursor:
        for name, frame in (("check_results", results), ("failing_rows", pl.DataFrame(failing))):
            cursor.execute(
                f"delete from quality.{name} where checked_table = ? "
                "and (list_contains(?, check_name) or not list_contains(?, check_name))",
                [table, ran, known],
            )
            fill(cursor, f"quality.{name}", frame)


def mark(suite: Suite, rule: Rule, contents: Mapping[str, str]) -> str:
    """Hash of all that the result of a rule follows from. `contents`: hashes of tables' rows."""
    read = rule.qualified_names & contents.keys()
    return origin({suite.table, *read}, contents)


def _result_row(
    table: str, outcome: Outcome, marks: Mapping[str, str], run_id: str
) -> dict[str, Any]:
    return {
        "checked_table": table,
        "check_name": outcome.rule.name,
        "severity": outcome.rule.severity,
        "reason": outcome.rule.explanation,
        "is_success": outcome.is_success,
        "rows_checked": outcome.rows_checked,
        "rows_failing": outcome.rows_failing,
        "observed": outcome.observed,
        "content": marks[outcome.rule.name],
        "run_id": run_id,
        "checked_at": datetime.now(UTC),
    }


def _failing_rows(table: str, outcome: Outcome, run_id: str) -> Iterator[dict[str, str]]:
    for row in outcome.rows:
        yield {
            "checked_table": table,
            "check_name": outcome.rule.name,
            "severity": outcome.rule.severity,
            "row_json": json.dumps(row, ensure_ascii=False, default=str),
            "run_id": run_id,
        }
