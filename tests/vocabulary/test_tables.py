"""The reader of the project's own CSV tables."""

from pathlib import Path

import pytest

from pipelines.vocabulary.tables import rows, vocabulary


def test_rows_are_in_order_and_an_empty_cell_is_an_empty_string(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text('name,note\nKyiv,"a, b"\nОдеса,\n', encoding="utf-8")
    assert rows(path) == ({"name": "Kyiv", "note": "a, b"}, {"name": "Одеса", "note": ""})


@pytest.mark.parametrize("line", ["Kyiv", "Kyiv,a,b"])
def test_a_row_of_another_length_is_refused_with_file_and_line(tmp_path: Path, line: str) -> None:
    path = tmp_path / "table.csv"
    path.write_text(f"name,note\nOdesa,a\n{line}\n")
    with pytest.raises(ValueError, match=r"table\.csv: line 3 does not have 2 cells"):
        rows(path)


def test_a_table_is_read_once() -> None:
    assert vocabulary("weapons") is vocabulary("weapons")


@pytest.mark.parametrize("name", ["weapons", "places", "parties", "publishers"])
def test_ids_are_unique(name: str) -> None:
    table = vocabulary(name)
    ids = [next(iter(row.values())) for row in table]
    assert len(ids) == len(set(ids))
