"""Prints the progress of a refresh and a summary table, on a terminal or in a log.

Running the job does not belong here (job.py).
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import dagster as dg
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn
from rich.table import Table

from pipelines.cli.log import Log
from pipelines.cli.notices import print_plainly
from pipelines.cli.run_summary import COUNTED, RunSummary
from pipelines.publication.ages import ages
from pipelines.publication.manifest import Manifest
from pipelines.settings import Settings
from pipelines.warehouse.families import families


@contextmanager
def progress(console: Console, steps: int) -> Iterator[Callable[[dg.DagsterEvent], None]]:
    """A function that shows each event: a progress bar on a terminal, plain lines elsewhere."""
    if isinstance(console, Log) and console.is_quiet:
        yield lambda _event: None
        return
    if not console.is_terminal:
        yield lambda event: _print_step(event, console)
        return
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("starting", total=steps)

        def advance(event: dg.DagsterEvent) -> None:
            if event.is_step_start:
                bar.update(task, description=_name(event))
            elif event.is_step_success or event.is_step_failure or event.is_step_skipped:
                bar.advance(task)

        yield advance


def _print_step(event: dg.DagsterEvent, console: Console) -> None:
    if event.is_step_success or event.is_step_failure:
        outcome = "done" if event.is_step_success else "FAILED"
        console.print(f"{outcome} {_name(event)}", highlight=False)


def _name(event: dg.DagsterEvent) -> str:
    return (event.step_key or "").replace("__", ".")


def print_summary(
    settings: Settings, summary: RunSummary, last: Manifest | None, console: Console
) -> None:
    """Print the summary table and the failures. `last`: the current publication."""
    console.print(_table(settings, summary, last))
    for check in summary.failed_checks:
        _print_check(check, console)
    for failure in summary.failures:
        print_plainly(console, f"FAILED {failure}", "red")
    if not list(settings.inbox.glob("*/*")):
        print_plainly(
            console,
            f"The inbox is empty ({settings.inbox}): only the registers that ship with the "
            "project were read.",
        )


def _table(settings: Settings, summary: RunSummary, last: Manifest | None) -> Table:
    table = Table(title="Refresh", show_header=False, title_justify="left")
    for _ in range(2):
        table.add_column(overflow="fold")  # a path is never cut off
    for name in COUNTED:
        table.add_row(name, f"{summary.counts[name]:,}")
    if summary.is_published and last:
        table.add_row("events", f"{_events(last):,}")
    critical = len(summary.blocking)
    warnings = len(summary.failed_checks) - critical
    table.add_row("checks", f"{summary.checks:,}: {critical} critical failed, {warnings} warn")
    if summary.is_published:
        for age in ages(settings.warehouse):
            table.add_row(escape(age.source), escape(age.says))
        table.add_row("published", escape(str(settings.warehouse)))
        table.add_row("page", escape(str(settings.report / "index.html")))
    elif last is None:
        table.add_row("published", "no; nothing has been published yet")
    else:
        table.add_row("published", f"no; the publication of {last.published_at} is unchanged")
    return table


def _events(publication: Manifest) -> int:
    """Number of events of all families; other tables of events are steps on the way to them."""
    return sum(publication.rows[f"events.{family}"] for family in families())


def _print_check(check: dg.AssetCheckEvaluation, console: Console) -> None:
    is_critical = check.severity == dg.AssetCheckSeverity.ERROR
    severity = "CRITICAL" if is_critical else "warning"
    table = ".".join(check.asset_key.path)
    print_plainly(
        console,
        f"{severity}: {table}: {check.check_name}: {check.description or ''}",
        "red" if is_critical else "yellow",
    )
    if is_critical and "failing_rows" in check.metadata:
        print_plainly(console, str(check.metadata["failing_rows"].value))
