"""The sample's files, and a build file with its table."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipelines.warehouse.build import Warehouse
from tests.quality.sample import TABLE, written


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    return written(tmp_path)


@pytest.fixture
def warehouse(tmp_path: Path) -> Iterator[Warehouse]:
    with Warehouse.open(tmp_path / "data" / "build.duckdb") as opened:
        opened.rows(TABLE)
        yield opened
