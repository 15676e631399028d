"""Runs whose process was killed are ended, and no other."""

import subprocess
import sys
from pathlib import Path

import pytest

from pipelines.components.dead_runs import (
    DATA,
    PROCESS,
    dead_runs,
    end_dead_runs,
    note_holder,
    process,
)
from pipelines.settings import Settings
from tests.builds import empty_build
from tests.runs import gone, run_of, status

HOLDS = (
    "import sys, duckdb; held = duckdb.connect(sys.argv[1]); "
    "print('held', flush=True); sys.stdin.read()"
)


@pytest.fixture
def here(tmp_path: Path) -> Settings:
    here = Settings(data=tmp_path / "data")
    with empty_build(here.build):
        return here


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


def test_a_run_has_limits(instance):
    assert instance.run_monitoring_start_timeout_seconds == 180
    assert instance.run_monitoring_max_runtime_seconds == 21600
