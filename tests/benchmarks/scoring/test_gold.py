"""The golden rows, and labelled texts read from a folder."""

import json
from pathlib import Path

from benchmarks.scoring.gold import golden_missing, predict, read_gold, read_lines


def test_golden_rows_ask_for_null_too():
    expected = [{"family": "exchanges", "to_party": None, "count": 307, "note": "any"}]
    claim = {"family": "exchanges", "to_party": None, "count": 307, "count_basis": "total"}
    assert golden_missing(expected, [claim]) == []
    assert golden_missing(expected, [{**claim, "to_party": "RUS"}]) == expected


def test_every_row_of_the_golden_article_is_found(shared: Path) -> None:
    folder = shared / "data" / "golden"
    label = {"id": "golden", "published": "2026-02-06", "lang": "en"}
    claims = predict(label, (folder / "article.txt").read_text(encoding="utf-8"))
    expected = read_lines(folder / "expected.jsonl")
    assert expected
    assert golden_missing(expected, claims) == []


def test_gold_folder_is_read(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.txt").write_text("line\r\n", encoding="utf-8", newline="")
    (tmp_path / "gold.jsonl").write_text(json.dumps({"id": "a", "doc": "docs/a.txt"}))
    assert list(read_gold(tmp_path)) == [({"id": "a", "doc": "docs/a.txt"}, "line\r\n")]
