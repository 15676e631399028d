"""The job `refresh`, which runs all assets and checks, and what starts or watches it."""

import dagster as dg

from pipelines.components.automation import inbox_sensor, refresh_schedule
from pipelines.components.failure_alert import failure_sensor
from pipelines.settings import Settings


@dg.definitions
def jobs() -> dg.Definitions:
    """The job, its schedule, the sensor of the inbox and the sensor of failed runs."""
    settings = Settings()
    refresh = dg.define_asset_job(
        "refresh",
        selection=dg.AssetSelection.all(),
        description="Land new documents, read them, resolve events, check, publish.",
    )
    return dg.Definitions(
        jobs=[refresh],
        schedules=[refresh_schedule(refresh, is_on=settings.schedule == "on")],
        sensors=[
            inbox_sensor(refresh, is_on=settings.watch == "on"),
            failure_sensor(refresh, is_on=settings.alerts),
        ],
        executor=dg.in_process_executor,
    )
