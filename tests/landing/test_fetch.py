"""Fetching from a local server: new content and failures are recorded."""

import re
import threading
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from pipelines.landing import web
from pipelines.landing.address import Address, Listed
from pipelines.landing.declaration import Declaration, all_sources
from pipelines.landing.fetch import fetch_all, record
from pipelines.landing.forms import readers_of
from pipelines.publication.fingerprint import fingerprint, of_landed
from pipelines.settings import Settings
from pipelines.warehouse.build import Warehouse
from tests.running import ledger

NAME = "ukraine_air_force"


class Publisher(ThreadingHTTPServer):
    """Answers with what it is given in turn, the last for ever; remembers who asked."""

    def __init__(self, *answers: tuple[int, bytes]) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers = list(answers)
        self.agents: list[str] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/s/channel"


class Handler(BaseHTTPRequestHandler):
    server: Publisher

    def do_GET(self) -> None:
        self.server.agents.append(self.headers["User-Agent"])
        answers = self.server.answers
        status, content = answers.pop(0) if len(answers) > 1 else answers[0]
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing on the test's own output."""


def publishing(*answers: tuple[int, bytes]) -> Publisher:
    publisher = Publisher(*answers)
    threading.Thread(target=publisher.serve_forever, daemon=True).start()
    return publisher


def sources(url: str, file: str = "channel.html") -> dict[str, Declaration]:
    declared = all_sources()[NAME]
    address = Address(url=url, file=file, allow_private=True)  # the test's own server
    return {NAME: declared.model_copy(update={"fetch": [address]})}


def files(here: Settings) -> list[Path]:
    return sorted((here.inbox / NAME).rglob("*"))


def test_new_content_is_saved_unchanged_in_the_inbox(here):
    publisher = publishing((200, b"<html>post</html>"))
    (answer,) = fetch_all(here, sources(publisher.url))
    assert answer.outcome == "new"
    assert answer.file is not None
    assert answer.file.startswith(f"inbox/{NAME}/fetched/channel-")
    assert (here.data / answer.file).read_bytes() == b"<html>post</html>"
    assert answer.bytes == 17
    assert publisher.agents[0].startswith("conflict-ledger/")


def test_unchanged_content_is_not_written_again(here):
    publisher = publishing((200, b"<html>post</html>"))
    asked = sources(publisher.url)
    fetch_all(here, asked)
    before = files(here)
    (answer,) = fetch_all(here, asked)
    assert (answer.outcome, answer.file) == ("unchanged", None)
    assert files(here) == before


def test_a_busy_publisher_is_asked_again(here):
    publisher = publishing((503, b""), (429, b""), (200, b"post"))
    (answer,) = fetch_all(here, sources(publisher.url))
    assert answer.outcome == "new"
    assert len(publisher.agents) == 3


@pytest.mark.parametrize(
    ("status", "asked"), [(404, 1), (403, 1), (503, web.ATTEMPTS)], ids=["gone", "shut", "busy"]
)
def test_a_refusal_is_recorded_and_nothing_is_written(here, status, asked):
    publisher = publishing((status, b"sorry"))
    (answer,) = fetch_all(here, sources(publisher.url))
    assert answer.outcome == "failed"
    assert answer.reason is not None
    assert str(status) in answer.reason
    assert publisher.url in answer.reason
    assert len(publisher.agents) == asked
    assert files(here) == []


def test_an_unreachable_address_is_recorded(here):
    publisher = publishing((200, b"post"))
    publisher.shutdown()
    publisher.server_close()
    (answer,) = fetch_all(here, sources(publisher.url))
    assert answer.outcome == "failed"
    assert answer.reason is not None
    assert "refused" in answer.reason.lower()


def test_an_endless_answer_is_refused(here, monkeypatch):
    monkeypatch.setattr(web, "MOST_BYTES", 1000)
    publisher = publishing((200, b"x" * 1001))
    (answer,) = fetch_all(here, sources(publisher.url))
    assert answer.outcome == "failed"
    assert answer.reason is not None
    assert "more than 1,000 bytes" in answer.reason
    assert files(here) == []


def test_nothing_is_fetched_unless_the_settings_allow_it(tmp_path):
    publisher = publishing((200, b"post"))
    assert fetch_all(Settings(data=tmp_path), sources(publisher.url)) == []
    past = Settings(data=tmp_path, fetch="on").at(datetime(2026, 2, 10, tzinfo=UTC))
    assert fetch_all(past, sources(publisher.url)) == []
    assert publisher.agents == []


def test_the_table_has_the_last_request_of_an_address(here):
    publisher = publishing((200, b"post"), (404, b""))
    asked = sources(publisher.url)
    with Warehouse.open(here.build) as warehouse:
        record(warehouse, fetch_all(here, asked))
        record(warehouse, fetch_all(here, asked))
        record(warehouse, [])
        assert warehouse.rows("select source, url, outcome, bytes from quality.fetches") == [
            (NAME, publisher.url, "failed", None)
        ]


def test_a_source_that_stops_responding_causes_a_publication(here):
    """So that the warning is published once, and again when the address answers."""
    publisher = publishing((404, b""), (200, b"post"))
    asked = sources(publisher.url)
    off = here.model_copy(update={"fetch": "off"})
    with Warehouse.open(here.build) as warehouse:
        record(warehouse, fetch_all(here, asked))
        assert of_landed(warehouse, here, asked) == fingerprint(here, {publisher.url})
        assert of_landed(warehouse, off, asked) == fingerprint(off, set())
        record(warehouse, fetch_all(here, asked))
        assert of_landed(warehouse, here, asked) == fingerprint(here, set())


LISTED = {"gdelt": "20260205120000.export.CSV.zip"}
"""Source -> a name that its list gives, as published."""


def test_every_address_is_saved_in_a_format_that_its_source_reads():
    sources = all_sources()
    for name, source in sources.items():
        for address in source.fetch:
            saved = address.file
            if isinstance(address, Listed):
                assert re.search(address.names, LISTED[name]), name
                saved = f"{Path(saved).stem}_{LISTED[name]}"
            assert name in readers_of(saved, sources), name


def test_a_setting_that_is_neither_on_nor_off_is_named(tmp_path):
    ran = ledger(tmp_path, "refresh", LEDGER_FETCH="maybe")
    assert ran.returncode == 1
    assert "fetch" in ran.stderr
