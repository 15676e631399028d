"""Everything made again from the archive, in a folder of its own, and compared with what is
published.

What is compared does not belong here (publication/verify.py).
"""

import os
import shutil
from pathlib import Path

from pipelines.landing.declaration import all_sources
from pipelines.publication.fingerprint import of_arrived
from pipelines.publication.manifest import intact_publication
from pipelines.publication.reading import open_publication
from pipelines.publication.verify import Problem, differences
from pipelines.settings import Settings

FOLDER = ".verify"
"""Folder of the data folder in which the rebuild is made; the same disk, so nothing is copied."""


class RebuildError(RuntimeError):
    """A rebuild that would prove nothing, or that failed; the message says why."""


def rebuild_differences(settings: Settings) -> list[Problem]:
    """Tables that a rebuild from the archive makes different from the publication.

    Raises `RebuildError` where the publication is not of the archive and the code as they are.
    """
    last = intact_publication(settings)
    if last is None or last.fingerprint != of_arrived(
        settings, all_sources(), _unanswered(settings)
    ):
        raise RebuildError(
            "the publication was made from other documents or other code than are here now, "
            "so a rebuild would differ; run `ledger refresh` first"
        )
    there = settings.model_copy(update={"data": settings.data / FOLDER})
    shutil.rmtree(there.data, ignore_errors=True)
    _link_archive(settings.archive, there.archive)
    try:
        _rebuild(there)
        return differences(settings.warehouse, there.warehouse)
    finally:
        shutil.rmtree(there.data, ignore_errors=True)


def _unanswered(settings: Settings) -> set[str]:
    """Addresses that had not answered when the publication was made; no publisher is asked here."""
    if not settings.asks:
        return set()
    with open_publication(settings.warehouse) as connection:
        rows = connection.execute(
            "select url from quality.fetches where outcome = 'failed'"
        ).fetchall()
    return {url for (url,) in rows}


def _rebuild(there: Settings) -> None:
    """Run the job over another data folder, without a trace in the project's list of runs."""
    import dagster as dg

    from pipelines.cli.job import run_config
    from pipelines.cli.run_summary import RunSummary
    from pipelines.definitions import defs

    former = dict(os.environ)
    os.environ.update(LEDGER_DATA=str(there.data), LEDGER_FETCH="off")
    try:
        with dg.DagsterInstance.ephemeral() as instance:
            ran = defs().resolve_job_def("refresh").execute_in_process(
                instance=instance, raise_on_error=False, run_config=run_config(there)
            )  # fmt: skip
    finally:
        os.environ.clear()
        os.environ.update(former)
    summary = RunSummary(ran.run_id)
    for event in ran.all_events:
        summary.add(event)
    if not summary.is_published:
        failed = [*summary.failures, *(check.check_name for check in summary.blocking)]
        raise RebuildError(f"the rebuild from the archive failed: {'; '.join(failed)}")


def _link_archive(archive: Path, target: Path) -> None:
    """The archive under another name, without copying its bytes."""
    for file in archive.glob("??/*"):
        place = target / file.relative_to(archive)
        place.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(file, place)
        except OSError:  # a file system without hard links
            shutil.copyfile(file, place)
