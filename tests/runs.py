"""Runs that are listed as running, for tests of what ends those whose process is gone."""

import subprocess
import sys

import dagster as dg

from pipelines.components.dead_runs import DATA, PROCESS, process

STARTED = dg.DagsterRunStatus.STARTED


@dg.job
def refresh() -> None: ...


def run_of(instance: dg.DagsterInstance, **tags: str) -> str:
    """A run that is listed as running, with these tags."""
    named = {"data": DATA, "process": PROCESS}
    run = instance.create_run_for_job(
        refresh, status=STARTED, tags={named[name]: value for name, value in tags.items()}
    )
    instance.report_dagster_event(_started(run), run.run_id)
    return run.run_id


def _started(run: dg.DagsterRun) -> dg.DagsterEvent:
    return dg.DagsterEvent(dg.DagsterEventType.RUN_START.value, run.job_name)


def status(instance: dg.DagsterInstance, run_id: str) -> str:
    run = instance.get_run_by_id(run_id)
    assert run is not None
    return run.status.value


def gone() -> str:
    """A process that has ended, as a run notes it."""
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    return process().replace(process().split()[-1], str(ended.pid))
