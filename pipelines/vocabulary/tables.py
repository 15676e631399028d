"""Reads the project's own CSV tables: vocabulary and word lists.

Documents of sources do not belong here (staging/tables/csvfile.py).
"""

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from pipelines.paths import VOCABULARY

Row = Mapping[str, str]


def vocabulary(name: str) -> tuple[Row, ...]:
    """The rows of pipelines/vocabulary/<name>.csv; see `rows`."""
    return rows(VOCABULARY / f"{name}.csv")


@cache
def rows(path: Path) -> tuple[Row, ...]:
    """The rows of a CSV file in order, by column name; an empty cell is an empty string.

    A file is read once per process. Raises ValueError for a row with more or fewer cells than the
    header.
    """
    with path.open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream)
        found: list[Row] = []
        for row in reader:
            if None in row or None in row.values():
                cells = len(reader.fieldnames or ())
                raise ValueError(f"{path}: line {reader.line_num} does not have {cells} cells")
            found.append(row)
    return tuple(found)
