"""Fixtures for all tests: refreshed data folders, and the real data."""

import gc
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import dagster as dg
import duckdb
import pytest
from filelock import FileLock
from hypothesis import HealthCheck, settings

from pipelines.extraction.readers.statistical import Model
from pipelines.paths import ROOT
from pipelines.settings import Settings
from pipelines.warehouse.build import Warehouse
from tests.campaign import FULL
from tests.copied import CopiedProject
from tests.running import lay_out_storage, refreshed

# Tests start many processes, and each would compile the project and rewrite the tests anew.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

gc.set_threshold(100_000)  # imports and events leave little garbage to look for

settings.register_profile(
    "ledger",
    max_examples=1000 if FULL else 60,
    derandomize=True,  # a test that passes here passes everywhere
    deadline=None,  # machines differ, and workers share one
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("ledger")

os.environ["LEDGER_SETTLE_SECONDS"] = "0"  # tests write their files before they land them

SHARED = ROOT.parent / "shared"

LONGEST_FIRST = (
    "tests/end_to_end/test_copied_family.py",  # refreshes the copied project for all others
    "tests/end_to_end/test_as_of.py",  # refreshes the shipped registers meanwhile
    "tests/campaign/test_kills.py",
    "tests/campaign/test_readers.py",
    "tests/publication/test_gate.py",
    "tests/publication/test_publish.py",
)
"""Files that take longest. Started last, one of them would keep a single worker busy."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the longest files first; the order of all others stays."""
    order = {name: number for number, name in enumerate(LONGEST_FIRST)}
    items.sort(key=lambda item: order.get(item.nodeid.split("::")[0], len(order)))


@pytest.fixture(scope="session")
def shared() -> Path:
    """Real data that is not part of the project; tests that need it skip without it."""
    if not SHARED.exists():
        pytest.skip("needs the real data folder ../shared, which is not part of the project")
    return SHARED


@pytest.fixture(scope="session")
def common(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A folder that workers which run side by side have between them."""
    folder = tmp_path_factory.getbasetemp()
    return folder if worker_id == "master" else folder.parent


@pytest.fixture(scope="session")
def golden(common: Path) -> Settings:
    """Settings of a data folder refreshed once on the shipped registers; to read only."""
    here = Settings(data=common / "golden")
    with FileLock(common / "golden.lock"):
        if not here.data.exists():
            refreshed(here)
    return here


@pytest.fixture(scope="session")
def copied(common: Path) -> CopiedProject:
    """A copy of the project with a copied family, refreshed, killed and refreshed; to read only."""
    project = CopiedProject(common / "project")
    with FileLock(common / "project.lock"):
        if not project.here.warehouse.exists():
            project.make()
    return project


@pytest.fixture
def instance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[dg.DagsterInstance]:
    """The project's own Dagster instance, with a storage of its own."""
    monkeypatch.setenv("LEDGER_DAGSTER_DIR", str(tmp_path / "dagster"))
    lay_out_storage(tmp_path / "dagster")
    with dg.DagsterInstance.from_config(str(ROOT)) as opened:
        yield opened


@pytest.fixture
def golden_copy(golden: Settings, tmp_path: Path) -> Settings:
    """A copy of the refreshed data folder, to write to."""
    here = Settings(data=tmp_path / "copy")
    shutil.copytree(golden.data, here.data)
    return here


@pytest.fixture
def golden_build(golden: Settings, tmp_path: Path) -> Iterator[Warehouse]:
    """A copy of the build of the shipped registers, open."""
    shutil.copy(golden.build, tmp_path / "build.duckdb")
    with Warehouse.open(tmp_path / "build.duckdb") as opened:
        yield opened


@pytest.fixture(scope="session")
def ask_golden(
    golden: Settings, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[str], list[tuple]]]:
    """Rows of a query on the publication of the shipped registers.

    One connection answers all questions of a worker, since opening the file takes longer than most
    of them. It is open on a copy: a process opens a file with one configuration only.
    """
    file = tmp_path_factory.mktemp("asked") / golden.warehouse.name
    shutil.copy(golden.warehouse, file)
    with duckdb.connect(str(file), read_only=True) as connection:
        yield lambda query: connection.execute(query).fetchall()


@pytest.fixture
def no_statistics(monkeypatch: pytest.MonkeyPatch) -> None:
    """The statistical reader confirms nothing, so that a test is about another reader."""
    nothing = Model(("none",), buckets=1, scale=1.0, threshold=2.0, weights=(0,))
    monkeypatch.setattr("pipelines.extraction.readers.statistical.trained", lambda: nothing)
