"""All that Dagster writes is in one folder, by default in the repository."""

import pytest

from pipelines.components import storage
from pipelines.paths import ROOT

CLASSES = [storage.Runs, storage.Schedules, storage.Artifacts, storage.ComputeLogs]


@pytest.mark.parametrize("one", CLASSES)
def test_the_folder_is_that_of_the_environment_or_the_default(one, monkeypatch) -> None:
    monkeypatch.setenv("LEDGER_DAGSTER_DIR", "/elsewhere")
    assert one.config_type()["base_dir"].default_value == "/elsewhere"
    monkeypatch.delenv("LEDGER_DAGSTER_DIR")
    assert one.config_type()["base_dir"].default_value == str(ROOT / ".dagster")


@pytest.mark.parametrize("one", CLASSES)
def test_dagsters_configuration_names_every_class(one) -> None:
    assert f"class: {one.__name__}\n" in (ROOT / "dagster.yaml").read_text()


def test_an_instance_writes_nowhere_else(instance, tmp_path) -> None:
    assert instance.get_runs() == []
    assert {path.name for path in (tmp_path / "dagster").iterdir()} >= {"runs.db", "schedules.db"}
