"""Dropped files start one refresh once at rest; ticks neither pile up nor run for nothing."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import uuid4

import dagster as dg
import pytest
from dagster._core.storage.tags import RUN_KEY_TAG

from pipelines.cli.job import origin
from pipelines.components import automation
from pipelines.components.automation import inbox_sensor, refresh_schedule
from pipelines.landing.watch import signature
from pipelines.publication import unchanged
from pipelines.publication.manifest import Manifest
from pipelines.settings import Settings
from tests.running import at


@dg.op
def nothing() -> None: ...


@dg.job
def refresh() -> None:
    nothing()


@pytest.fixture
def here(tmp_path) -> Iterator[Settings]:
    """An empty data folder that the settings of this process point to."""
    settings = Settings(data=tmp_path)
    (settings.inbox / "news").mkdir(parents=True)
    with at(settings):
        yield settings


class Sensor:
    """The inbox sensor with its cursor, looked at as often as a test likes."""

    def __init__(self, instance: dg.DagsterInstance) -> None:
        self.sensor = inbox_sensor(refresh, is_on=True)
        self.instance = instance
        self.cursor: str | None = None

    def look(self) -> tuple[list[str], str]:
        """Run keys that one tick requests, and the reason it gives if it requests none."""
        context = dg.build_sensor_context(self.instance, cursor=self.cursor)
        tick = self.sensor.evaluate_tick(context)
        self.cursor = tick.cursor
        return [run.run_key or "" for run in tick.run_requests or ()], tick.skip_message or ""


def drop(here: Settings, name: str, text: str = "text") -> None:
    (here.inbox / "news" / name).write_text(text)


def test_many_files_start_one_run_once_they_are_at_rest(here, instance):
    sensor = Sensor(instance)
    sensor.look()
    sensor.look()
    drop(here, "a.txt")
    assert sensor.look() == ([], "The inbox changes; waiting until two looks agree.")
    drop(here, "b.txt")
    drop(here, "a.txt", "longer text")
    assert sensor.look() == ([], "The inbox changes; waiting until two looks agree.")
    assert sensor.look() == ([signature(here.inbox)], "")
    assert sensor.look() == ([], "The inbox is as it was.")


@pytest.mark.parametrize("status", automation.UNFINISHED)
def test_no_tick_starts_a_run_beside_one_that_is_queued_or_running(here, instance, status):
    run = dg.DagsterRun("refresh", str(uuid4()), status=status, remote_job_origin=origin("refresh"))
    instance.add_run(run)
    drop(here, "a.txt")
    sensor = Sensor(instance)
    sensor.look()
    words = f"Run {run.run_id} is {status.value.lower()}."
    assert sensor.look() == ([], words)
    assert tick_of_the_schedule(instance) == ([], words)
    instance.report_run_failed(run)
    assert sensor.look() == ([signature(here.inbox)], "")


def fail_run(instance: dg.DagsterInstance, run_key: str) -> None:
    """A run that the sensor has requested, and its failure."""
    run = dg.DagsterRun(
        "refresh", str(uuid4()), tags={RUN_KEY_TAG: run_key}, remote_job_origin=origin("refresh")
    )
    instance.add_run(run)
    instance.report_run_failed(run)


def test_a_state_whose_run_failed_is_tried_again_later_and_not_for_ever(
    here, instance, monkeypatch
):
    now = time.time()
    monkeypatch.setattr(automation.time, "time", lambda: now)
    drop(here, "a.txt")
    sensor = Sensor(instance)
    sensor.look()
    (key,), _ = sensor.look()
    keys = [key]
    for minutes in automation.RETRY_MINUTES:
        fail_run(instance, keys[-1])
        assert sensor.look()[0] == []
        assert "failed; the next attempt is at " in sensor.look()[1]
        now += minutes * 60 + 60
        (key,), _ = sensor.look()
        keys.append(key)
        assert sensor.look() == ([], "The inbox is as it was.")
    fail_run(instance, keys[-1])
    now += 10**6
    words = "The refresh failed 4 times; no other is started for this inbox."
    assert sensor.look() == ([], words)
    assert len(set(keys)) == 4
    drop(here, "b.txt")
    sensor.look()
    assert sensor.look() == ([signature(here.inbox)], "")


def test_a_run_that_somebody_cancelled_is_not_tried_again(here, instance, monkeypatch):
    drop(here, "a.txt")
    sensor = Sensor(instance)
    sensor.look()
    (key,), _ = sensor.look()
    run = dg.DagsterRun("refresh", str(uuid4()), tags={RUN_KEY_TAG: key})
    instance.add_run(run)
    instance.report_run_canceled(run)
    monkeypatch.setattr(automation.time, "time", lambda: time.monotonic() + 10**10)
    assert sensor.look() == ([], "The inbox is as it was.")


def tick_of_the_schedule(instance: dg.DagsterInstance) -> tuple[list[str | None], str]:
    context = dg.build_schedule_context(instance, scheduled_execution_time=datetime.now(UTC))
    tick = refresh_schedule(refresh, is_on=True).evaluate_tick(context)
    return [run.run_key for run in tick.run_requests or ()], tick.skip_message or ""


def test_a_look_that_finds_nothing_new_starts_no_run_and_is_recorded_alike(
    here, instance, monkeypatch
):
    last = Manifest("f", "s", "2026-02-06T09:30:00+00:00", None, {})
    monkeypatch.setattr(unchanged, "intact_publication", lambda settings: last)
    monkeypatch.setattr(unchanged, "of_arrived", lambda *_: "f")
    sensor = Sensor(instance)
    sensor.look()
    assert sensor.look() == ([], "Nothing new since 2026-02-06T09:30:00+00:00.")
    first = unchanged.last_look(here)
    assert first is not None and first.by == "inbox sensor"
    assert tick_of_the_schedule(instance) == ([], "Nothing new since 2026-02-06T09:30:00+00:00.")
    second = unchanged.last_look(here)
    assert second is not None and second.by == "schedule"
    assert unchanged.nothing_new(here, "command line") == last
    third = unchanged.last_look(here)
    assert third is not None and third.unchanged_since == first.unchanged_since


def test_a_schedule_starts_a_run_where_something_may_be_new(here, instance):
    assert tick_of_the_schedule(instance) == ([None], "")


@pytest.mark.parametrize("value", ["on", "off"])
def test_each_switch_turns_on_what_it_names(value, monkeypatch):
    monkeypatch.setenv("LEDGER_WATCH", value)
    monkeypatch.setenv("LEDGER_SCHEDULE", value)
    here = Settings()
    sensor = inbox_sensor(refresh, is_on=here.watch == "on")
    schedule = refresh_schedule(refresh, is_on=here.schedule == "on")
    running = "RUNNING" if value == "on" else "STOPPED"
    assert (sensor.default_status.value, schedule.default_status.value) == (running, running)
