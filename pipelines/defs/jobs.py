"""The one job, `refresh`, over everything, and its schedule."""

import dagster as dg

from pipelines.settings import Settings

MORNING_AND_EVENING = "30 9,20 * * *"
"""After the Air Force's morning bulletin, which comes around 08:00 to 09:00, and after the day."""


@dg.definitions
def jobs() -> dg.Definitions:
    refresh = dg.define_asset_job(
        "refresh",
        selection=dg.AssetSelection.all(),
        description="Land what has arrived, read it, resolve it, check it, publish it.",
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
