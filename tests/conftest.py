"""Fixtures every test may use: a data folder of its own, the graph run in it, the real data."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
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


@pytest.fixture(scope="session")
def golden(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of a data folder refreshed once on the shipped registers; to read only."""
    here = Settings(data=tmp_path_factory.mktemp("golden"))
    refreshed(here)
    return here


@pytest.fixture
def golden_copy(golden: Settings, tmp_path: Path) -> Settings:
    """A copy of the refreshed data folder, to write to."""
    here = Settings(data=tmp_path / "copy")
    shutil.copytree(golden.data, here.data)
    return here


@pytest.fixture
def ask_golden(golden: Settings) -> Callable[[str], list[tuple]]:
    """Rows of a query on the publication of the shipped registers."""

    def rows(query: str) -> list[tuple]:
        with duckdb.connect(str(golden.warehouse), read_only=True) as connection:
            return connection.execute(query).fetchall()

    return rows


def refreshed(here: Settings) -> dg.ExecuteInProcessResult:
    """Run the job `refresh` over a data folder in this process; success is the caller's to ask."""
    from pipelines.definitions import defs

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LEDGER_DATA", str(here.data))
        settings.cache_clear()
        try:
            return (
                defs()
                .resolve_job_def("refresh")
                .execute_in_process(
                    raise_on_error=False,
                    run_config={"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}},
                )
            )
        finally:
            settings.cache_clear()


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
