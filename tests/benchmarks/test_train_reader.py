"""The command `python -m benchmarks.train_reader`."""

import json
from pathlib import Path

import pytest

from benchmarks.train_reader import main, write
from pipelines.extraction.readers.statistical import Model, trained


def test_missing_labels_fail_and_are_reported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--gold", str(tmp_path)]) == 2
    assert "no gold.jsonl" in capsys.readouterr().err


def test_written_weights_are_read_again(tmp_path: Path) -> None:
    model = Model(("launched", "other"), 2, 0.5, 0.7, [1, -1, 127, -127])
    write(tmp_path / "roles.weights", model)
    read = trained(tmp_path / "roles.weights")
    assert (read.roles, read.threshold, list(read.weights)) == (
        model.roles, model.threshold, model.weights,
    )  # fmt: skip


def test_labels_and_cases_train_a_model(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    text = "Overnight into February 5, Russia launched 90 drones."
    (tmp_path / "docs" / "a.txt").write_text(text, encoding="utf-8")
    drones = {"night_of": "2026-02-05", "attacker": "RUS", "weapon_class": "drone", "launched": 90}
    label = {"id": "a", "published": "2026-02-05", "lang": "en", "strikes": [drones]}
    (tmp_path / "gold.jsonl").write_text(json.dumps(label), encoding="utf-8")
    weights = tmp_path / "roles.weights"
    assert main(["--gold", str(tmp_path), "--weights", str(weights)]) == 0
    assert "other" in trained(weights).roles
