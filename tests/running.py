"""The job and the command, run by tests: in this process, or as a user would, in one of its own."""

import os
import subprocess
import sys
from pathlib import Path

import dagster as dg
import pytest

from pipelines.settings import ROOT, Settings, settings

LEDGER = str(Path(sys.executable).with_name("ledger"))


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


def ledger(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command over a data folder, in a process of its own."""
    return subprocess.run(
        [LEDGER, *arguments],
        env=apart(folder, **environment), capture_output=True, text=True, check=False,
    )  # fmt: skip


def refresh_apart(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """`ledger refresh` over a data folder, in a process of its own; fails where it fails."""
    ran = ledger(folder, "refresh", **environment)
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
