"""What an alert of a failed refresh says: what failed, the failing rows, what to do.

Sending it does not belong here (send.py).
"""

import socket
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from shlex import quote

from pipelines.publication.manifest import last_publication
from pipelines.settings import Settings
from pipelines.warehouse.build import BuildBusy, Warehouse

MOST_ROWS = 3
"""Failing rows of one check in an alert; the page of the checks has more."""

MOST_LETTERS = 300
"""Letters of one row or of one error in an alert."""

MOST_BYTES = 3500
"""Length of an alert's text: ntfy turns longer ones into an attachment."""

FAILED = """
select checked_table, check_name, rows_failing, rows_checked, observed, reason
from quality.check_results
where run_id = ? and severity = 'critical' and not is_success
order by all
"""

ROWS = """
select row_json from quality.failing_rows
where run_id = ? and checked_table = ? and check_name = ?
order by all limit ?
"""


@dataclass(frozen=True)
class Alert:
    """A title of one line, and a text of several."""

    title: str
    text: str


def of_failed_refresh(settings: Settings, run_id: str, failures: Sequence[str]) -> Alert:
    """The alert of a run that failed. `failures`: steps that raised an error, each with it."""
    checks = failed_checks(settings, run_id)
    parts = [_opening(settings)]
    if checks:
        parts.append("Critical checks that failed:\n" + "\n".join(checks))
    if failures:
        parts.append("Steps that failed:\n" + "\n".join(_short(failure) for failure in failures))
    remedy = (
        f"Failing rows, on a page: {settings.checks_page}\n"
        f"{_after_mending(settings)}\n"
        f"Run: {run_id}"
    )
    found = _counted(len(checks), "critical check") or _counted(len(failures), "step")
    title = f"Conflict Ledger: refresh failed: {found or 'the run was stopped'}"
    return Alert(title, f"{_bounded(chr(10).join(parts))}\n{remedy}")


def of_bad_project(settings: Settings, fault: str) -> Alert:
    """The alert of a refresh that could not start: a file of the project breaks a rule."""
    parts = [_opening(settings), _short(fault), _after_mending(settings)]
    return Alert("Conflict Ledger: refresh failed: it could not start", "\n".join(parts))


def of_a_test(settings: Settings) -> Alert:
    """An alert that only shows that alerts arrive."""
    return Alert(
        "Conflict Ledger: test alert",
        f"Alerts from {socket.gethostname()} ({settings.data}) arrive here.",
    )


def failed_checks(settings: Settings, run_id: str) -> list[str]:
    """Each critical check that failed in a run with its first rows; none while another runs."""
    if not settings.build.exists():
        return []
    try:
        with Warehouse.of(settings) as warehouse:
            return [
                _check(failed, warehouse.rows(ROWS, run_id, *failed[:2], MOST_ROWS))
                for failed in warehouse.rows(FAILED, run_id)
            ]
    except BuildBusy:
        return []


def _opening(settings: Settings) -> str:
    last = last_publication(settings)
    state = (
        f"The publication of {last.published_at} is unchanged."
        if last
        else "Nothing has been published yet."
    )
    now = datetime.now(UTC).strftime("%Y-%m-%d %H:%M")
    return f"A refresh on {socket.gethostname()} failed at {now} UTC. {state}"


def _after_mending(settings: Settings) -> str:
    return f"After mending: LEDGER_DATA={quote(str(settings.data))} ledger refresh"


def _check(failed: tuple, rows: list[tuple]) -> str:
    table, name, failing, checked, observed, reason = failed
    found = f"observed {observed}" if failing is None else f"{failing:,} of {checked:,} rows"
    shown = [f"  {_short(row)}" for (row,) in rows]
    return "\n".join([f"{table}: {name}: {found}. {reason}", *shown])


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'} failed" if number else ""


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= MOST_LETTERS else line[: MOST_LETTERS - 3] + "..."


def _bounded(text: str) -> str:
    """The text cut to `MOST_BYTES` in UTF-8."""
    encoded = text.encode()
    if len(encoded) <= MOST_BYTES:
        return text
    return encoded[:MOST_BYTES].decode(errors="ignore").rstrip() + "\n..."
