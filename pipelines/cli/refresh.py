"""One refresh from the command line: the job of the UI, told on a terminal or in a log.

Exit codes for cron: 0 published or nothing new, 1 something failed and the last publication
stands, 75 another refresh is running (try later).
"""

import gc
import os
import sys
import uuid
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import dagster as dg
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn
from rich.table import Table

from pipelines.landing.declaration import all_sources
from pipelines.publication.fingerprint import arrived, fingerprint
from pipelines.publication.publish import Manifest, last_publication
from pipelines.quality.data_docs import build_data_docs
from pipelines.quality.suite import all_suites
from pipelines.settings import ROOT, Settings
from pipelines.warehouse.build import BuildBusy, Warehouse

OK, FAILED, BUSY = 0, 1, 75

COLLECT_AFTER = 100_000
"""Objects made until Python looks for garbage again. Most of a run is libraries that are imported
and events that are written, which leave little: looking as often as usual takes a tenth of it."""

COUNTED = (
    "documents landed",
    "rows read",
    "quarantined",
    "claims new",
    "claims changed",
    "claims closed",
)
"""Metadata of materializations that the closing table adds up."""


@dataclass
class Story:
    """What a run has told so far."""

    counts: Counter[str] = field(default_factory=Counter)
    events: int = 0
    checks: int = 0
    failed_checks: list[dg.AssetCheckEvaluation] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    is_published: bool = False


def dagster_home() -> None:
    """Point Dagster at the repository's dagster.yaml and at a folder for its own storage."""
    os.environ.setdefault("DAGSTER_HOME", str(ROOT))
    os.environ.setdefault("LEDGER_DAGSTER_DIR", str(ROOT / ".dagster"))


def refresh(settings: Settings, console: Console) -> int:
    """Run the job `refresh` in this process, if anything is new; returns the exit code.

    Where publishers may be asked, only the job itself can know whether anything is.
    """
    last = last_publication(settings)
    if last and not settings.asks and last.fingerprint == _arrived(settings):
        _tell_nothing_new(settings, last, console)
        return OK
    try:
        with Warehouse.open(settings.build):
            pass
    except BuildBusy as error:
        console.print(str(error), style="yellow", highlight=False)
        return BUSY
    story = _run(settings, console)
    if settings.asks:
        _tell_who_did_not_answer(settings, console)
    if _blocking(story):
        _build_data_docs(settings, console)
    _close(settings, story, console)
    return FAILED if story.failures or _blocking(story) else OK


def _arrived(settings: Settings) -> str:
    return fingerprint(settings, arrived(settings, all_sources()))


def _build_data_docs(settings: Settings, console: Console) -> None:
    """A step of the job makes them; where a check stopped it, they are needed all the more."""
    with Warehouse.open(settings.build) as warehouse:
        pages = build_data_docs(warehouse, all_suites(), settings.data_docs)
    console.print(f"What failed, as pages: {pages}", highlight=False)


def _run(settings: Settings, console: Console) -> Story:
    from pipelines.definitions import defs

    gc.set_threshold(COLLECT_AFTER)
    job = defs().resolve_job_def("refresh")
    story = Story()
    run_id = str(uuid.uuid4())
    with dg.DagsterInstance.get() as instance, _told(console, len(job.graph.nodes)) as told:

        def listen(entry: dg.EventLogEntry) -> None:
            event = entry.dagster_event
            if event is not None:
                _follow(story, event)
                told(event)

        instance.add_event_listener(run_id, listen)
        job.execute_in_process(
            instance=instance,
            run_id=run_id,
            raise_on_error=False,
            run_config=_run_config(settings),
            tags={"ledger/started_by": "command line"},
        )
    return story


def _run_config(settings: Settings) -> dict[str, Any]:
    """Configuration of the run, as the launchpad of the UI would hold it; progress is ours."""
    as_of = settings.as_of.isoformat() if settings.as_of else None
    return {
        "loggers": {"console": {"config": {"log_level": "CRITICAL"}}},
        "resources": {"settings": {"config": {"as_of": as_of}}},
    }


