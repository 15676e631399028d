"""The golden rows, and labelled texts read from a folder."""

import json
from pathlib import Path

from benchmarks.scoring.gold import golden_missing, read_gold


def test_golden_rows_ask_for_null_too():
    expected = [{"family": "exchanges", "to_party": None, "count": 307, "note": "any"}]
    claim = {"family": "exchanges", "to_party": None, "count": 307, "count_basis": "total"}
    assert golden_missing(expected, [claim]) == []
    assert golden_missing(expected, [{**claim, "to_party": "RUS"}]) == expected


def test_gold_folder_is_read(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.txt").write_text("line\r\n", encoding="utf-8", newline="")
    (tmp_path / "gold.jsonl").write_text(json.dumps({"id": "a", "doc": "docs/a.txt"}))
    assert list(read_gold(tmp_path)) == [({"id": "a", "doc": "docs/a.txt"}, "line\r\n")]
