"""One request for a source: its credentials, which nothing repeats, and what is said before it."""

from pathlib import Path

import pytest

from pipelines.landing import web
from pipelines.landing.fetch import fetch_each
from pipelines.settings import Settings
from tests.landing.acme import NAME, PAGES, acme, fetched, paged
from tests.landing.servers import Handler, Server, gives


def test_without_credentials_an_address_is_not_asked(here: Settings) -> None:
    server = paged(*PAGES)
    key = {"user": "ACME_NO_USER", "secret": "ACME_NO_SECRET"}
    answer = fetched(here, url=server.url("file"), file="d.csv", key=key)
    assert answer.outcome == "skipped"
    assert answer.reason == "ACME_NO_USER and ACME_NO_SECRET are not set"
    assert server.asked == []


def test_credentials_go_to_no_other_host_and_into_no_reason(
    here: Settings, key: dict[str, str]
) -> None:
    other = Server(page=gives(b"gone", 404))
    elsewhere = other.url("page?signature=s3cret").replace("127.0.0.1", "localhost")
    server = Server(file=gives(b"", 302, Location=elsewhere))
    answer = fetched(here, url=server.url("file"), file="a.zip", key=key, hosts=["localhost"])
    assert answer.outcome == "failed"
    assert server.asked[0][1]["Authorization"].startswith("Basic ")
    assert "Authorization" not in other.asked[0][1]
    assert "s3cret" not in (answer.reason or "")
    assert "404" in (answer.reason or "")


def test_a_secret_that_a_publisher_repeats_is_hidden(here: Settings, key: dict[str, str]) -> None:
    def refuses(handler: Handler) -> None:
        gives(b"id;" + handler.headers["Authorization"].encode())(handler)

    server = Server(read=refuses)
    address = {"pages": server.url("read?page={page}"), "file": "d.csv", "rows": 2, "key": key}
    answer = fetched(here, **address)
    assert answer.outcome == "failed"
    assert "Basic ***" in (answer.reason or "")


@pytest.mark.parametrize("token", [b"<html>", b"{}", b'{"access_token": 5}'])
def test_an_answer_without_a_token_is_refused(
    here: Settings, key: dict[str, str], token: bytes
) -> None:
    server = paged(*PAGES)
    server.paths["token"] = gives(token)
    key = {**key, "token_url": server.url("token")}
    answer = fetched(here, url=server.url("read"), file="d.csv", key=key)
    assert "access_token" in (answer.reason or "")


def test_what_is_asked_is_printed_at_once(here: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "MOST_BYTES", 5)
    server = Server(a=gives(b"too long"))
    lines: list[str] = []
    (answer,) = fetch_each(here, acme({"url": server.url("a"), "file": "a.csv"}), lines.append)
    assert lines == [f"{NAME}: asking {server.url('a')}"]
    assert "more than 5 bytes" in (answer.reason or "")
    assert not list(Path(here.inbox).rglob("*.csv"))
