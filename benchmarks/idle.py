"""A refresh that finds nothing new, against an empty Dagster job.

    python -m benchmarks.idle

Both are whole processes that start Dagster, load definitions and run a job in process.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

RUNS = 5

EMPTY = """
import dagster as dg

@dg.op
def nothing():
    pass

@dg.job
def empty():
    nothing()

with dg.DagsterInstance.get() as instance:
    dg.Definitions(jobs=[empty]).resolve_job_def("empty").execute_in_process(
        instance=instance,
        run_config={"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}},
    )
"""


def main() -> None:
    """Time both in turn and print the medians and their ratio."""
    root = Path(__file__).resolve().parents[1]
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **os.environ,
            "DAGSTER_HOME": str(root),
            "LEDGER_DAGSTER_DIR": f"{folder}/dagster",
            "LEDGER_DATA": f"{folder}/data",
        }
        refresh = [str(Path(sys.executable).with_name("ledger")), "refresh"]
        _timed(refresh, environment)
        pairs = [
            (_timed(refresh, environment), _timed([sys.executable, "-c", EMPTY], environment))
            for _ in range(RUNS)
        ]
    ours, empty = (median(column) for column in zip(*pairs, strict=True))
    print(f"refresh with nothing new  {ours:6.2f} s")
    print(f"empty Dagster job         {empty:6.2f} s")
    print(f"ratio                     {median(a / b for a, b in pairs):6.2f}")


def _timed(command: list[str], environment: dict[str, str]) -> float:
    started = time.perf_counter()
    subprocess.run(command, env=environment, check=True, capture_output=True)
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