def _follow(story: Story, event: dg.DagsterEvent) -> None:
    """Add one event of the run to its story."""
    if event.is_step_failure:
        error = event.step_failure_data.error
        cause = error.cause if error and error.cause else error
        story.failures.append(f"{event.step_key}: {cause.message.strip() if cause else ''}")
    elif event.event_type == dg.DagsterEventType.ASSET_MATERIALIZATION:
        materialization = event.step_materialization_data.materialization
        for name, value in materialization.metadata.items():
            if name in COUNTED:
                story.counts[name] += int(value.value)  # type: ignore[arg-type]
        path = materialization.asset_key.path
        if path[0] == "events":
            story.events += int(materialization.metadata["dagster/row_count"].value)  # type: ignore[arg-type]
        story.is_published |= path[0] == "published"
    elif event.event_type == dg.DagsterEventType.ASSET_CHECK_EVALUATION:
        evaluation = event.asset_check_evaluation_data
        story.checks += 1
        if not evaluation.passed:
            story.failed_checks.append(evaluation)


def _blocking(story: Story) -> list[dg.AssetCheckEvaluation]:
    return [c for c in story.failed_checks if c.severity == dg.AssetCheckSeverity.ERROR]


@contextmanager
def _told(console: Console, steps: int) -> Iterator:
    """A function that tells of each event: a moving bar on a terminal, plain lines elsewhere."""
    if not console.is_terminal:

        def tell(event: dg.DagsterEvent) -> None:
            if event.is_step_success or event.is_step_failure:
                word = "done" if event.is_step_success else "FAILED"
                console.print(f"{word} {_name(event)}", highlight=False)

        yield tell
        return
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("starting", total=steps)

        def tell(event: dg.DagsterEvent) -> None:
            if event.is_step_start:
                progress.update(task, description=_name(event))
            elif event.is_step_success or event.is_step_failure or event.is_step_skipped:
                progress.advance(task)

        yield tell


def _name(event: dg.DagsterEvent) -> str:
    return (event.step_key or "").replace("__", ".")


def _close(settings: Settings, story: Story, console: Console) -> None:
    """The closing table, and what failed."""
    last = last_publication(settings)
    nothing_new = not (story.failures or story.failed_checks or story.is_published)
    if nothing_new and last:
        _tell_nothing_new(settings, last, console)
        return
    table = Table(title="Refresh", show_header=False, title_justify="left")
    for name in COUNTED:
        table.add_row(name, f"{story.counts[name]:,}")
    table.add_row("events", f"{story.events:,}")
    blocking = _blocking(story)
    warnings = len(story.failed_checks) - len(blocking)
    table.add_row("checks", f"{story.checks:,}: {len(blocking)} critical failed, {warnings} warn")
    if story.is_published and last:
        table.add_row("published", str(settings.warehouse))
    else:
        table.add_row("published", f"no; {_standing(last)}")
    console.print(table)
    for check in story.failed_checks:
        _tell_check(check, console)
    for failure in story.failures:
        console.print(f"FAILED {failure}", style="red", highlight=False, markup=False)
    if not list(settings.inbox.glob("*/*")):
        console.print(
            f"The inbox is empty ({settings.inbox}): only shipped registers were read.",
            highlight=False,
        )


def _tell_nothing_new(settings: Settings, last: Manifest, console: Console) -> None:
    console.print(
        f"Nothing new since {last.published_at}; {settings.warehouse} stands as it is.",
        highlight=False,
    )


def _tell_who_did_not_answer(settings: Settings, console: Console) -> None:
    with Warehouse.open(settings.build) as warehouse:
        failed = warehouse.rows(
            "select source, reason from quality.fetches where outcome = 'failed' order by all"
        )
    for source, reason in failed:
        console.print(f"no answer: {source}: {reason}", style="yellow", highlight=False)


def _standing(last: Manifest | None) -> str:
    if last is None:
        return "nothing has been published yet"
    return f"the publication of {last.published_at} stands"


def _tell_check(check: dg.AssetCheckEvaluation, console: Console) -> None:
    is_error = check.severity == dg.AssetCheckSeverity.ERROR
    word = "CRITICAL" if is_error else "warning"
    table = ".".join(check.asset_key.path)
    console.print(
        f"{word}: {table}: {check.check_name}: {check.description or ''}",
        style="red" if is_error else "yellow", highlight=False, markup=False,
    )  # fmt: skip
    if is_error and "failing_rows" in check.metadata:
        console.print(str(check.metadata["failing_rows"].value), highlight=False, markup=False)


def stderr_console() -> Console:
    """Where progress and errors are told; results go to standard output."""
    return Console(file=sys.stderr, soft_wrap=True)
