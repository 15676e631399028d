"""The sensor that ends runs whose process was killed is always on."""

import dagster as dg

from pipelines.defs.dead_runs import dead_run_sensor
from pipelines.settings import Settings
from tests.builds import empty_build
from tests.runs import gone, run_of, status


def test_the_sensor_ends_dead_runs_and_is_always_on(instance, tmp_path, monkeypatch):
    here = Settings(data=tmp_path / "data")
    with empty_build(here.build):
        monkeypatch.setenv("LEDGER_DATA", str(here.data))
    dead = run_of(instance, data=str(here.data), process=gone())
    sensor = dead_run_sensor().get_sensor_def("dead_runs")
    assert sensor.default_status == dg.DefaultSensorStatus.RUNNING
    answer = sensor.evaluate_tick(dg.build_sensor_context(instance=instance))
    assert answer.skip_message == f"Marked as failed: {dead}."
    assert status(instance, dead) == "FAILURE"
