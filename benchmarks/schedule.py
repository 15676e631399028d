"""A refresh that the schedule starts, against `ledger refresh` over the same documents.

    python -m benchmarks.schedule [DATA]

DATA is a data folder that has been refreshed; without one the shipped registers are read first.
The schedule's path is the daemon's: a server of the project's code, which lives as long as the
daemon, evaluates the tick; Dagster's run launcher has it start a worker, a process that runs the
job. A run also waits in the queue, which the daemon looks at every few seconds; that is not timed.
The other path is the command, a process too. Both are timed where nothing is new, when neither
starts a run, and with one new file.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

# The daemon first: it and the scheduler import each other.
import dagster
import dagster._daemon.daemon
import dagster._scheduler.scheduler
from dagster._core.definitions.run_request import RunRequest
from dagster._core.definitions.timestamp import TimestampWithTimezone
from dagster._core.workspace.context import WorkspaceProcessContext, WorkspaceRequestContext
from dagster._core.workspace.load_target import ModuleTarget

from pipelines.paths import ROOT, SOURCES

LOOKS, RUNS = 5, 2
"""How often each path is timed where nothing is new, and with a new file."""

NEW = SOURCES / "massive_missile_attacks" / "sample" / "missile_attacks_daily_2026-02-07.csv"
"""The new file."""

LOCATION, SCHEDULE, JOB = "ledger", "twice_daily", "refresh"


@dataclass(frozen=True)
class Daemon:
    """What the daemon works with: its instance, and its view of the server of the code."""

    instance: dagster.DagsterInstance
    workspace: WorkspaceRequestContext

    def look(self) -> list[RunRequest]:
        """Evaluate a tick of the schedule; nothing if it is skipped. Raises what it raises."""
        location = self.workspace.get_code_location(LOCATION)
        (repository,) = location.get_repositories().values()
        now = TimestampWithTimezone(time.time(), "UTC")
        tick = location.get_schedule_execution_data(
            self.instance, repository.handle, SCHEDULE, now, log_key=None
        )
        return list(tick.run_requests or [])

    def refresh(self) -> None:
        """Evaluate a tick, start the run that it asks for, and wait for its end."""
        (request,) = self.look()
        location = self.workspace.get_code_location(LOCATION)
        (repository,) = location.get_repositories().values()
        run = dagster._scheduler.scheduler._create_scheduler_run(
            self.instance, datetime.now(UTC), location,
            repository.get_schedule(SCHEDULE), repository.get_full_job(JOB), request,
        )  # fmt: skip
        self.instance.launch_run(run.run_id, self.workspace)
        while run is not None and not run.is_finished:
            time.sleep(0.1)
            run = self.instance.get_run_by_id(run.run_id)
        assert run is not None and run.is_success, "the scheduled run failed"


def main(data: str | None = None) -> None:
    """Time both paths in turn and print medians and ratios."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ.update(
            LEDGER_DATA=f"{folder}/data", LEDGER_DAGSTER_DIR=f"{folder}/dagster",
            LEDGER_SETTLE_SECONDS="0", DAGSTER_HOME=str(ROOT),
        )  # fmt: skip
        if data:
            shutil.copytree(data, folder / "data")
        _command()
        shutil.copytree(folder / "data", folder / "base")
        with _daemon() as daemon:
            assert daemon.look() == [], "nothing is new, and yet the schedule asks for a run"
            looks = [(_seconds(_command), _seconds(daemon.look)) for _ in range(LOOKS)]
            runs = [
                (_seconds(_command, folder), _seconds(daemon.refresh, folder)) for _ in range(RUNS)
            ]
    print(f"{'':14}{'command':>11}{'schedule':>11}{'ratio':>8}")
    for what, pairs in (("nothing new", looks), ("one new file", runs)):
        command, schedule = (median(column) for column in zip(*pairs, strict=True))
        ratio = median(there / here for here, there in pairs)
        print(f"{what:14}{command:9.2f} s{schedule:9.2f} s{ratio:8.2f}")


@contextmanager
def _daemon() -> Iterator[Daemon]:
    """A daemon's view of a server of the code, which starts and ends with it."""
    target = ModuleTarget("pipelines.definitions", None, None, LOCATION)
    with dagster.DagsterInstance.get() as instance, ExitStack() as stack:
        with _silent():
            context = stack.enter_context(WorkspaceProcessContext(instance, target))
        yield Daemon(instance, context.create_request_context())


@contextmanager
def _silent() -> Iterator[None]:
    """Processes that are started within it, and their workers, write no log."""
    stderr = os.dup(2)
    with open(os.devnull, "w") as nowhere:
        os.dup2(nowhere.fileno(), 2)
    try:
        yield
    finally:
        os.dup2(stderr, 2)
        os.close(stderr)


def _command() -> None:
    ledger = Path(sys.executable).with_name("ledger")
    subprocess.run([ledger, "refresh"], check=True, capture_output=True)


def _seconds(call: Callable[[], object], folder: Path | None = None) -> float:
    """Seconds of a call; with a folder, over the refreshed data and one new file."""
    if folder is not None:
        shutil.rmtree(folder / "data")
        shutil.copytree(folder / "base", folder / "data")
        inbox = folder / "data" / "inbox" / NEW.parents[1].name
        inbox.mkdir(parents=True, exist_ok=True)
        shutil.copy(NEW, inbox)
    started = time.perf_counter()
    call()
    return time.perf_counter() - started


if __name__ == "__main__":
    main(*sys.argv[1:])
