"""The command `python -m benchmarks.score`."""

import json
from pathlib import Path

import pytest

from benchmarks.score import main


def test_missing_labels_fail_and_are_reported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--gold", str(tmp_path)]) == 2
    assert "no gold.jsonl" in capsys.readouterr().err


def test_labels_are_scored(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "docs").mkdir()
    text = "New START expired on Thursday. The treaty was signed on April 8, 2010."
    (tmp_path / "docs" / "a.txt").write_text(text, encoding="utf-8")
    rows = [
        {"name": "New START", "event": "expired", "date": "2026-02-05"},
        {"name": "New START", "event": "extended", "date": "2021"},
    ]
    label = {"id": "a", "published": "2026-02-06", "lang": "en", "agreements": rows}
    (tmp_path / "gold.jsonl").write_text(json.dumps(label), encoding="utf-8")
    assert main(["--gold", str(tmp_path), "--golden", str(tmp_path)]) == 0
    printed = capsys.readouterr().out
    assert "all rows │ 1 │ 1 │ 1 │ 0.500 │ 0.500 │ 0.500" in " ".join(printed.split())
    assert "missed a agreements [new start extended] date=2021" in printed
    assert "wrong  a agreements [new start signed] date=2010-04-08" in printed


def test_a_date_is_wrong_where_the_label_has_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.txt").write_text("New START expired on Thursday.", encoding="utf-8")
    (tmp_path / "docs" / "b.txt").write_text("New START expired on 5 February.", encoding="utf-8")
    row = {"name": "New START", "event": "expired"}
    labels = [
        {"id": "a", "published": "2026-02-06", "lang": "en", "agreements": [{**row, "date": None}]},
        {"id": "b", "published": "2026-02-06", "lang": "en",
         "agreements": [{**row, "date": "2026-02-05"}]},
    ]  # fmt: skip
    lines = "\n".join(json.dumps(label) for label in labels)
    (tmp_path / "gold.jsonl").write_text(lines, encoding="utf-8")
    assert main(["--gold", str(tmp_path), "--golden", str(tmp_path)]) == 0
    printed = capsys.readouterr().out
    assert "date: expected null, got 2026-02-05" in printed
    assert "agreements │ all │ all │ 2 │ 0 │ 1.000 │ 1.000" in " ".join(printed.split())
