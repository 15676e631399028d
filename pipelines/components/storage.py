"""Where Dagster keeps what it writes: one folder for all of it, with a default.

Each class is Dagster's own with `base_dir` filled in: $LEDGER_DAGSTER_DIR, else .dagster/ in the
repository. dagster.yaml names them, so `dg launch` and `dagster asset materialize` need no other
variable than DAGSTER_HOME. The event log is in event_log.py.
"""

import os
from typing import Any

import dagster as dg
from dagster._core.storage.local_compute_log_manager import LocalComputeLogManager
from dagster._core.storage.root import LocalArtifactStorage
from dagster._core.storage.runs import SqliteRunStorage
from dagster._core.storage.schedules import SqliteScheduleStorage

from pipelines.paths import ROOT


class InLedgersFolder:
    """To be named before one of Dagster's classes of storage: gives `base_dir` its default."""

    @classmethod
    def config_type(cls) -> dict[str, Any]:
        """Configuration of the class: `base_dir`."""
        default = os.environ.get("LEDGER_DAGSTER_DIR") or str(ROOT / ".dagster")
        return {"base_dir": dg.Field(dg.StringSource, is_required=False, default_value=default)}


class Runs(InLedgersFolder, SqliteRunStorage):
    """Named in dagster.yaml under `run_storage`."""


class Schedules(InLedgersFolder, SqliteScheduleStorage):
    """Named in dagster.yaml under `schedule_storage`."""


class Artifacts(InLedgersFolder, LocalArtifactStorage):
    """Named in dagster.yaml under `local_artifact_storage`."""


class ComputeLogs(InLedgersFolder, LocalComputeLogManager):
    """Named in dagster.yaml under `compute_logs`."""
