"""The job `refresh`, which runs all assets and checks, and its schedule."""

import dagster as dg

from pipelines.settings import Settings

MORNING_AND_EVENING = "30 9,20 * * *"
"""After the Air Force's morning bulletin (between 08:00 and 09:00) and in the evening."""


@dg.definitions
def jobs() -> dg.Definitions:
    refresh = dg.define_asset_job(
        "refresh",
        selection=dg.AssetSelection.all(),
        description="Land new documents, read them, resolve events, check, publish.",
    )
    schedule = dg.ScheduleDefinition(
        name="twice_daily",
        job=refresh,
        cron_schedule=MORNING_AND_EVENING,
        execution_timezone="Europe/Kyiv",
        default_status=(
            dg.DefaultScheduleStatus.RUNNING
            if Settings().schedule == "on"
            else dg.DefaultScheduleStatus.STOPPED
        ),
        description="Every day after the morning bulletin and in the evening, Kyiv time.",
    )
    return dg.Definitions(jobs=[refresh], schedules=[schedule], executor=dg.in_process_executor)
