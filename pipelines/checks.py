"""One suite of expectations/ becomes the asset checks of one table.

A suite is expectations/<schema>.<table>.yml, named after the table it guards:

    key: [claim_id, revision]  # names a failing row; needed where the table's grain is in words
    expectations:
      - name: figures_not_negative  # the check's name, unique in its file
        type: expect_column_values_to_be_between  # a core expectation of Great Expectations
        kwargs: {column: launched, min_value: 0}
        severity: critical  # critical stops publication, warning does not
        reason: Why the rule exists, in a sentence.

A rule over several columns or tables is an `unexpected_rows_expectation`: a query that reads
from {batch} and returns the rows that break it, with their key. Great Expectations turns a suite
into SQL that runs in DuckDB on the run's own connection; no table is pulled into Python. Making
tables and deciding what a failed check stops do not belong here.
"""

import json
import logging
import os
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import dagster as dg
import polars as pl
import yaml

from pipelines import sqlfile
from pipelines.settings import ROOT
from pipelines.sqlfile import SqlFile
from pipelines.warehouse import Warehouse

if TYPE_CHECKING:
    from great_expectations.core import ExpectationValidationResult

MAX_ROWS = 20
"""Failing rows kept of a check; the query kept beside them shows all."""

SEVERITIES = ("critical", "warning")
SUITE_KEYS = {"key", "expectations"}
RULE_KEYS = ("name", "type", "kwargs", "severity", "reason")
COLUMN_KWARGS = ("column", "column_A", "column_B", "column_list")

SQL_RULE = "unexpected_rows_expectation"
UNIQUE_RULES = ("expect_column_values_to_be_unique", "expect_compound_columns_to_be_unique")

NAME = re.compile(r"[a-z][a-z0-9_]*")


class SuiteError(ValueError):
    """A suite that breaks a rule of the house; the message names file and entry."""


class CheckError(RuntimeError):
    """A check that could not be carried out: an error of ours, never of the data."""


@dataclass(frozen=True)
class Rule:
    """One expectation, and so one check."""

    name: str
    type: str
    kwargs: Mapping[str, Any]
    severity: str
    reason: str


@dataclass(frozen=True)
class Suite:
    """The rules of one table. `key`: columns that tell its rows apart."""

    path: Path
    schema: str
    name: str
    key: tuple[str, ...]
    rules: tuple[Rule, ...]

    @property
    def table(self) -> str:
        return f"{self.schema}.{self.name}"


@dataclass(frozen=True)
class Outcome:
    """What a check found. Counts are null where it looks at one value; then `observed` is set.

    `rows`: up to `MAX_ROWS` failing rows. `query`: SQL that shows all of them.
    """

    rule: Rule
    is_success: bool
    rows_checked: int | None
    rows_failing: int | None
    observed: str | None
    rows: tuple[dict[str, Any], ...]
    query: str | None


# Suites


def all_suites(root: Path = ROOT) -> list[Suite]:
    """Every suite under expectations/, in path order; raises `SuiteError`."""
    tables = {file.table: file for file in sqlfile.all_files(root / "sql")}
    return [load(path, tables) for path in sorted((root / "expectations").glob("*.yml"))]


def load(path: Path, tables: Mapping[str, SqlFile]) -> Suite:
    """Read one suite for one of the documented tables; raises `SuiteError`."""
    file = tables.get(path.stem)
    if file is None:
        raise SuiteError(f"{path}: no file under sql/ builds {path.stem}")
    content = yaml.load(path.read_text(), Loader=yaml.CSafeLoader)
    if not isinstance(content, dict) or not content.get("expectations"):
        raise SuiteError(f"{path}: `expectations` is missing")
    for unknown in content.keys() - SUITE_KEYS:
        raise SuiteError(f"{path}: unknown key {unknown!r}; known are {sorted(SUITE_KEYS)}")
    rules = tuple(
        _rule(path, number, entry, file)
        for number, entry in enumerate(content["expectations"], start=1)
    )
    names = [rule.name for rule in rules]
    for name in names:
        if names.count(name) > 1:
            raise SuiteError(f"{path}: the name {name} stands {names.count(name)} times")
    return Suite(path, file.schema, file.name, _key(path, content, file), rules)


