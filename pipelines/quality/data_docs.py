"""Great Expectations' Data Docs: pages with the results of the last refresh.

The pages are made from quality.check_results and quality.failing_rows, so they agree with the
tables, even after a critical check has stopped a refresh. Running checks does not belong here.
"""

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.quality.rule import Rule
from pipelines.quality.run import CheckError, quiet_great_expectations
from pipelines.quality.suite import Suite
from pipelines.warehouse.build import Warehouse

if TYPE_CHECKING:
    from great_expectations.core import (
        ExpectationSuiteValidationResult,
        ExpectationValidationResult,
    )
    from great_expectations.core.run_identifier import RunIdentifier


def build_data_docs(warehouse: Warehouse, suites: list[Suite], folder: Path) -> Path:
    """Replace the pages under `folder` by those of the last results; returns their index.

    Raises `CheckError` where a page could not be made.
    """
    _, context = quiet_great_expectations()
    from great_expectations.data_context.types.resource_identifiers import (
        ExpectationSuiteIdentifier,
        ValidationResultIdentifier,
    )

    fresh = folder.with_name(f".{folder.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    context.delete_data_docs_site("local_site")
    context.add_data_docs_site("ledger", _site(fresh))
    written = 0
    for suite in suites:
        result = _suite_result(warehouse, suite)
        if result is not None:
            key = ValidationResultIdentifier(
                expectation_suite_identifier=ExpectationSuiteIdentifier(suite.table),
                run_id=result.meta["run_id"],
                batch_identifier=suite.table,
            )
            context.validation_results_store.set(key, result)
            written += 1
    context.build_data_docs()
    _require_pages(fresh, written)
    shutil.rmtree(folder, ignore_errors=True)
    fresh.rename(folder)
    return folder / "index.html"


def _site(folder: Path) -> dict[str, Any]:
    return {
        "class_name": "SiteBuilder",
        "show_how_to_buttons": False,
        "store_backend": {
            "class_name": "TupleFilesystemStoreBackend",
            "base_directory": str(folder),
        },
        "site_index_builder": {"class_name": "DefaultSiteIndexBuilder"},
    }


def _require_pages(folder: Path, expected: int) -> None:
    """Great Expectations logs a page that it cannot make, and goes on; here it is an error."""
    made = sum(1 for _ in (folder / "validations").rglob("*.html"))
    if made != expected:
        raise CheckError(f"{folder}: {made} pages of {expected} were made; the log says why")


def _suite_result(warehouse: Warehouse, suite: Suite) -> "ExpectationSuiteValidationResult | None":
    """What was recorded of a suite, in Great Expectations' own form; null when nothing was."""
    from great_expectations.core import ExpectationSuiteValidationResult

    failing: dict[str, list[str]] = {}
    for name, row in warehouse.rows(
        "select check_name, row_json from quality.failing_rows where checked_table = ?", suite.table
    ):
        failing.setdefault(name, []).append(row)
    recorded = {
        name: (is_success, _findings(checked, failed, observed, failing.get(name, [])))
        for name, is_success, checked, failed, observed in warehouse.rows(
            "select check_name, is_success, rows_checked, rows_failing, observed "
            "from quality.check_results where checked_table = ?",
            suite.table,
        )
    }
    results = [_result(rule, *recorded[rule.name]) for rule in suite.rules if rule.name in recorded]
    if not results:
        return None
    held = sum(bool(result.success) for result in results)
    return ExpectationSuiteValidationResult(
        success=held == len(results),
        results=results,
        suite_name=suite.table,
        statistics={
            "evaluated_expectations": len(results),
            "successful_expectations": held,
            "unsuccessful_expectations": len(results) - held,
            "success_percent": 100 * held / len(results),
        },
        meta={"run_id": _run(warehouse, suite), "batch_spec": {"data_asset_name": suite.table}},
        suite_parameters={},
    )


def _findings(
    rows_checked: int | None, rows_failing: int | None, observed: str | None, rows: list[str]
) -> dict[str, Any]:
    if rows_checked is None or rows_failing is None:
        return {"observed_value": observed}
    return {
        "element_count": rows_checked,
        "unexpected_count": rows_failing,
        "unexpected_percent": 100 * rows_failing / rows_checked if rows_checked else 0.0,
        "partial_unexpected_list": rows,
        "observed_value": f"{rows_failing:,} failing rows",
    }


def _result(
    rule: Rule, is_success: bool, findings: dict[str, Any]
) -> "ExpectationValidationResult":
    from great_expectations.core import ExpectationValidationResult
    from great_expectations.expectations.expectation_configuration import ExpectationConfiguration
    from great_expectations.expectations.metadata_types import FailureSeverity

    return ExpectationValidationResult(
        success=is_success,
        expectation_config=ExpectationConfiguration(
            type=rule.type,
            kwargs=dict(rule.kwargs),
            severity=FailureSeverity(rule.severity),
            description=f"{rule.name} ({rule.severity}): {rule.reason}",
        ),
        result=findings,
        exception_info={
            "raised_exception": False,
            "exception_message": None,
            "exception_traceback": None,
        },
    )


def _run(warehouse: Warehouse, suite: Suite) -> "RunIdentifier":
    from great_expectations.core.run_identifier import RunIdentifier

    ((run_id, checked_at),) = warehouse.rows(
        "select run_id, max(checked_at) from quality.check_results "
        "where checked_table = ? group by run_id",
        suite.table,
    )
    return RunIdentifier(run_name=run_id, run_time=checked_at)
