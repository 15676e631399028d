"""The results of the checks as one HTML page that opens offline.

The page is made from quality.check_results and quality.failing_rows, also for a run that a check
has stopped. It is one file without scripts that loads nothing; every value is escaped. Checking
itself does not belong here (run.py), nor what the page looks like (page.html).
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from pipelines.warehouse.build import Warehouse

TEMPLATE = Path(__file__).with_suffix(".html")

RESULTS = """
select
    checked_table, check_name, severity, reason, is_success, rows_checked, rows_failing, observed,
    run_id, checked_at
from quality.check_results
order by checked_table, check_name
"""

FAILING = """
select checked_table, check_name, row_json
from quality.failing_rows
order by all
"""


@dataclass(frozen=True)
class Check:
    """One result, as the page shows it. `columns`, `rows`: failing rows, cells as text or null."""

    table: str
    name: str
    severity: str
    reason: str
    is_success: bool
    found: str
    run_id: str
    checked_at: datetime
    columns: tuple[str, ...]
    rows: tuple[tuple[str | None, ...], ...]
    rows_failing: int | None


@dataclass(frozen=True)
class Table:
    """The checks of one table."""

    name: str
    checks: tuple[Check, ...]

    @property
    def failed(self) -> int:
        """How many of them failed."""
        return sum(not check.is_success for check in self.checks)

    @property
    def severity(self) -> str:
        """The graver severity among the failed ones."""
        return min((check.severity for check in self.checks if not check.is_success), default="")


def write_page(warehouse: Warehouse, path: Path) -> Path:
    """Replace the page by one of the last results; returns its path."""
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_text(render(list(checks(warehouse)), warehouse.path), encoding="utf-8")
    return fresh.replace(path)


def checks(warehouse: Warehouse) -> Iterator[Check]:
    """Every recorded result with its failing rows."""
    failing: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for table, name, row in warehouse.rows(FAILING):
        failing.setdefault((table, name), []).append(json.loads(row))
    for (
        table,
        name,
        severity,
        reason,
        is_success,
        checked,
        failed,
        observed,
        run_id,
        at,
    ) in warehouse.rows(RESULTS):
        rows = failing.get((table, name), [])
        columns = tuple(dict.fromkeys(column for row in rows for column in row))
        yield Check(
            table, name, severity, reason, is_success, _found(checked, failed, observed),
            run_id, at.astimezone(UTC), columns,
            tuple(tuple(_text(row.get(column)) for column in columns) for row in rows), failed,
        )  # fmt: skip


def render(results: list[Check], build: Path) -> str:
    """The page of these results. `build`: the file that holds the failing rows."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATE.parent), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    failed = [check for check in results if not check.is_success]
    last = max(results, key=lambda check: check.checked_at, default=None)
    return environment.get_template(TEMPLATE.name).render(
        critical=[check for check in failed if check.severity == "critical"],
        warnings=[check for check in failed if check.severity != "critical"],
        tables=[
            Table(name, tuple(group))
            for name, group in groupby(results, key=lambda check: check.table)
        ],
        count=len(results),
        last=last,
        build=build,
    )


def _found(checked: int | None, failed: int | None, observed: str | None) -> str:
    if failed is None or checked is None:
        return f"observed {observed}"
    if failed == 0:
        return f"holds for all {checked:,} rows" if checked else "no rows to check"
    return f"{failed:,} of {checked:,} rows"


def _text(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False)