def _rule(path: Path, number: int, entry: object, file: SqlFile) -> Rule:
    if not isinstance(entry, dict):
        raise SuiteError(f"{path}: entry {number}: not a mapping of {', '.join(RULE_KEYS)}")
    place = f"{path}: {entry.get('name', f'entry {number}')}"
    for unknown in entry.keys() - set(RULE_KEYS):
        raise SuiteError(f"{place}: unknown key {unknown!r}; known are {', '.join(RULE_KEYS)}")
    for key in RULE_KEYS:
        if not entry.get(key):
            raise SuiteError(f"{place}: `{key}` is missing")
    rule = Rule(**entry)
    if not NAME.fullmatch(rule.name):
        raise SuiteError(f"{place}: a name is snake_case")
    if "_regex" in rule.type:
        raise SuiteError(f"{place}: not for DuckDB; use {SQL_RULE} with `regexp_matches`")
    if rule.severity not in SEVERITIES:
        raise SuiteError(f"{place}: severity {rule.severity!r} is neither critical nor warning")
    if rule.type not in _known_types():
        raise SuiteError(f"{place}: Great Expectations has no {rule.type!r}")
    if rule.type == SQL_RULE and "{batch}" not in rule.kwargs.get("unexpected_rows_query", ""):
        raise SuiteError(f"{place}: `unexpected_rows_query` must read from {{batch}}")
    _require_columns(place, _columns(rule), file)
    return rule


def _key(path: Path, content: dict[str, Any], file: SqlFile) -> tuple[str, ...]:
    if "key" in content:
        _require_columns(f"{path}: key", content["key"], file)
        return tuple(content["key"])
    columns = tuple(file.grain.split(" x "))
    if not set(columns) <= file.columns.keys():
        raise SuiteError(f"{path}: `key` is missing, and the grain of {file.path} is in words")
    return columns


def _require_columns(place: str, columns: list[str], file: SqlFile) -> None:
    for column in columns:
        if column not in file.columns:
            raise SuiteError(f"{place}: {file.table} has no column {column!r}; see {file.path}")


def _columns(rule: Rule) -> list[str]:
    """Columns a rule names outside of SQL."""
    named = [rule.kwargs[key] for key in COLUMN_KWARGS if key in rule.kwargs]
    return [name for names in named for name in ([names] if isinstance(names, str) else names)]


@cache
def _known_types() -> frozenset[str]:
    """Names of the core expectations, read off their files: importing them takes seconds."""
    spec = find_spec("great_expectations")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("great_expectations is not installed")
    folder = Path(spec.origin).parent / "expectations" / "core"
    return frozenset(path.stem for path in folder.glob("*.py"))


# Running a suite


def run_suite(warehouse: Warehouse, suite: Suite) -> list[Outcome]:
    """Check one table inside DuckDB, in the order of the suite; raises `CheckError`.

    Every rule is first asked whether it holds, which costs half as much as asking what breaks it;
    only what does not hold, or looks at one value, is asked again.
    """
    with _asked(warehouse, suite) as ask:
        answers = ask(suite.rules, {"result_format": "BOOLEAN_ONLY"})
        open_rules = tuple(
            rule
            for rule in suite.rules
            if not (answers[rule.name].success and _counts_every_row(rule))
        )
        answers |= ask(
            open_rules,
            {
                "result_format": "SUMMARY",
                "partial_unexpected_count": MAX_ROWS,
                "unexpected_index_column_names": list(suite.key),
                "return_unexpected_index_query": True,
            },
        )
    table_rows = warehouse.count(suite.table)
    return [
        _outcome(warehouse, suite, rule, answers[rule.name], table_rows) for rule in suite.rules
    ]


@contextmanager
def _asked(warehouse: Warehouse, suite: Suite) -> Iterator[Callable]:
    """A function that puts rules to the suite's table and returns answers by the rules' names."""
    gx, context = quiet_great_expectations()
    from duckdb_sqlalchemy import ConnectionWrapper
    from pydantic.v1 import ValidationError

    with ExitStack() as cursors:
        # Without the last three, results are read after a rollback and every check fails.
        connecting = {
            "creator": lambda: ConnectionWrapper(
                cursors.enter_context(warehouse.connection.cursor())
            ),
            "isolation_level": "AUTOCOMMIT",
            "skip_autocommit_rollback": True,
            "pool_reset_on_return": None,
        }
        try:
            source = context.data_sources.add_sql(
                "build", connection_string=f"duckdb:///{warehouse.path}", kwargs=connecting
            )
            asset = source.add_table_asset(
                suite.table, table_name=suite.name, schema_name=suite.schema
            )
            batch = asset.add_batch_definition_whole_table("all").get_batch()

            def ask(
                rules: tuple[Rule, ...], result_format: dict[str, Any]
            ) -> "dict[str, ExpectationValidationResult]":
                if not rules:
                    return {}
                expectations = [_expectation(rule) for rule in rules]
                answer = batch.validate(
                    gx.ExpectationSuite(name=suite.table, expectations=expectations),
                    result_format=result_format,
                )
                answers = {one.expectation_config.meta["name"]: one for one in answer.results}
                for rule in rules:
                    _require_no_exception(suite, rule, answers[rule.name])
                return answers

            yield ask
        except (gx.exceptions.GreatExpectationsError, ConnectionError, ValidationError) as error:
            raise CheckError(f"{suite.table}: {suite.path} does not run: {error}") from error


