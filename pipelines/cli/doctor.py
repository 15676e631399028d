"""`ledger doctor`: checks that a refresh can run and that a schedule or cron job will start it.

Each check is one function that returns a finding. Printing does not belong here (main.py).
"""

import os
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import dagster as dg
import duckdb

from pipelines.publication.manifest import last_publication
from pipelines.settings import Settings
from pipelines.warehouse.build import BuildBusy, Warehouse

LOW_DISK = 1 << 30
"""Free bytes below which a refresh is likely to run out of space."""

STALE = timedelta(days=2)
"""Age above which a publication gets a remark: bulletins appear every day."""


@dataclass(frozen=True)
class Finding:
    """Result of one check; `is_well` is false if the user should act."""

    about: str
    says: str
    is_well: bool = True


def examine(settings: Settings) -> list[Finding]:
    """All findings, in the order in which they are printed."""
    return [
        _versions(),
        _data(settings),
        _publication(settings),
        _build(settings),
        _quarantine(settings),
        *_schedule(settings),
    ]


def _versions() -> Finding:
    return Finding("versions", f"dagster {dg.__version__}, duckdb {duckdb.__version__}")


def _data(settings: Settings) -> Finding:
    folder = settings.data if settings.data.exists() else settings.data.parent
    free = shutil.disk_usage(folder).free
    says = f"{settings.data}, {free / (1 << 30):.1f} GiB free"
    return Finding("data folder", says, free > LOW_DISK and os.access(folder, os.W_OK))


def _publication(settings: Settings) -> Finding:
    last = last_publication(settings)
    if last is None:
        return Finding("publication", "none yet; run `ledger refresh`", False)
    age = datetime.now(UTC) - datetime.fromisoformat(last.published_at)
    rows = sum(last.rows.values())
    says = f"{settings.warehouse}, {last.published_at}, {rows:,} rows"
    return Finding("publication", says, age < STALE)


def _build(settings: Settings) -> Finding:
    if not settings.build.exists():
        return Finding("build file", "none yet")
    try:
        with Warehouse.open(settings.build):
            return Finding("build file", f"{settings.build}, free")
    except BuildBusy:
        return Finding("build file", f"{settings.build}, a refresh is running")


def _quarantine(settings: Settings) -> Finding:
    if last_publication(settings) is None:
        return Finding("quarantine", "nothing read yet")
    with duckdb.connect(str(settings.warehouse), read_only=True) as connection:
        counted = connection.execute("select count(*) from quality.quarantined_rows").fetchone()
    rows = counted[0] if counted else 0
    says = f'{rows:,} rows; see `ledger sql "from quality.quarantined_rows"`'
    return Finding("quarantine", says)


def _schedule(settings: Settings) -> list[Finding]:
    with dg.DagsterInstance.get() as instance:
        toggled = [
            state.status.value
            for state in instance.all_instigator_state()
            if state.name == "twice_daily"
        ]
        statuses = instance.get_daemon_statuses()
        is_alive = "SCHEDULER" in statuses and bool(statuses["SCHEDULER"].healthy)
    state = toggled[0].lower() if toggled else f"{settings.schedule} (LEDGER_SCHEDULE)"
    daemon = "running" if is_alive else "not running: only `make ui` or cron starts a refresh"
    is_meant_to_run = state.startswith(("on", "running"))
    return [
        Finding("schedule twice_daily", state),
        Finding("dagster daemon", daemon, is_alive or not is_meant_to_run),
    ]
