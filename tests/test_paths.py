"""The data folder that a command reads without the model of all settings."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from pipelines.paths import BadDataFolder, data_folder, publication
from pipelines.settings import Settings
from tests.running import ledger


@pytest.mark.parametrize("value", [None, "", "relative/data", "~/data", "/srv/o'brien"])
def test_the_publication_is_that_of_the_settings(monkeypatch, value: str | None) -> None:
    monkeypatch.delenv("LEDGER_DATA", raising=False)
    if value is not None:
        monkeypatch.setenv("LEDGER_DATA", value)
    assert publication(data_folder()) == Settings().warehouse


def test_a_folder_that_duckdb_cannot_use_is_named(monkeypatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LEDGER_DATA", str(tmp_path / "data?"))
    with pytest.raises(BadDataFolder, match=r"data\?: DuckDB cannot keep a file"):
        data_folder()
    with pytest.raises(ValidationError, match=r"data\?: DuckDB cannot keep a file"):
        Settings()


@pytest.mark.parametrize("command", ["quarantine", "sources"])
def test_a_wrong_setting_is_named_by_a_command_in_one_sentence(
    tmp_path: Path, command: str
) -> None:
    ran = ledger(tmp_path / "data?", command)
    assert ran.returncode == 1
    assert ran.stderr.startswith("ledger: a setting is wrong: ")
    assert "data?: DuckDB cannot keep a file" in ran.stderr
