"""Fixtures every test may use: a data folder of its own, the graph run in it, the real data."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import dagster as dg
import duckdb
import pytest

from pipelines.settings import ROOT, Settings, settings

SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """Real data that is not part of the project; tests that need it skip without it."""
    if not SHARED.exists():
        pytest.skip("needs the real data folder ../shared, which is not part of the project")
    return SHARED


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Settings]:
    """Settings of an empty data folder."""
    monkeypatch.setenv("LEDGER_DATA", str(tmp_path / "data"))
    settings.cache_clear()
    yield settings()
    settings.cache_clear()


@pytest.fixture
def refresh(data: Settings) -> Callable[[], dg.ExecuteInProcessResult]:
    """Runs the job `refresh` in this process over the data folder; raises nothing."""
    from pipelines.definitions import defs

    job = defs().resolve_job_def("refresh")
    quiet = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}

    def run() -> dg.ExecuteInProcessResult:
        return job.execute_in_process(raise_on_error=False, run_config=quiet)

    return run


@pytest.fixture(scope="session")
def golden(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of a data folder refreshed once on the shipped registers; to read only."""
    here = Settings(data=tmp_path_factory.mktemp("golden"))
    refresh_apart(here.data)
    return here


@pytest.fixture
def ask_golden(golden: Settings) -> Callable[[str], list[tuple]]:
    """Rows of a query on the publication of the shipped registers."""

    def rows(query: str) -> list[tuple]:
        with duckdb.connect(str(golden.warehouse), read_only=True) as connection:
            return connection.execute(query).fetchall()

    return rows


def refresh_apart(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """`ledger refresh` over a data folder, in a process of its own; fails where it fails."""
    ran = subprocess.run(
        [str(Path(sys.executable).with_name("ledger")), "refresh"],
        env=apart(folder, **environment), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    return ran


def apart(folder: Path, **environment: str) -> dict[str, str]:
    """Environment of a process that works in a data folder of its own."""
    return {
        **os.environ,
        "LEDGER_DATA": str(folder),
        "LEDGER_DAGSTER_DIR": str(folder / "dagster"),
        "DAGSTER_HOME": str(ROOT),
        **environment,
    }


@pytest.fixture
def ask(data: Settings) -> Callable[[str], list[tuple]]:
    """Rows of a query on the publication."""

    def rows(query: str) -> list[tuple]:
        with duckdb.connect(str(data.warehouse), read_only=True) as connection:
            return connection.execute(query).fetchall()

    return rows
