"""A run that fails in the UI sends its alert; one of the command line does so only if killed."""

from collections.abc import Iterator

import dagster as dg
import pytest

from pipelines.components.failure_alert import failure_sensor
from tests.alerts.servers import webhook


@dg.op
def landing() -> None:
    raise OSError("[Errno 28] No space left on device: /srv/ledger/archive")


@dg.job
def refresh() -> None:
    landing()


@pytest.fixture
def hook(tmp_path, monkeypatch) -> Iterator[list[dict]]:
    """What a webhook gets that the settings of this process name."""
    with webhook() as (address, posted):
        monkeypatch.setenv("LEDGER_DATA", str(tmp_path))
        monkeypatch.setenv("LEDGER_ALERT_URL", address)
        yield posted


def failed_run(tags: dict[str, str], *, is_killed: bool = False) -> object:
    """Evaluate the sensor on a run that failed in a step, or was marked failed from outside."""
    with dg.DagsterInstance.ephemeral() as instance:
        if is_killed:
            run = instance.create_run_for_job(refresh, tags=tags)
            event = instance.report_run_failed(run, "The process is gone.")
        else:
            ran = refresh.execute_in_process(instance=instance, raise_on_error=False, tags=tags)
            run = ran.dagster_run
            event = next(one for one in ran.all_events if one.is_run_failure)
        context = dg.build_run_status_sensor_context(
            "failed_refresh", dagster_event=event, dagster_instance=instance, dagster_run=run
        ).for_run_failure()
        return failure_sensor(refresh, is_on=True)(context)


def test_a_failed_run_of_the_ui_sends_an_alert(hook):
    assert failed_run({}) is None
    (sent,) = hook
    assert sent["title"] == "Conflict Ledger: refresh failed: 1 step failed"
    assert "landing: " in sent["message"]
    assert "No space left on device: /srv/ledger/archive" in sent["message"]
    assert "ledger refresh" in sent["message"]


def test_a_failed_run_of_the_command_line_is_not_reported_twice(hook):
    assert isinstance(failed_run({"ledger/started_by": "command line"}), dg.SkipReason)
    assert hook == []


def test_a_killed_run_of_the_command_line_sends_an_alert(hook):
    assert failed_run({"ledger/started_by": "command line"}, is_killed=True) is None
    (sent,) = hook
    assert sent["title"] == "Conflict Ledger: refresh failed: the run was stopped"
