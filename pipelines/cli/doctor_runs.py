"""What `ledger doctor` asks Dagster: the last run, runs that are dead or wait, schedule, daemon."""

from datetime import UTC, datetime

import dagster as dg

from pipelines.cli.doctor import Finding
from pipelines.components.dead_runs import dead_runs
from pipelines.settings import Settings

ENDED = (
    dg.DagsterRunStatus.SUCCESS,
    dg.DagsterRunStatus.FAILURE,
    dg.DagsterRunStatus.CANCELED,
)


def runs(settings: Settings) -> list[Finding]:
    """All that Dagster's own storage says."""
    with dg.DagsterInstance.get() as instance:
        return [
            _last_run(instance),
            _dead(instance, settings),
            _queued(instance),
            *_schedule(instance, settings),
        ]


def _last_run(instance: dg.DagsterInstance) -> Finding:
    filters = dg.RunsFilter(statuses=list(ENDED))
    last = next(iter(instance.get_run_records(filters=filters, limit=1)), None)
    if last is None:
        return Finding("last run", "none yet; a refresh that finds nothing new starts none")
    run = last.dagster_run
    says = f"{run.job_name} {run.run_id[:8]}: {run.status.value.lower()}, {_at(last.end_time)}"
    return Finding("last run", says, run.status == dg.DagsterRunStatus.SUCCESS)


def _dead(instance: dg.DagsterInstance, settings: Settings) -> Finding:
    dead = dead_runs(instance, settings)
    if not dead:
        return Finding("dead runs", "none")
    ids = ", ".join(run.run_id[:8] for run in dead)
    says = f"{ids}: their process is gone; the next refresh, or the UI within a minute, ends them"
    return Finding("dead runs", says, False)


def _queued(instance: dg.DagsterInstance) -> Finding:
    filters = dg.RunsFilter(statuses=[dg.DagsterRunStatus.QUEUED])
    queued = list(instance.get_run_records(filters=filters, ascending=True))
    if not queued:
        return Finding("queued runs", "none")
    oldest = queued[0].create_timestamp.timestamp()
    says = f"{len(queued)}, the oldest since {_at(oldest)}; they wait for the daemon of `make ui`"
    return Finding("queued runs", says)


def _schedule(instance: dg.DagsterInstance, settings: Settings) -> list[Finding]:
    toggled = [
        state.status.value
        for state in instance.all_instigator_state()
        if state.name == "twice_daily"
    ]
    statuses = instance.get_daemon_statuses()
    is_alive = "SCHEDULER" in statuses and bool(statuses["SCHEDULER"].healthy)
    state = toggled[0].lower() if toggled else f"{settings.schedule} (LEDGER_SCHEDULE)"
    daemon = "running" if is_alive else "not running: only `make ui` or cron starts a refresh"
    is_meant_to_run = state.startswith(("on", "running"))
    return [
        Finding("schedule twice_daily", state),
        Finding("dagster daemon", daemon, is_alive or not is_meant_to_run),
    ]


def _at(moment: float | None) -> str:
    """A moment of Dagster's storage in words."""
    if moment is None:
        return "at an unknown time"
    return datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%d %H:%M UTC")
