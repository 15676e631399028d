"""Downloads the addresses that sources declare into their inboxes.

This is the only module that asks publishers, and only if the settings allow it. Content is saved
unchanged and then lands like any other file of the inbox. An address that does not respond stops
nothing: it is reported, and requested again by the next refresh.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from hashlib import sha256
from importlib.metadata import version

import httpx
import polars as pl
import stamina

from pipelines.landing.archive import place, sha256_of
from pipelines.landing.declaration import Address, Declaration
from pipelines.landing.inbox import inbox_uri
from pipelines.settings import PROJECT, Settings, stamp
from pipelines.warehouse.build import Warehouse
from pipelines.warehouse.fill import fill

TIMEOUT = httpx.Timeout(30.0, connect=10.0)
"""Timeouts in seconds, for a response and for a connection."""

ATTEMPTS = 3
"""Attempts before an address counts as not responding."""

BUSY = (429, 500, 502, 503, 504)
"""Status codes after which a retry can help."""

MOST_BYTES = 64 << 20
"""Maximum size of a response; pages and feeds are far smaller."""


@dataclass(frozen=True)
class Answer:
    """Result of one request; a row of quality.fetches."""

    source: str
    url: str
    asked_at: datetime
    outcome: str
    file: str | None = None
    bytes: int | None = None
    reason: str | None = None


class TooLarge(ValueError):
    """A response larger than any page or feed."""


def fetch_all(settings: Settings, sources: dict[str, Declaration]) -> list[Answer]:
    """Request every declared address; does nothing unless the settings allow fetching."""
    if not settings.asks:
        return []
    stamina.instrumentation.set_on_retry_hooks(())  # only results are reported, not attempts
    agent = f"{PROJECT}/{version(PROJECT)}"
    with httpx.Client(
        headers={"User-Agent": agent}, timeout=TIMEOUT, follow_redirects=True
    ) as client:
        return [
            _fetch(client, settings, name, address)
            for name, source in sources.items()
            for address in source.fetch
        ]


def record(warehouse: Warehouse, answers: list[Answer]) -> None:
    """Replace the rows of the same addresses in quality.fetches."""
    if not answers:
        return
    frame = pl.DataFrame(
        [asdict(answer) for answer in answers],
        schema_overrides={"file": pl.String, "bytes": pl.Int64, "reason": pl.String},
    )
    with warehouse.transaction() as cursor:
        cursor.executemany(
            "delete from quality.fetches where source = ? and url = ?",
            [(answer.source, answer.url) for answer in answers],
        )
        fill(cursor, "quality.fetches", frame)


def _fetch(client: httpx.Client, settings: Settings, source: str, address: Address) -> Answer:
    now = datetime.now(UTC)
    folder = settings.inbox / source / "fetched"
    try:
        content = _ask(client, address.url)
    except (httpx.HTTPError, TooLarge) as error:
        reason = f"{address.url}: {error or type(error).__name__}"
        return Answer(source, address.url, now, "failed", reason=reason)
    last = max(folder.glob(f"{address.stem}-*{address.suffix}"), default=None)
    if last is not None and sha256_of(last) == sha256(content).hexdigest():
        return Answer(source, address.url, now, "unchanged")
    file = folder / f"{address.stem}-{stamp(now)}{address.suffix}"
    place(file, content)
    return Answer(source, address.url, now, "new", inbox_uri(file, settings), len(content))


def _is_passing(error: Exception) -> bool:
    """Whether a retry can help: after a broken connection, or if the server is busy."""
    if isinstance(error, httpx.HTTPStatusError):
        return error.response.status_code in BUSY
    return isinstance(error, httpx.TransportError)


@stamina.retry(on=_is_passing, attempts=ATTEMPTS)
def _ask(client: httpx.Client, url: str) -> bytes:
    """The content of an address; raises `httpx.HTTPError` and `TooLarge`."""
    with client.stream("GET", url) as response:
        response.raise_for_status()
        return b"".join(_within(response.iter_bytes()))


def _within(chunks: Iterator[bytes]) -> Iterator[bytes]:
    taken = 0
    for chunk in chunks:
        taken += len(chunk)
        if taken > MOST_BYTES:
            raise TooLarge(f"the answer has more than {MOST_BYTES:,} bytes")
        yield chunk
