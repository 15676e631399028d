"""What Dagster's storage says of runs: the last one, dead ones, waiting ones, the schedule."""

import pytest

from pipelines.cli.doctor_runs import runs
from pipelines.paths import ROOT
from pipelines.settings import Settings
from tests.builds import empty_build
from tests.runs import gone, run_of


@pytest.fixture
def here(tmp_path, instance, monkeypatch) -> Settings:
    monkeypatch.setenv("DAGSTER_HOME", str(ROOT))
    here = Settings(data=tmp_path / "data")
    with empty_build(here.build):
        return here


def test_before_the_first_run_all_is_well(here) -> None:
    found = {one.about: one for one in runs(here)}
    assert found["last run"].says.startswith("none yet")
    assert found["dead runs"].says == found["queued runs"].says == "none"
    assert found["schedule twice_daily"].says == "off (LEDGER_SCHEDULE)"
    assert all(one.is_well for one in found.values())


def test_a_schedule_that_no_daemon_starts_is_not_well(here) -> None:
    found = {one.about: one for one in runs(here.model_copy(update={"schedule": "on"}))}
    assert not found["dagster daemon"].is_well
    assert "only `make ui` or cron" in found["dagster daemon"].says


def test_a_run_whose_process_is_gone_is_dead(here, instance) -> None:
    dead = run_of(instance, data=str(here.data), process=gone())
    found = {one.about: one for one in runs(here)}
    assert found["dead runs"].says.startswith(f"{dead[:8]}: their process is gone")
    assert not found["dead runs"].is_well
