"""A data folder of its own and its build file, for tests that land and read documents."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipelines.settings import Settings
from pipelines.warehouse.build import Warehouse
from tests.builds import empty_build


@pytest.fixture
def here(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "data")


@pytest.fixture
def warehouse(here: Settings) -> Iterator[Warehouse]:
    with empty_build(here.build) as opened:
        yield opened
