"""A sensor that marks dead runs as failed, so that queued runs do not wait for them for ever.

How a dead run is recognised does not belong here (components/dead_runs.py).
"""

import dagster as dg

from pipelines.components.dead_runs import end_dead_runs
from pipelines.settings import Settings

SECONDS = 60
"""How often the daemon looks."""


@dg.definitions
def dead_run_sensor() -> dg.Definitions:
    """The sensor; it is always on, and starts nothing."""

    @dg.sensor(
        name="dead_runs",
        minimum_interval_seconds=SECONDS,
        default_status=dg.DefaultSensorStatus.RUNNING,
        description="Marks runs as failed whose process was killed; they would block later runs.",
    )
    def dead_runs(context: dg.SensorEvaluationContext) -> dg.SkipReason:
        ended = end_dead_runs(context.instance, Settings())
        said = f"Marked as failed: {', '.join(ended)}." if ended else "No dead runs."
        return dg.SkipReason(said)

    return dg.Definitions(sensors=[dead_runs])