def quiet_great_expectations() -> tuple[Any, Any]:
    """The library and a context of it that reports nothing anywhere and shows no progress bar.

    Imported at the first check and not before: it takes seconds.
    """
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    import great_expectations as gx
    from great_expectations.data_context.types.base import ProgressBarsConfig

    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    return gx, context


def _expectation(rule: Rule) -> dict[str, Any]:
    return {
        "type": rule.type,
        "kwargs": dict(rule.kwargs),
        "severity": rule.severity,
        "meta": {"name": rule.name},
        "description": f"{rule.name}: {rule.reason}",
    }


def _counts_every_row(rule: Rule) -> bool:
    """Whether a rule that holds says that no row fails: not if it looks at one value of a table."""
    from great_expectations.expectations import expectation
    from great_expectations.expectations.registry import get_expectation_impl

    by_row = (
        expectation.ColumnMapExpectation,
        expectation.ColumnPairMapExpectation,
        expectation.MulticolumnMapExpectation,
    )
    return rule.type == SQL_RULE or (
        issubclass(get_expectation_impl(rule.type), by_row) and "mostly" not in rule.kwargs
    )


def _outcome(
    warehouse: Warehouse,
    suite: Suite,
    rule: Rule,
    answer: "ExpectationValidationResult",
    table_rows: int,
) -> Outcome:
    found = answer.result
    if not found:
        return Outcome(rule, True, table_rows, 0, None, (), None)
    if rule.type != SQL_RULE and "unexpected_count" not in found:
        return Outcome(
            rule, bool(answer.success), None, None, str(found["observed_value"]), (), None
        )
    failing = found["observed_value" if rule.type == SQL_RULE else "unexpected_count"]
    query = _query(suite, rule, found.get("unexpected_index_query"))
    rows = _first_rows(warehouse, query) if query and failing else ()
    return Outcome(rule, bool(answer.success), table_rows, failing, None, rows, query)


def _require_no_exception(suite: Suite, rule: Rule, answer: "ExpectationValidationResult") -> None:
    """Great Expectations tells what it raised within, either flat or metric by metric."""
    info = answer.exception_info or {}
    raised = [info] if "raised_exception" in info else list(info.values())
    messages = [str(one["exception_message"]) for one in raised if one["raised_exception"]]
    if messages:
        raise CheckError(
            f"{suite.table}: check {rule.name} of {suite.path} could not run: {messages[0]}"
        )


def _query(suite: Suite, rule: Rule, index_query: str | None) -> str | None:
    """SQL of the rows that break a rule; null for the few types that cannot say."""
    if rule.type == SQL_RULE:
        return rule.kwargs["unexpected_rows_query"].format(batch=suite.table).strip()
    if rule.type in UNIQUE_RULES:
        columns = ", ".join(f'"{column}"' for column in _columns(rule))
        return (
            f"select {columns}, count(*) as repeats\nfrom {suite.table}\n"
            "group by all\nhaving count(*) > 1"
        )
    return index_query.removesuffix(";") if index_query else None


def _first_rows(warehouse: Warehouse, query: str) -> tuple[dict[str, Any], ...]:
    with warehouse.connection.cursor() as cursor:
        cursor.execute(query)
        names = [column[0] for column in cursor.description or ()]
        return tuple(dict(zip(names, row, strict=True)) for row in cursor.fetchmany(MAX_ROWS))


# Keeping what was found


