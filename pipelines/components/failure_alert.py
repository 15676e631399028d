"""The sensor that sends an alert about a failed refresh which the UI or the schedule started.

A refresh of the command line sends its own alert; the sensor sends one if it was killed. What an
alert says and how it goes does not belong here (alerts/).
"""

import dagster as dg

from pipelines.alerts.message import of_failed_refresh
from pipelines.settings import Settings


def failure_sensor(job, *, is_on: bool) -> dg.SensorDefinition:
    """The sensor `failed_refresh`. `is_on`: whether it runs until it is toggled in the UI."""

    @dg.run_failure_sensor(
        name="failed_refresh",
        monitored_jobs=[job],
        minimum_interval_seconds=30,
        default_status=dg.DefaultSensorStatus.RUNNING if is_on else dg.DefaultSensorStatus.STOPPED,
        description="Sends an alert of a failed refresh (LEDGER_ALERT_URL, LEDGER_ALERT_SMTP).",
    )
    def failed_refresh(context: dg.RunFailureSensorContext) -> dg.SkipReason | None:
        run = context.dagster_run
        failures = [_in_words(event) for event in context.get_step_failure_events()]
        if failures and "ledger/started_by" in run.tags:
            return dg.SkipReason("The command line has sent the alert itself.")
        # Imported here: loading definitions must not wait for an HTTP client.
        from pipelines.alerts.send import send

        here = Settings()
        deliveries = send(here, of_failed_refresh(here, run.run_id, failures))
        for delivery in deliveries:
            context.log.info(str(delivery))
        return None if deliveries else dg.SkipReason("No alerts are set: see docs/operate.md.")

    return failed_refresh


def _in_words(event: dg.DagsterEvent) -> str:
    error = event.step_failure_data.error
    cause = error.cause if error and error.cause else error
    return f"{event.step_key}: {cause.message.strip() if cause else ''}"
