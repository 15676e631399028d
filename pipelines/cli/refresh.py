"""`ledger refresh`: runs the same job `refresh` as the UI, in this process.

Exit codes for cron: 0 published or nothing new, 1 something failed and the last publication is
unchanged, 75 another refresh is running (try again later). Running the job does not belong here
(job.py), nor does printing (refresh_console.py). Dagster is imported only if the job runs.
"""

from rich.console import Console

from pipelines.publication.manifest import Manifest, last_publication
from pipelines.publication.unchanged import nothing_new
from pipelines.settings import Settings
from pipelines.warehouse.build import BuildBusy, Warehouse

OK, FAILED, BUSY = 0, 1, 75


def refresh(settings: Settings, console: Console) -> int:
    """Run the job `refresh` in this process if anything is new; returns the exit code.

    If fetching is on, only the job itself can find out whether anything is new.
    """
    last = nothing_new(settings, "command line")
    if last:
        _print_nothing_new(settings, last, console)
        return OK
    try:
        with Warehouse.open(settings.build):
            pass
    except BuildBusy as error:
        console.print(str(error), style="yellow", highlight=False)
        return BUSY
    return _run(settings, console)


def _run(settings: Settings, console: Console) -> int:
    from pipelines.alerts.message import of_failed_refresh
    from pipelines.alerts.send import send
    from pipelines.cli.job import run_job
    from pipelines.cli.refresh_console import print_summary

    summary = run_job(settings, console)
    last = last_publication(settings)
    if settings.asks:
        _print_failed_fetches(settings, console)
    if summary.found_nothing_new and last:
        _print_nothing_new(settings, last, console)
        return OK
    if summary.blocking:
        console.print(f"Failed checks, as a page: {settings.checks_page}", highlight=False)
    print_summary(settings, summary, last, console)
    if not (summary.failures or summary.blocking):
        return OK
    for delivery in send(settings, of_failed_refresh(settings, summary.run_id, summary.failures)):
        console.print(str(delivery), highlight=False, markup=False)
    return FAILED


def _print_nothing_new(settings: Settings, last: Manifest, console: Console) -> None:
    console.print(
        f"Nothing new since {last.published_at}; {settings.warehouse} is current.", highlight=False
    )


def _print_failed_fetches(settings: Settings, console: Console) -> None:
    with Warehouse.open(settings.build) as warehouse:
        failed = warehouse.rows(
            "select source, reason from quality.fetches where outcome = 'failed' order by all"
        )
    for source, reason in failed:
        console.print(f"no answer: {source}: {reason}", style="yellow", highlight=False)