def record(warehouse: Warehouse, suite: Suite, outcomes: list[Outcome], run_id: str) -> None:
    """Replace what quality.check_results and quality.failing_rows say of the suite's table."""
    results = pl.DataFrame([_result_row(suite, outcome, run_id) for outcome in outcomes])
    failing = [row for outcome in outcomes for row in _failing_rows(suite, outcome, run_id)]
    with warehouse.transaction() as cursor:
        for table, frame in (("check_results", results), ("failing_rows", pl.DataFrame(failing))):
            cursor.execute(f"delete from quality.{table} where checked_table = ?", [suite.table])
            if frame.is_empty():
                continue
            cursor.register("incoming", frame)
            cursor.execute(f"insert into quality.{table} by name from incoming")
            cursor.unregister("incoming")


def _result_row(suite: Suite, outcome: Outcome, run_id: str) -> dict[str, Any]:
    return {
        "checked_table": suite.table,
        "check_name": outcome.rule.name,
        "severity": outcome.rule.severity,
        "reason": outcome.rule.reason,
        "is_success": outcome.is_success,
        "rows_checked": outcome.rows_checked,
        "rows_failing": outcome.rows_failing,
        "observed": outcome.observed,
        "run_id": run_id,
        "checked_at": datetime.now(UTC),
    }


def _failing_rows(suite: Suite, outcome: Outcome, run_id: str) -> Iterator[dict[str, str]]:
    for row in outcome.rows:
        yield {
            "checked_table": suite.table,
            "check_name": outcome.rule.name,
            "severity": outcome.rule.severity,
            "row_json": json.dumps(row, ensure_ascii=False, default=str),
            "run_id": run_id,
        }


# Dagster


def check_assets(suite: Suite) -> dg.AssetChecksDefinition:
    """The suite as one step of Dagster with one check per rule; critical ones block."""
    # A refresh that finds nothing new skips all checks; Dagster would warn of each of them.
    logging.getLogger("dagster._core.execution.plan.active").setLevel(logging.ERROR)

    @dg.multi_asset_check(
        name=f"{suite.schema}_{suite.name}_checks",
        description=f"Rules of {suite.path.name}, run inside DuckDB.",
        specs=[
            dg.AssetCheckSpec(
                rule.name,
                asset=[suite.schema, suite.name],
                description=rule.reason,
                blocking=rule.severity == "critical",
            )
            for rule in suite.rules
        ],
        pool="warehouse",
    )
    def checks(
        context: dg.AssetCheckExecutionContext, warehouse: dg.ResourceParam[Warehouse]
    ) -> Iterator[dg.AssetCheckResult]:
        outcomes = run_suite(warehouse, suite)
        record(warehouse, suite, outcomes, context.run.run_id)
        for outcome in outcomes:
            yield _check_result(warehouse, suite, outcome)

    return checks


def _check_result(warehouse: Warehouse, suite: Suite, outcome: Outcome) -> dg.AssetCheckResult:
    is_critical = outcome.rule.severity == "critical"
    return dg.AssetCheckResult(
        asset_key=[suite.schema, suite.name],
        check_name=outcome.rule.name,
        passed=outcome.is_success,
        severity=dg.AssetCheckSeverity.ERROR if is_critical else dg.AssetCheckSeverity.WARN,
        description=_in_words(outcome),
        metadata=dict(_metadata(warehouse, outcome)),
    )


def _in_words(outcome: Outcome) -> str:
    if outcome.rows_failing is None:
        return f"Observed: {outcome.observed}."
    if outcome.rows_failing == 0:
        return f"Holds over {outcome.rows_checked:,} rows."
    return f"{outcome.rows_failing:,} failing over {outcome.rows_checked:,} rows."


def _metadata(warehouse: Warehouse, outcome: Outcome) -> Iterator[tuple[str, dg.MetadataValue]]:
    if outcome.rows_failing is not None and outcome.rows_checked is not None:
        yield "rows_checked", dg.MetadataValue.int(outcome.rows_checked)
        yield "rows_failing", dg.MetadataValue.int(outcome.rows_failing)
    if outcome.rows:
        yield "failing_rows", dg.MetadataValue.md(_markdown(outcome.rows))
        query = f"-- duckdb -readonly {warehouse.path}\n{outcome.query};"
        yield "all_failing_rows", dg.MetadataValue.md(f"```sql\n{query}\n```")


def _markdown(rows: tuple[dict[str, Any], ...]) -> str:
    lines = ["| " + " | ".join(rows[0]) + " |", "|" + " --- |" * len(rows[0])]
    lines += ["| " + " | ".join(_cell(value) for value in row.values()) + " |" for row in rows]
    return "\n".join(lines)


def _cell(value: object) -> str:
    return "null" if value is None else str(value).replace("|", "\\|").replace("\n", " ")
