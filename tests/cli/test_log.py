"""Lines of a log carry the time; a quiet refresh prints nothing unless something fails."""

import re

import pytest

from pipelines.cli.log import Log
from pipelines.cli.refresh_console import progress
from tests.running import ledger_here

LINE = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z (.+)")


def test_every_line_of_a_log_carries_the_time(capsys):
    Log().print("one\ntwo [bracketed]", markup=False)
    lines = capsys.readouterr().err.splitlines()
    assert [LINE.fullmatch(line)[1] for line in lines] == ["one", "two [bracketed]"]  # type: ignore[index]


def test_a_quiet_log_keeps_its_lines_until_it_is_released(capsys):
    log = Log(is_quiet=True)
    log.print("something failed")
    assert capsys.readouterr().err == ""
    log.release()
    log.release()
    assert capsys.readouterr().err.count("something failed") == 1


def test_a_quiet_log_has_no_line_a_step(capsys):
    log = Log(is_quiet=True)
    with progress(log, 1) as show:
        show(None)  # type: ignore[arg-type]
    log.release()
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("quiet", [False, True])
def test_nothing_new_is_said_once_and_to_nobody_who_wants_quiet(golden, capsys, quiet):
    ran = ledger_here(capsys, golden.data, "refresh", *["--quiet"] * quiet)
    assert ran.returncode == 0
    assert ran.stderr.count("Nothing new") == (0 if quiet else 1)


def test_a_busy_build_file_is_said_also_to_those_who_want_quiet(golden_copy, capsys, monkeypatch):
    from pipelines.warehouse.build import BuildBusy, Warehouse

    def busy(*_: object) -> None:
        raise BuildBusy("another refresh is running")

    golden_copy.warehouse.unlink()
    monkeypatch.setattr(Warehouse, "open", busy)
    ran = ledger_here(capsys, golden_copy.data, "refresh", "--quiet")
    assert ran.returncode == 75
    assert "another refresh is running" in ran.stderr
