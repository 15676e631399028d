"""What the command prints, from the outside."""

import subprocess
import sys
from pathlib import Path

from tests.conftest import apart

LEDGER = str(Path(sys.executable).with_name("ledger"))


def ledger(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [LEDGER, *arguments], env=apart(folder), capture_output=True, text=True, check=False
    )


def test_a_table_that_is_no_terminals_loses_no_column(golden):
    ran = ledger(
        golden.data,
        "sql",
        "select night_of, drones_launched_best, drones_intercepted_best, missiles_launched_best "
        "from marts.strikes_daily where night_of = '2026-02-05'",
    )
    assert ran.returncode == 0
    row = next(line for line in ran.stdout.splitlines() if "2026-02-05" in line)
    assert [cell.strip() for cell in row.strip("│").split("│")] == ["2026-02-05", "183", "156", "2"]


def test_a_query_that_fails_says_why_and_exits_with_1(golden):
    ran = ledger(golden.data, "sql", "select nothing from nowhere")
    assert ran.returncode == 1
    assert "nowhere" in ran.stderr


def test_the_publication_is_read_only(golden):
    ran = ledger(golden.data, "sql", "create table mine (a integer)")
    assert ran.returncode == 1
    assert "read-only" in ran.stderr


def test_nothing_published_is_said(tmp_path):
    ran = ledger(tmp_path, "sources")
    assert ran.returncode == 1
    assert "ledger refresh" in ran.stderr
