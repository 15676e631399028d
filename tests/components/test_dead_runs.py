"""Runs whose process was killed are ended, and no other."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pytest

from pipelines.components.dead_runs import (
    DATA,
    PROCESS,
    dead_runs,
    end_dead_runs,
    note_holder,
    process,
)
from pipelines.paths import ROOT
from pipelines.settings import Settings
from tests.builds import empty_build
from tests.running import lay_out_storage

STARTED = dg.DagsterRunStatus.STARTED

HOLDS = (
    "import sys, duckdb; held = duckdb.connect(sys.argv[1]); "
    "print('held', flush=True); sys.stdin.read()"
)


@dg.job
def refresh() -> None: ...


@pytest.fixture
def instance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[dg.DagsterInstance]:
    """The project's own instance, with a storage of its own."""
    monkeypatch.setenv("LEDGER_DAGSTER_DIR", str(tmp_path / "dagster"))
    lay_out_storage(tmp_path / "dagster")
    with dg.DagsterInstance.from_config(str(ROOT)) as opened:
        yield opened


@pytest.fixture
def here(tmp_path: Path) -> Settings:
    here = Settings(data=tmp_path / "data")
    with empty_build(here.build):
        return here


def run_of(instance: dg.DagsterInstance, **tags: str) -> str:
    """A run that is listed as running, with these tags."""
    named = {"data": DATA, "process": PROCESS}
    run = instance.create_run_for_job(
        refresh, status=STARTED, tags={named[name]: value for name, value in tags.items()}
    )
    instance.report_dagster_event(_started(run), run.run_id)
    return run.run_id


def _started(run: dg.DagsterRun) -> dg.DagsterEvent:
    return dg.DagsterEvent(dg.DagsterEventType.RUN_START.value, run.job_name)


def status(instance: dg.DagsterInstance, run_id: str) -> str:
    run = instance.get_run_by_id(run_id)
    assert run is not None
    return run.status.value


def gone() -> str:
    """A process that has ended, as a run notes it."""
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    return process().replace(process().split()[-1], str(ended.pid))


def test_a_run_that_held_the_build_file_is_ended_when_it_is_free(instance, here):
    dead = run_of(instance, data=str(here.data), process=gone())
    assert [run.run_id for run in dead_runs(instance, here)] == [dead]
    assert end_dead_runs(instance, here) == [dead]
    assert status(instance, dead) == "FAILURE"
    assert end_dead_runs(instance, here) == []


def test_a_run_whose_process_is_gone_is_ended_and_one_that_lives_is_not(instance, here):
    dead, alive = run_of(instance, process=gone()), run_of(instance, process=process())
    assert end_dead_runs(instance, here) == [dead]
    assert status(instance, alive) == "STARTED"


def test_runs_of_another_data_folder_or_host_are_left_alone(instance, here):
    other = run_of(instance, data="/another/folder", process=gone())
    far = run_of(instance, process="another-host 1")
    young = run_of(instance)
    assert end_dead_runs(instance, here) == []
    assert {status(instance, run_id) for run_id in (other, far, young)} == {"STARTED"}


def test_no_run_is_ended_while_a_process_holds_the_build_file(instance, here):
    held = run_of(instance, data=str(here.data))
    with subprocess.Popen(
        [sys.executable, "-c", HOLDS, str(here.build)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as holder:  # fmt: skip
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        assert end_dead_runs(instance, here) == []
        holder.kill()
    assert end_dead_runs(instance, here) == [held]


def test_who_gets_the_build_file_ends_the_runs_that_held_it_before(instance, here):
    dead = run_of(instance, data=str(here.data), process=gone())
    present = run_of(instance)
    note_holder(instance, present, here)
    assert [status(instance, run_id) for run_id in (dead, present)] == ["FAILURE", "STARTED"]
    run = instance.get_run_by_id(present)
    assert run is not None
    assert (run.tags[DATA], run.tags[PROCESS]) == (str(here.data), process())


def test_the_sensor_ends_dead_runs_and_is_always_on(instance, here, monkeypatch):
    from pipelines.defs.dead_runs import dead_run_sensor

    monkeypatch.setenv("LEDGER_DATA", str(here.data))
    dead = run_of(instance, data=str(here.data), process=gone())
    sensor = dead_run_sensor().get_sensor_def("dead_runs")
    assert sensor.default_status == dg.DefaultSensorStatus.RUNNING
    answer = sensor.evaluate_tick(dg.build_sensor_context(instance=instance))
    assert answer.skip_message == f"Marked as failed: {dead}."
    assert status(instance, dead) == "FAILURE"


def test_a_run_has_limits(instance):
    assert instance.run_monitoring_start_timeout_seconds == 180
    assert instance.run_monitoring_max_runtime_seconds == 21600
