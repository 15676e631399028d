"""What the command prints, from the outside."""

import subprocess
import sys

from pipelines.definitions import defs
from pipelines.defs import checks
from pipelines.quality.rule import SuiteError
from pipelines.quality.suite import Suite
from tests import running
from tests.running import apart, ledger, ledger_here


def test_a_table_that_is_no_terminals_loses_no_column(golden, capsys):
    ran = ledger_here(
        capsys,
        golden.data,
        "sql",
        "select night_of, drones_launched_best, drones_intercepted_best, missiles_launched_best "
        "from marts.strikes_daily where night_of = '2026-02-05'",
    )
    assert ran.returncode == 0
    row = next(line for line in ran.stdout.splitlines() if "2026-02-05" in line)
    assert [cell.strip() for cell in row.strip("│").split("│")] == ["2026-02-05", "183", "156", "2"]


def test_a_query_that_fails_says_why_and_exits_with_1(golden, capsys):
    ran = ledger_here(capsys, golden.data, "sql", "select nothing from nowhere")
    assert ran.returncode == 1
    assert "nowhere" in ran.stderr


def test_the_publication_is_read_only(golden, capsys):
    ran = ledger_here(capsys, golden.data, "sql", "create table mine (a integer)")
    assert ran.returncode == 1
    assert "read-only" in ran.stderr


def test_nothing_published_is_said(tmp_path, capsys):
    ran = ledger_here(capsys, tmp_path, "sources")
    assert ran.returncode == 1
    assert "ledger refresh" in ran.stderr


def test_a_refresh_that_finds_nothing_new_starts_no_run(golden_copy):
    published = golden_copy.warehouse.read_bytes()
    ran = ledger(golden_copy.data, "refresh")
    assert ran.returncode == 0
    assert "Nothing new since" in ran.stderr
    assert "is current. Newest data until 2026-10-07, " in ran.stderr
    assert golden_copy.warehouse.read_bytes() == published
    assert not (golden_copy.data / "dagster").exists()


def test_a_file_that_breaks_a_rule_is_named_in_one_line(tmp_path, capsys, monkeypatch):
    def suites() -> list[Suite]:
        raise SuiteError("sql/strikes/weekly.sql: no test 'notnull'")

    monkeypatch.setattr(checks, "all_suites", suites)
    monkeypatch.setattr(running, "definitions", defs)  # loaded anew
    ran = ledger_here(capsys, tmp_path, "refresh")
    assert ran.returncode == 1
    (line,) = ran.stderr.splitlines()
    assert line.endswith("FAILED sql/strikes/weekly.sql: no test 'notnull'")


LOADED = """
import sys
from pipelines.cli.main import app
for arguments in {commands}:
    app(arguments, result_action="return_value")
    loaded = {{name.partition(".")[0] for name, module in sys.modules.items() if module}}
    print(arguments[0], *loaded, file=sys.stderr)
"""

READING = (
    ["--help"], ["sql", "select 1"], ["sources"], ["quarantine"],
    ["explain", "strike-2026-02-05-night-RUS-UKR-drone"],
)  # fmt: skip
"""Commands that read."""

HEAVY = {"dagster", "great_expectations", "httpx", "jinja2", "pandas", "polars", "sqlglot"}
"""Libraries whose import takes a tenth of a second or more, and that reading does not need."""

UNNEEDED = {
    "--help": HEAVY | {"duckdb", "pydantic", "yaml"},
    "sql": HEAVY | {"pydantic", "yaml"},
    "sources": HEAVY | {"pydantic", "yaml"},
    "quarantine": HEAVY,
    "explain": HEAVY,
}
"""What each of these commands imports nothing of, in the order of `READING`."""


def test_a_command_that_reads_imports_no_library_that_it_does_not_need(golden):
    ran = subprocess.run(
        [sys.executable, "-c", LOADED.format(commands=[*READING, ["refresh"]])],
        env=apart(golden.data), capture_output=True, text=True, check=True,
    )  # fmt: skip
    lines = [line.split() for line in ran.stderr.splitlines() if " cyclopts" in line]
    loaded = {command: set(names) for command, *names in lines}
    assert list(loaded) == [arguments[0] for arguments in (*READING, ["refresh"])]
    for arguments in READING:
        assert loaded[arguments[0]] & UNNEEDED[arguments[0]] == set(), arguments
    assert loaded["refresh"].isdisjoint({"dagster", "great_expectations"})
