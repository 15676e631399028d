"""Runs the job `refresh` in this process, in the project's Dagster instance.

When to run it and which exit code to return does not belong here (refresh.py).
"""

import logging
import uuid
import warnings
from typing import Any

import dagster as dg
from dagster._core.definitions.assets.graph.asset_graph import AssetGraph
from dagster._core.definitions.job_base import InMemoryJob
from dagster._core.definitions.repository_definition import SINGLETON_REPOSITORY_NAME
from dagster._core.execution.api import create_execution_plan, execute_run
from dagster._core.remote_origin import (
    ManagedGrpcPythonEnvCodeLocationOrigin,
    RemoteJobOrigin,
    RemoteRepositoryOrigin,
)
from dagster._core.snap import snapshot_from_execution_plan
from dagster._core.types.loadable_target_origin import LoadableTargetOrigin
from dagster.components.core.component_tree import ComponentTreeException
from rich.console import Console

from pipelines.cli.interruption import cleaned_up_by
from pipelines.cli.notices import print_plainly
from pipelines.cli.refresh_console import progress
from pipelines.cli.run_summary import RunSummary
from pipelines.components.dead_runs import PROCESS, process
from pipelines.components.selection import selection
from pipelines.definitions import defs
from pipelines.publication.news import find_news
from pipelines.quality.rule import SuiteError
from pipelines.settings import Settings
from pipelines.warehouse.sqlfile import SqlFileError

DEFINITIONS, LOCATION = "pipelines.definitions", "ledger"
"""Module of the definitions and name of the code location, as in pyproject.toml."""


class BadProject(ValueError):
    """A file of the project breaks a rule, so that there is no job; the message names the file."""


def run_job(settings: Settings, console: Console) -> RunSummary:
    """Run the steps of the job that something new can change, and show their progress.

    Returns a summary that includes failures. Raises `BadProject`.
    """
    job, graph = _job()
    if news := find_news(settings):
        chosen = selection(graph, news)
        job = job.get_subset(asset_selection=chosen.assets, asset_check_selection=chosen.checks)
    run_id = str(uuid.uuid4())
    summary = RunSummary(run_id)
    with dg.DagsterInstance.get() as instance, progress(console, len(job.graph.nodes)) as show:

        def listen(entry: dg.EventLogEntry) -> None:
            if entry.dagster_event is not None:
                summary.add(entry.dagster_event)
                show(entry.dagster_event)
            elif int(entry.level) >= logging.INFO:  # a line on the progress of a long step
                print_plainly(console, entry.user_message)

        instance.add_event_listener(run_id, listen)
        run = _create_run(instance, job, run_id, settings)
        with cleaned_up_by(lambda: instance.report_run_canceled(run, "Interrupted by a signal.")):
            execute_run(InMemoryJob(job), run, instance)
    return summary


def _create_run(
    instance: dg.DagsterInstance, job: dg.JobDefinition, run_id: str, settings: Settings
) -> dg.DagsterRun:
    """Record a run of a job, of which some assets and checks may be selected.

    Dagster's `create_run_for_job` takes a selection of assets, but none of checks.
    """
    tags = {"ledger/started_by": "command line", PROCESS: process()}
    config = run_config(settings)
    plan = create_execution_plan(job, config, instance_ref=instance.get_ref(), tags=tags)
    snapshot = job.get_job_snapshot()
    return instance.create_run(
        job_name=job.name, run_id=run_id, run_config=config, status=None, tags=tags,
        root_run_id=None, parent_run_id=None, step_keys_to_execute=plan.step_keys_to_execute,
        execution_plan_snapshot=snapshot_from_execution_plan(plan, job.get_job_snapshot_id()),
        job_snapshot=snapshot, parent_job_snapshot=job.get_parent_job_snapshot(),
        asset_selection=job.asset_selection, asset_check_selection=job.asset_check_selection,
        resolved_op_selection=None, op_selection=None, remote_job_origin=origin(job.name),
        job_code_origin=None, asset_graph=job.asset_layer.asset_graph,
    )  # fmt: skip


def _job() -> tuple[dg.JobDefinition, AssetGraph]:
    """The job and the graph of all assets; every call of `defs` loads all components again.

    Dagster's error shows the loading of all components, its cause names the file.
    """
    try:
        with warnings.catch_warnings():
            # Dagster calls a beta function of its own; cron would mail the warning every day.
            warnings.simplefilter("ignore", dg.BetaWarning)
            loaded = defs()
            return loaded.resolve_job_def("refresh"), loaded.resolve_asset_graph()
    except ComponentTreeException as error:
        cause: BaseException | None = error
        while cause is not None and not isinstance(cause, SqlFileError | SuiteError):
            cause = cause.__cause__
        if cause is None:
            raise
        raise BadProject(str(cause)) from error


def origin(job: str) -> RemoteJobOrigin:
    """Where the UI finds a job; it lists only runs with an origin among the runs of the job."""
    target = LoadableTargetOrigin(module_name=DEFINITIONS)
    location = ManagedGrpcPythonEnvCodeLocationOrigin(target, LOCATION)
    return RemoteJobOrigin(RemoteRepositoryOrigin(location, SINGLETON_REPOSITORY_NAME), job)


def run_config(settings: Settings) -> dict[str, Any]:
    """Configuration of the run, in the format of the UI's launchpad."""
    as_of = settings.as_of.isoformat() if settings.as_of else None
    return {
        "loggers": {"console": {"config": {"log_level": "CRITICAL"}}},
        "resources": {"settings": {"config": {"as_of": as_of}}},
    }
