"""Fixtures of the tests that fetch: publishers are asked again at once."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import stamina

from pipelines.landing import pace, web
from pipelines.settings import Settings


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Ask again at once."""
    monkeypatch.setattr(pace, "PAUSE_SECONDS", 0.0)
    with stamina.set_testing(True, attempts=web.ATTEMPTS):
        yield


@pytest.fixture
def here(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "data", fetch="on")


@pytest.fixture
def key(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Credentials of a made-up account, in the environment."""
    monkeypatch.setenv("ACME_USER", "user@example.org")
    monkeypatch.setenv("ACME_SECRET", "pass word&1")
    return {"user": "ACME_USER", "secret": "ACME_SECRET"}
