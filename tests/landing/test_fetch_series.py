"""Of a series of dated files every day that is not held is downloaded."""

from datetime import UTC, datetime, timedelta

import pytest

from pipelines.landing import pace
from pipelines.settings import Settings
from tests.landing.acme import fetched, saved
from tests.landing.servers import Server, gives


def days_ago(number: int) -> str:
    return (datetime.now(UTC) - timedelta(days=number)).date().isoformat()


def test_a_series_brings_every_day_that_is_not_held(here: Settings) -> None:
    server = Server(**{f"{days_ago(n)}.csv": gives(f"a,b\n{n},1\n".encode()) for n in (3, 1, 0)})
    address = {"series": server.url("{date}.csv"), "file": "d.csv", "since": days_ago(3)}
    answer = fetched(here, **address)
    assert (answer.outcome, answer.bytes) == ("new", 24)
    assert list(saved(here)) == [f"d_{days_ago(n)}.csv" for n in (3, 1, 0)]
    asked = len(server.asked)
    assert fetched(here, **address).outcome == "unchanged"
    assert len(server.asked) == asked


def test_a_long_series_goes_on_where_the_last_refresh_stopped(
    here: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pace, "MOST_REQUESTS", 2)
    server = Server(**{f"{days_ago(n)}.csv": gives(b"a,b\n1,2\n") for n in range(4)})
    address = {"series": server.url("{date}.csv"), "file": "d.csv", "since": days_ago(3)}
    answer = fetched(here, **address)
    assert answer.outcome == "new"
    assert f"from {days_ago(1)} on: 2 requests" in (answer.reason or "")
    assert fetched(here, **address).outcome == "new"
    assert len(saved(here)) == 4


def test_a_day_that_fails_keeps_the_days_before_it(here: Settings) -> None:
    server = Server(
        **{f"{days_ago(1)}.csv": gives(b"a,b\n"), f"{days_ago(0)}.csv": gives(b"", 500)}
    )
    address = {"series": server.url("{date}.csv"), "file": "d.csv", "since": days_ago(1)}
    assert fetched(here, **address).outcome == "failed"
    assert list(saved(here)) == [f"d_{days_ago(1)}.csv"]
