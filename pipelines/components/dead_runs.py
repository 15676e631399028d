"""Runs that Dagster lists as running although their process is gone.

The process of a killed run cannot mark it as failed, and a run that is listed as running keeps the
pool "warehouse": every later run of the UI and the schedule would wait for it for ever. A run notes
its data folder once it holds the build file, which only one process can hold. So a process that
finds the build file free, or has just got it, knows that every other run of this folder is dead.
"""

import os
import socket
import time

import dagster as dg

from pipelines.settings import Settings
from pipelines.warehouse.build import is_held

DATA = "ledger/data"
"""Tag of a run: the data folder whose build file it holds or has held."""

PROCESS = "ledger/process"
"""Tag of a run: host and process that carry it out."""

LISTED_AS_RUNNING = (dg.DagsterRunStatus.STARTED, dg.DagsterRunStatus.CANCELING)

STARTING_UP = 600.0
"""Seconds that a run may be listed as running before it has noted its process."""


def process() -> str:
    """This process, as runs note it."""
    return f"{socket.gethostname()} {os.getpid()}"


def note_holder(instance: dg.DagsterInstance, run_id: str, settings: Settings) -> None:
    """Note that a run of this process holds the build file; end dead runs of the data folder."""
    instance.add_run_tags(run_id, {DATA: str(settings.data), PROCESS: process()})
    for run in _dead(instance, settings, run_id=run_id):
        _end(instance, run)


def end_dead_runs(instance: dg.DagsterInstance, settings: Settings) -> list[str]:
    """Mark dead runs of the data folder as failed; returns their ids."""
    dead = dead_runs(instance, settings)
    for run in dead:
        _end(instance, run)
    return [run.run_id for run in dead]


def dead_runs(instance: dg.DagsterInstance, settings: Settings) -> list[dg.DagsterRun]:
    """Runs that are listed as running and are not. Not for the process that runs one itself."""
    if not _listed(instance) or is_held(settings.build):
        return []
    return _dead(instance, settings, run_id=None)


def _dead(
    instance: dg.DagsterInstance, settings: Settings, *, run_id: str | None
) -> list[dg.DagsterRun]:
    return [
        record.dagster_run
        for record in _listed(instance)
        if record.dagster_run.run_id != run_id and _is_dead(record, settings)
    ]


def _listed(instance: dg.DagsterInstance) -> list[dg.RunRecord]:
    filters = dg.RunsFilter(statuses=list(LISTED_AS_RUNNING))
    return list(instance.get_run_records(filters=filters))


def _is_dead(record: dg.RunRecord, settings: Settings) -> bool:
    """Whether a run is dead, if no other run can hold the build file of this data folder."""
    tags = record.dagster_run.tags
    if DATA in tags:
        return tags[DATA] == str(settings.data)
    if PROCESS in tags:
        host, _, number = tags[PROCESS].rpartition(" ")
        return host == socket.gethostname() and not _is_alive(int(number))
    return record.start_time is not None and time.time() - record.start_time > STARTING_UP


def _is_alive(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _end(instance: dg.DagsterInstance, run: dg.DagsterRun) -> None:
    message = "The process of this run ended without a word, as after a kill or a power cut."
    if run.status == dg.DagsterRunStatus.CANCELING:
        instance.report_run_canceled(run, message)
    else:
        instance.report_run_failed(run, message)
