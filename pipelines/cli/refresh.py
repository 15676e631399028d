"""`ledger refresh`: runs the same job `refresh` as the UI, in this process.

Exit codes for cron: 0 published or nothing new, 1 something failed and the last publication is
unchanged, 75 another refresh is running (try again later). Running the job does not belong here
(job.py), nor does printing (refresh_console.py). Dagster is imported only if the job runs.
"""

from rich.console import Console

from pipelines.alerts.message import Alert, of_bad_project, of_failed_refresh
from pipelines.cli.notices import print_kept, print_notices, print_plainly
from pipelines.landing.declaration import DeclarationError, all_sources
from pipelines.landing.inbox import misplaced
from pipelines.publication.ages import ages, newest
from pipelines.publication.manifest import Manifest, last_publication
from pipelines.publication.unchanged import nothing_new
from pipelines.settings import Settings
from pipelines.warehouse.build import BuildBusy, Warehouse
from pipelines.warehouse.sqlfile import SqlFileError

OK, FAILED, BUSY = 0, 1, 75


def refresh(settings: Settings, console: Console) -> int:
    """Run the job `refresh` in this process if anything is new; returns the exit code.

    If fetching is on, only the job itself can find out whether anything is new.
    """
    try:
        sources = all_sources()
    except DeclarationError as error:
        return _bad_project(settings, error, console)
    last = nothing_new(settings, "command line")
    if last:
        print_kept(console, misplaced(settings, sources))
        _print_nothing_new(settings, last, console)
        return OK
    try:
        with Warehouse.of(settings):
            pass
    except BuildBusy as error:
        print_plainly(console, str(error), "yellow")
        return BUSY
    except SqlFileError as error:
        return _bad_project(settings, error, console)
    return _run(settings, console)


def _run(settings: Settings, console: Console) -> int:
    from pipelines.cli.job import BadProject, run_job
    from pipelines.cli.refresh_console import print_summary

    try:
        summary = run_job(settings, console)
    except BadProject as error:
        return _bad_project(settings, error, console)
    last = last_publication(settings)
    print_notices(settings, console)
    if summary.found_nothing_new and last:
        _print_nothing_new(settings, last, console)
        return OK
    if summary.blocking:
        print_plainly(console, f"Failed checks, as a page: {settings.checks_page}")
    print_summary(settings, summary, last, console)
    if not (summary.failures or summary.blocking):
        return OK
    return _failed(settings, of_failed_refresh(settings, summary.run_id, summary.failures), console)


def _bad_project(settings: Settings, error: Exception, console: Console) -> int:
    print_plainly(console, f"FAILED {error}", "red")
    return _failed(settings, of_bad_project(settings, str(error)), console)


def _failed(settings: Settings, alert: Alert, console: Console) -> int:
    """Send the alert of a refresh that failed; returns the exit code."""
    from pipelines.alerts.send import send

    for delivery in send(settings, alert):
        print_plainly(console, str(delivery))
    return FAILED


def _print_nothing_new(settings: Settings, last: Manifest, console: Console) -> None:
    found = ages(settings.warehouse)
    until = f" Newest {newest(found)}." if found else ""
    print_plainly(
        console, f"Nothing new since {last.published_at}; {settings.warehouse} is current.{until}"
    )
    for age in found:
        if age.is_late:
            print_plainly(console, f"late: {age.source}: {age.says}", "yellow")
