"""Downloads the addresses that sources declare into their inboxes.

Only if the settings allow it. Content is saved unchanged and then lands like any other file of the
inbox. An address that fails, in whatever way, stops nothing: it is recorded with its reason, and
requested again by the next refresh. How an address is requested does not belong here (web.py).
"""

import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import polars as pl
import stamina

from pipelines.landing.archive import place
from pipelines.landing.declaration import Address, Declaration
from pipelines.landing.inbox import FETCHED, inbox_uri
from pipelines.landing.scan import shown
from pipelines.landing.web import Validators, ask
from pipelines.settings import Settings, stamp
from pipelines.warehouse.build import Warehouse
from pipelines.warehouse.fill import fill

VERSIONS = "fetched.json"
"""File of the data folder that remembers which version of each page came last."""

LONGEST_REASON = 500
"""Characters of an exception's message that a reason repeats."""


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


def fetch_all(settings: Settings, sources: dict[str, Declaration]) -> list[Answer]:
    """Request every declared address; does nothing unless the settings allow fetching."""
    if not settings.asks:
        return []
    stamina.instrumentation.set_on_retry_hooks(())  # the outcome is recorded, not each attempt
    return [
        _fetch(settings, name, address)
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


def _fetch(settings: Settings, source: str, address: Address) -> Answer:
    """Ask one address. Any exception is that address's own: it is recorded, never raised."""
    now = datetime.now(UTC)
    try:
        file, size = _kept(settings, source, address, now)
    except Exception as error:
        words = " ".join(str(error).split())[:LONGEST_REASON] or "no further words"
        reason = shown(f"{address.url}: {type(error).__name__}: {words}")
        return Answer(source, address.url, now, "failed", reason=reason)
    if file is None:
        return Answer(source, address.url, now, "unchanged")
    return Answer(source, address.url, now, "new", inbox_uri(file, settings), size)


def _kept(
    settings: Settings, source: str, address: Address, now: datetime
) -> tuple[Path | None, int]:
    """The file that holds what came, and its size in bytes; null if nothing has changed."""
    folder = settings.inbox / source / FETCHED
    last = max(folder.glob(f"{address.stem}-*{address.suffix}"), default=None)
    held = last.read_bytes() if last is not None else None
    versions = Versions(settings.data / VERSIONS)
    page = ask(address, versions.of(address, held))
    if page.content is None:
        return None, 0
    if held is not None and _bare(held, address.ignore) == _bare(page.content, address.ignore):
        versions.remember(address, page.validators, held)
        return None, 0
    file = folder / f"{address.stem}-{stamp(now)}{address.suffix}"
    place(file, page.content)
    versions.remember(address, page.validators, page.content)
    return file, len(page.content)


def _bare(content: bytes, ignore: Sequence[str]) -> bytes:
    """A page without what changes although nothing was published, such as counts of views."""
    for pattern in ignore:
        content = re.sub(pattern.encode(), b"", content)
    return content


@dataclass(frozen=True)
class Versions:
    """The validators of each page that came, in one file; they hold for the content kept then."""

    path: Path

    def of(self, address: Address, held: bytes | None) -> Validators:
        """Validators of the content that is held; none if it is not what they were given for."""
        known = self._all().get(address.url)
        if held is None or known is None or known.get("sha256") != sha256(held).hexdigest():
            return Validators()
        return Validators(known.get("etag"), known.get("last_modified"))

    def remember(self, address: Address, validators: Validators, held: bytes) -> None:
        """Keep the validators of a content."""
        every = self._all()
        every[address.url] = {**asdict(validators), "sha256": sha256(held).hexdigest()}
        place(self.path, json.dumps(every, indent=1).encode())

    def _all(self) -> dict[str, dict[str, str | None]]:
        """What the file says; nothing if it is missing or damaged, which costs one full answer."""
        try:
            content = json.loads(self.path.read_bytes())
        except (OSError, ValueError):
            return {}
        return content if isinstance(content, dict) else {}
