"""Downloads the addresses that sources declare into their inboxes.

Only if the settings allow it. Content is saved unchanged and then lands like any other file of the
inbox. An address that fails, in whatever way, stops nothing: it is recorded with its reason, and
requested again by the next refresh. How an address of each kind is asked does not belong here
(fetch_once.py, fetch_series.py, fetch_manifest.py, fetch_listed.py, fetch_pages.py).
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

import polars as pl
import stamina

from pipelines.landing import fetch_listed, fetch_manifest, fetch_once, fetch_pages, fetch_series
from pipelines.landing.address import Address, AnyAddress, Listed, Manifest, Pages, Series
from pipelines.landing.declaration import Declaration
from pipelines.landing.errand import Errand, Got
from pipelines.landing.pace import Pace
from pipelines.landing.scan import shown
from pipelines.settings import Settings
from pipelines.warehouse.build import Warehouse
from pipelines.warehouse.fill import fill

LONGEST_REASON = 500
"""Characters of an exception's message that a reason repeats."""

HIDDEN = "***"
"""What a reason has in place of a secret, or of a query that a redirect adds."""


@dataclass(frozen=True)
class Answer:
    """Result of asking one declared address; a row of quality.fetches."""

    source: str
    url: str
    asked_at: datetime
    outcome: str
    file: str | None = None
    bytes: int | None = None
    reason: str | None = None


def fetch_all(settings: Settings, sources: Mapping[str, Declaration]) -> list[Answer]:
    """Request every declared address; does nothing unless the settings allow fetching."""
    return list(fetch_each(settings, sources)) if settings.asks else []


def fetch_each(
    settings: Settings,
    sources: Mapping[str, Declaration],
    say: Callable[[str], None] = lambda _words: None,
) -> Iterator[Answer]:
    """Request every declared address, one after another. `say` takes a line on each request."""
    stamina.instrumentation.set_on_retry_hooks(())  # the outcome is recorded, not each attempt
    pace = Pace()
    for name, source in sources.items():
        for declared in source.fetch:
            yield _answer(Errand(settings, name, pace, say), declared)


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


def _answer(errand: Errand, declared: AnyAddress) -> Answer:
    """Ask one address. Any exception is that address's own: it is recorded, never raised."""
    now, url = datetime.now(UTC), declared.url
    if declared.key is not None and declared.key.values() is None:
        reason = f"{declared.key.user} and {declared.key.secret} are not set"
        return Answer(errand.source, url, now, "skipped", reason=reason)
    try:
        got = _got(errand, declared)
    except Exception as error:
        words = " ".join(str(error).split()) or "no further words"
        words = _without_secrets(words, url, errand.keyring.secrets)[:LONGEST_REASON]
        reason = shown(f"{url}: {type(error).__name__}: {words}")
        return Answer(errand.source, url, now, "failed", reason=reason)
    if got.file is None:
        return Answer(errand.source, url, now, "unchanged", reason=got.note)
    return Answer(errand.source, url, now, "new", errand.uri(got.file), got.bytes, got.note)


def _got(errand: Errand, declared: AnyAddress) -> Got:
    match declared:
        case Address():
            return fetch_once.fetch(errand, declared)
        case Series():
            return fetch_series.fetch(errand, declared)
        case Manifest():
            return fetch_manifest.fetch(errand, declared)
        case Listed():
            return fetch_listed.fetch(errand, declared)
        case Pages():
            return fetch_pages.fetch(errand, declared)


def _without_secrets(words: str, url: str, secrets: set[str]) -> str:
    """A message without secrets, and without the queries of addresses that are not declared."""
    for secret in secrets:
        words = words.replace(secret, HIDDEN)
    declared = url.partition("?")[2]
    return re.sub(
        r"(https?://[^\s'\"?]*)\?([^\s'\"]*)",
        lambda found: found[0] if declared and found[2] == declared else f"{found[1]}?{HIDDEN}",
        words,
    )
