"""The sample's files, and a build file with its table."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipelines.warehouse.build import Warehouse
from tests.builds import empty_build
from tests.quality.sample import TABLE, written


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    return written(tmp_path)


@pytest.fixture
def warehouse(tmp_path: Path) -> Iterator[Warehouse]:
    with empty_build(tmp_path / "data" / "build.duckdb") as opened:
        opened.rows(TABLE)
        yield opened
