"""`ledger fetch` asks at once, whatever the settings of the schedule, and says what came."""

from pathlib import Path

import pytest

from pipelines.cli import fetching
from pipelines.landing import declaration
from pipelines.landing.declaration import all_sources
from tests.landing.servers import Server, gives
from tests.running import ledger_here
from tests.sources import declared


@pytest.fixture
def publisher(monkeypatch: pytest.MonkeyPatch) -> Server:
    """A server that is the only address of the only source."""
    server = Server(page=gives(b"day,freed\n"))
    source = declared(
        "acme", fetch=[{"url": server.url(), "file": "log.csv", "allow_private": True}]
    )
    monkeypatch.setattr(declaration, "all_sources", lambda: {"acme": source})
    return server


def test_what_came_is_in_the_inbox_and_named(publisher: Server, tmp_path: Path, capsys) -> None:
    ran = ledger_here(capsys, tmp_path, "fetch")
    (file,) = (tmp_path / "inbox" / "acme").rglob("*.csv")
    assert ran.returncode == 0
    assert ran.stdout == f"acme: new: {file.relative_to(tmp_path)}, 10 bytes\n"
    assert ran.stderr == f"acme: asking {publisher.url()}\n"
    assert ledger_here(capsys, tmp_path, "fetch", "acme").stdout == "acme: nothing new\n"


def test_a_failure_is_reported_and_exits_1(publisher: Server, tmp_path: Path, capsys) -> None:
    publisher.paths["page"] = gives(b"gone", 404)
    ran = ledger_here(capsys, tmp_path, "fetch", "acme")
    assert ran.returncode == 1
    assert ran.stdout.startswith("acme: failed (http://127.0.0.1:")


def test_a_source_without_an_address_is_named(tmp_path: Path, capsys) -> None:
    ran = ledger_here(capsys, tmp_path, "fetch", "strike_register")
    assert ran.returncode == 1
    assert "strike_register: no source with an address under `fetch`; there are" in ran.stderr
    assert set(fetching.MEANINGS) == {"new", "unchanged", "skipped", "failed"}
    assert all(name in ran.stderr for name, source in all_sources().items() if source.fetch)
