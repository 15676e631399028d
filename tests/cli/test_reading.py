"""Commands that read the publication: without one they say what to do, with one they answer."""

import json

import pytest

from pipelines.landing.declaration import all_sources
from tests.running import ledger_here


@pytest.mark.parametrize(
    "arguments",
    [
        ("sql", "select 1"),
        ("export", "--to", "{folder}/out"),
        ("report",),
        ("explain", "strikes-1"),
        ("diff", "{folder}/lost.duckdb"),
    ],
    ids=lambda arguments: arguments[0],
)
def test_without_a_publication_a_command_fails_and_leaves_nothing(tmp_path, capsys, arguments):
    given = [argument.format(folder=tmp_path) for argument in arguments]
    ran = ledger_here(capsys, tmp_path, *given)
    assert ran.returncode == (2 if given[0] == "diff" else 1)  # 1: the files differ
    assert ran.stdout == ""
    assert ran.stderr.startswith("ledger: ")
    assert "ledger refresh" in ran.stderr or "lost.duckdb" in ran.stderr
    assert not (tmp_path / "out").exists()


def test_every_source_is_listed_with_what_came_in(golden, capsys):
    ran = ledger_here(capsys, golden.data, "sources")
    assert ran.returncode == 0
    assert [name for name in all_sources() if name not in ran.stdout] == []


def test_an_event_is_explained_in_the_form_that_is_asked_for(golden, ask_golden, capsys):
    ((event,),) = ask_golden("select min(event_id) from events.negotiations")
    ran = ledger_here(capsys, golden.data, "explain", event, "--format", "json")
    assert ran.returncode == 0
    assert json.loads(ran.stdout)["provenance"][0]["event_id"] == event
    unknown = ledger_here(capsys, golden.data, "explain", "strikes-lost")
    assert (unknown.returncode, unknown.stdout) == (1, "")
    assert "strikes-lost" in unknown.stderr
