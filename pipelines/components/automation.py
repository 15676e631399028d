"""What starts the job `refresh` without a person: the schedule, and the sensor of the inbox.

Both skip a tick while a refresh is queued or running, so that ticks never pile up, and both skip
one that would find nothing new, with the reason. If the run for a state of the inbox fails, the
sensor starts another one after each of `RETRY_MINUTES`; the schedule has its next tick.
"""

import time
from datetime import UTC, datetime

import dagster as dg
from dagster import DagsterRunStatus
from dagster._core.storage.tags import RUN_KEY_TAG

from pipelines.components.selection import selection
from pipelines.landing.watch import Watch, signature
from pipelines.publication.news import find_news
from pipelines.publication.unchanged import nothing_new
from pipelines.settings import Settings

MORNING_AND_EVENING = "30 9,20 * * *"
"""After the Air Force's morning bulletin, which comes around 08:00 to 09:00, and after the day."""

LOOK_SECONDS = 15
"""Seconds between two looks at the inbox."""

RETRY_MINUTES = (5, 30, 180)
"""Minutes after the end of a failed run at which the sensor of the inbox tries again."""

UNFINISHED = [
    DagsterRunStatus.QUEUED,
    DagsterRunStatus.NOT_STARTED,
    DagsterRunStatus.STARTING,
    DagsterRunStatus.STARTED,
    DagsterRunStatus.CANCELING,
]


def refresh_schedule(job, *, is_on: bool) -> dg.ScheduleDefinition:
    """The schedule `twice_daily`. `is_on`: whether it runs until it is toggled in the UI."""

    @dg.schedule(
        name="twice_daily",
        job=job,
        cron_schedule=MORNING_AND_EVENING,
        execution_timezone="Europe/Kyiv",
        default_status=(
            dg.DefaultScheduleStatus.RUNNING if is_on else dg.DefaultScheduleStatus.STOPPED
        ),
        description="Every day after the morning bulletin and in the evening, Kyiv time.",
    )
    def twice_daily(context: dg.ScheduleEvaluationContext) -> dg.RunRequest | dg.SkipReason:
        reason = unfinished(context.instance, job.name) or unchanged("schedule")
        return dg.SkipReason(reason) if reason else request(context)

    return twice_daily


def inbox_sensor(job, *, is_on: bool) -> dg.SensorDefinition:
    """The sensor `inbox`: files that have come to rest start one refresh, however many they are."""

    @dg.sensor(
        name="inbox",
        job=job,
        minimum_interval_seconds=LOOK_SECONDS,
        default_status=dg.DefaultSensorStatus.RUNNING if is_on else dg.DefaultSensorStatus.STOPPED,
        description="Starts a refresh when files have been dropped into the inbox and nothing in "
        "it changes any more. Tries again later if the refresh fails.",
    )
    def inbox(context: dg.SensorEvaluationContext) -> dg.SensorResult:
        here = Settings()
        watch, now = Watch.read(context.cursor), signature(here.inbox)
        if now == watch.handled and (reason := no_retry(context.instance, job.name, watch)):
            return _skipped(reason, watch)
        if now != watch.seen:
            return _skipped("The inbox changes; waiting until two looks agree.", watch.saw(now))
        if running := unfinished(context.instance, job.name):
            return _skipped(running, watch)
        if reason := unchanged("inbox sensor"):
            return _skipped(reason, watch.done(now))
        started = watch.attempted(now)
        requests = [request(context, run_key=started.run_key)]
        return dg.SensorResult(requests, cursor=started.write())

    return inbox


def request(
    context: dg.ScheduleEvaluationContext | dg.SensorEvaluationContext, run_key: str | None = None
) -> dg.RunRequest:
    """A request for a run of the steps that something new can change.

    The run goes through all steps if the build file is not known to be what was published.
    """
    news = find_news(Settings())
    if news is None or context.repository_def is None:
        return dg.RunRequest(run_key)
    return selection(context.repository_def.asset_graph, news).request(run_key)


def no_retry(instance: dg.DagsterInstance, job: str, watch: Watch) -> str | None:
    """Why no run is started again for a state that was acted on; null if one is due now."""
    filters = dg.RunsFilter(job_name=job, tags={RUN_KEY_TAG: watch.run_key})
    runs = instance.get_run_records(filters, limit=1)
    if not runs or runs[0].dagster_run.status != DagsterRunStatus.FAILURE:
        return "The inbox is as it was."
    if watch.attempts > len(RETRY_MINUTES):
        return f"The refresh failed {watch.attempts} times; no other is started for this inbox."
    ended_at = runs[0].end_time or runs[0].update_timestamp.timestamp()
    due_at = ended_at + RETRY_MINUTES[watch.attempts - 1] * 60
    if time.time() < due_at:
        due = datetime.fromtimestamp(due_at, UTC)
        return f"Run {runs[0].dagster_run.run_id} failed; the next attempt is at {due:%H:%M} UTC."
    return None


def unfinished(instance: dg.DagsterInstance, job: str) -> str | None:
    """Which run of the job is queued or running, in words; null if there is none."""
    runs = instance.get_runs(dg.RunsFilter(job_name=job, statuses=UNFINISHED), limit=1)
    return f"Run {runs[0].run_id} is {runs[0].status.value.lower()}." if runs else None


def unchanged(by: str) -> str | None:
    """That nothing is new since the last publication, in words; null if something may be."""
    last = nothing_new(Settings(), by)
    return f"Nothing new since {last.published_at}." if last else None


def _skipped(reason: str, watch: Watch) -> dg.SensorResult:
    return dg.SensorResult(skip_reason=dg.SkipReason(reason), cursor=watch.write())
