"""Limits of one refresh: pauses between requests, and how much is downloaded."""

import time

import pytest

from pipelines.landing import pace
from pipelines.landing.fetch import fetch_all
from pipelines.settings import Settings
from tests.landing.acme import acme
from tests.landing.servers import Server, gives


def test_one_host_is_asked_with_pauses(here: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "PAUSE_SECONDS", 0.3)
    server = Server(a=gives(b"a"), b=gives(b"b"))
    both = acme(*({"url": server.url(path), "file": f"{path}.csv"} for path in "ab"))
    started = time.monotonic()
    assert [answer.outcome for answer in fetch_all(here, both)] == ["new", "new"]
    assert time.monotonic() - started >= 0.3


def test_a_refresh_takes_only_so_much(here: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "MOST_BYTES", 3)
    server = Server(a=gives(b"aaaa"), b=gives(b"b"))
    both = acme(*({"url": server.url(path), "file": f"{path}.csv"} for path in "ab"))
    first, second = fetch_all(here, both)
    assert (first.outcome, second.outcome) == ("new", "failed")
    assert "waits for the next one" in (second.reason or "")
