"""Asked to end, a command ends: at once, with the exit code of the signal, and says so."""

import signal
import subprocess
import sys
import textwrap
import time

import dagster as dg
import pytest

from pipelines.paths import ROOT
from tests.running import LEDGER, apart, drain_until

IN_A_QUERY = textwrap.dedent(
    """
    import threading, sys
    import duckdb
    from pipelines.cli.interruption import cleaned_up_by, end_on_signals

    end_on_signals()
    with cleaned_up_by(lambda: 1 / 0), cleaned_up_by(lambda: print("cleaned up", flush=True)):
        print("in a query", flush=True)
        duckdb.sql("select sum(a.range * b.range) from range(10000000) a, range(1000000) b").show()
    """
)


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_long_query_is_left_within_seconds(number, code):
    process = subprocess.Popen(
        [sys.executable, "-c", IN_A_QUERY],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.readline() == "in a query\n"
    time.sleep(0.5)
    asked = time.monotonic()
    process.send_signal(number)
    out, err = process.communicate(timeout=60)
    assert time.monotonic() - asked < 10
    assert process.returncode == code
    assert f"interrupted by {number.name}" in err
    assert out == "cleaned up\n"


REDIRECTED = textwrap.dedent(
    """
    import os, time
    from pipelines.cli.interruption import end_on_signals

    end_on_signals()
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    print("redirected", flush=True)
    time.sleep(60)
    """
)


def test_an_interruption_is_said_where_the_command_was_started():
    """During a run Dagster redirects standard error to a file."""
    process = subprocess.Popen(
        [sys.executable, "-c", REDIRECTED],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.readline() == "redirected\n"
    process.send_signal(signal.SIGTERM)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 143
    assert err.endswith("interrupted by SIGTERM\n")


def test_an_interrupted_refresh_is_cancelled_and_blocks_nothing(tmp_path, monkeypatch):
    process = subprocess.Popen(
        [LEDGER, "refresh"], env=apart(tmp_path), stderr=subprocess.PIPE, text=True
    )
    drain_until(process, "done landing")
    process.send_signal(signal.SIGTERM)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 143
    assert "interrupted by SIGTERM" in err
    monkeypatch.setenv("LEDGER_DAGSTER_DIR", str(tmp_path / "dagster"))
    with dg.DagsterInstance.from_config(str(ROOT)) as instance:
        assert [run.status for run in instance.get_runs()] == [dg.DagsterRunStatus.CANCELED]
