"""Turns one suite of expectations/ into the asset checks of one table.

The format of suites does not belong here (quality/suite.py), nor does running them
(quality/run.py).
"""

import logging
import shlex
from collections.abc import Collection, Iterator, Sequence
from typing import Any

import dagster as dg

from pipelines.components.model import asset_key
from pipelines.quality.rule import Rule
from pipelines.quality.run import Outcome, kept_outcomes, record, run_suite
from pipelines.quality.suite import Suite
from pipelines.warehouse.build import Warehouse

REMEDIES = {
    "critical": "Nothing is published while this fails. Correct the document, withdraw it with "
    "`ledger withdraw`, or declare a correction in the source's defs.yaml; then run "
    "`ledger refresh` or the job `refresh`. data/quality.html has the rows of all failed checks.",
    "warning": "A warning stops nothing. Compare the rows with their documents; "
    "data/quality.html has the rows of all failed checks.",
}
"""What to do about a failed check, by its severity."""


def check_assets(suite: Suite, tables: Collection[str] = ()) -> dg.AssetChecksDefinition:
    """The suite as one Dagster step with one check per rule; critical checks block later steps.

    A run of some checks alone runs and records their rules and no others. Rules that held on
    exactly these rows are not run again. `tables`: every documented table. The step waits for
    those that its rules read.
    """
    # A refresh that finds nothing new skips all checks; Dagster would warn about each of them.
    logging.getLogger("dagster._core.execution.plan.active").setLevel(logging.ERROR)

    @dg.multi_asset_check(
        name=f"{suite.schema}_{suite.name}_checks",
        description=f"Rules of {suite.path.name}, run inside DuckDB.",
        specs=[
            dg.AssetCheckSpec(
                rule.name,
                asset=[suite.schema, suite.name],
                description=rule.explanation,
                blocking=rule.severity == "critical",
                additional_deps=_others_read(suite, rule, tables),
            )
            for rule in suite.rules
        ],
        pool="warehouse",
        can_subset=True,
    )
    def checks(
        context: dg.AssetCheckExecutionContext, warehouse: dg.ResourceParam[Warehouse]
    ) -> Iterator[dg.AssetCheckResult]:
        selected = suite.only({key.name for key in context.selected_asset_check_keys})
        asset = [suite.schema, suite.name]
        kept = kept_outcomes(warehouse, selected)
        for outcome in kept:
            yield check_result(warehouse, asset, outcome, "Not run again, nothing changed. ")
        changed = selected.without({outcome.rule.name for outcome in kept})
        if not changed.rules:
            return
        outcomes = run_suite(warehouse, changed)
        record(warehouse, suite, outcomes, context.run.run_id)
        for outcome in outcomes:
            yield check_result(warehouse, asset, outcome)

    return checks


def _others_read(suite: Suite, rule: Rule, tables: Collection[str]) -> list[dg.AssetKey]:
    """Assets of the other tables that a rule reads."""
    read = {asset_key(table) for table in rule.qualified_names & set(tables)}
    return sorted(read - {asset_key(suite.table)})


def check_result(
    warehouse: Warehouse, asset: Sequence[str], outcome: Outcome, remark: str = ""
) -> dg.AssetCheckResult:
    """What Dagster shows of an outcome: `remark`, its words, and the failing rows."""
    is_critical = outcome.rule.severity == "critical"
    return dg.AssetCheckResult(
        asset_key=asset,
        check_name=outcome.rule.name,
        passed=outcome.is_success,
        severity=dg.AssetCheckSeverity.ERROR if is_critical else dg.AssetCheckSeverity.WARN,
        description=remark + _in_words(outcome),
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
        first = "; ".join(f"{name}: {_cell(value)}" for name, value in outcome.rows[0].items())
        yield "first_failing_row", dg.MetadataValue.text(first)
        yield "failing_rows", dg.MetadataValue.md(_markdown(outcome.rows))
        query = f"-- duckdb -readonly {shlex.quote(str(warehouse.path))}\n{outcome.query};"
        yield "all_failing_rows", dg.MetadataValue.md(f"```sql\n{query}\n```")
    if not outcome.is_success:
        yield "what_to_do", dg.MetadataValue.text(REMEDIES[outcome.rule.severity])


def _markdown(rows: tuple[dict[str, Any], ...]) -> str:
    lines = ["| " + " | ".join(rows[0]) + " |", "|" + " --- |" * len(rows[0])]
    lines += ["| " + " | ".join(_cell(value) for value in row.values()) + " |" for row in rows]
    return "\n".join(lines)


def _cell(value: object) -> str:
    return "null" if value is None else str(value).replace("|", "\\|").replace("\n", " ")
