"""Asking publishers: what lies at a source's addresses is put into its inbox.

The only module that opens the network, and only where the settings allow it. What comes is kept as
it came; landing and reading it are the same as for a file that somebody dropped in. An address that
does not answer stops nothing: it is told of, and asked again by the next refresh.
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
"""Seconds to wait for an answer, and for a connection."""

ATTEMPTS = 3
"""How often an address is asked before it counts as not answering."""

BUSY = (429, 500, 502, 503, 504)
"""Answers after which it is worth asking again."""

MOST_BYTES = 64 << 20
"""A larger answer is refused: no page or feed comes near it."""


@dataclass(frozen=True)
class Answer:
    """What one address brought; the row of quality.fetches."""

    source: str
    url: str
    asked_at: datetime
    outcome: str
    file: str | None = None
    bytes: int | None = None
    reason: str | None = None


class TooLarge(ValueError):
    """An answer that no page or feed would give."""


def fetch_all(settings: Settings, sources: dict[str, Declaration]) -> list[Answer]:
    """Ask every address that a source declares; nobody is asked unless the settings say so."""
    if not settings.asks:
        return []
    stamina.instrumentation.set_on_retry_hooks(())  # what comes of it is told, not each attempt
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
    """Put the answers in the place of what quality.fetches says of the same addresses."""
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
    """Whether asking again may help: a broken connection, or a server that says it is busy."""
    if isinstance(error, httpx.HTTPStatusError):
        return error.response.status_code in BUSY
    return isinstance(error, httpx.TransportError)


@stamina.retry(on=_is_passing, attempts=ATTEMPTS)
def _ask(client: httpx.Client, url: str) -> bytes:
    """The bytes at an address; raises `httpx.HTTPError` and `TooLarge`."""
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
