"""Build file and publication of the shipped registers that cost little to publish and to export."""

import shutil
from pathlib import Path

import duckdb
import pytest
from filelock import FileLock

from pipelines.settings import Settings
from pipelines.warehouse import sqlfile
from pipelines.warehouse.build import Warehouse

EMPTIED = ("events", "marts", "vocabulary")
"""Schemas that have no rows in the lean build, apart from the dates of claims."""

EXPORTED = ("strikes_daily", "airspace_incidents", "negotiations")
"""Tables of marts and events that the small publication exports."""


@pytest.fixture(scope="session")
def lean(common: Path, golden: Settings) -> Path:
    """A build file with all documents, claims and links, and few other rows; to copy from.

    Publishing it takes half the time of publishing all rows. The gate refuses it.
    """
    path = common / "lean.duckdb"
    with FileLock(common / "lean.lock"):
        if not path.exists():
            fresh = path.with_suffix(".new")
            shutil.copy(golden.build, fresh)
            with Warehouse.open(fresh) as warehouse, warehouse.transaction() as cursor:
                for file in sqlfile.all_files():
                    if file.schema in EMPTIED and not file.name.endswith("_dated"):
                        cursor.execute(f"delete from {file.table}")
            fresh.rename(path)
    return path


@pytest.fixture(scope="session")
def small(golden: Settings, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A publication whose dictionary names three tables to export; to read only."""
    path = tmp_path_factory.mktemp("small") / "warehouse.duckdb"
    shutil.copy(golden.warehouse, path)
    with duckdb.connect(str(path), config={"threads": 1}) as connection:
        connection.execute(
            "delete from dictionary where schema_name in ('events', 'marts') "
            "and not list_contains(?, table_name)",
            [EXPORTED],
        )
    return path
