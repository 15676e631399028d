"""Posts and articles as rows, for every source of texts.

A row is one post or one article: the facts of its publication, and the text that extraction
reads, so that offsets of evidence are offsets into the column `text`. File formats do not belong
here (articles.py, telegram.py), nor do claims (claims.py).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import polars as pl

from pipelines.staging.document import RAW_LIMIT, REFUSED, ParsedDocument
from pipelines.staging.texts.publication_date import published


@dataclass(frozen=True, slots=True)
class Text:
    """One post or article. Blank values are null; `text` is empty if a post has none."""

    locator: str
    kind: str  # article, post or service
    text: str
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    author: str | None = None
    published_at: str | None = None  # UTC, ISO 8601
    published_stated: str | None = None  # ISO 8601 at the stated precision
    edited_at: str | None = None
    is_edited: str | None = None  # true or false; null if the format does not say
    lang: str | None = None
    forwarded_from: str | None = None
    reply_to: str | None = None
    extra: str | None = None  # JSON of other header fields


COLUMNS = pl.Schema({field.name: pl.String for field in fields(Text)})


NOTHING_REFUSED = REFUSED.to_frame(eager=True)

UNPAIRED = re.compile("[\ud800-\udfff]")
"""Half of a character in UTF-16 without its other half, as JSON and HTML can hold it."""


class Refused(ValueError):
    """A row that cannot be read; the message names the value and the problem."""


def reading(
    texts: Iterable[Text], refused: Iterable[tuple[str, str, str]] = (), rows_in: int = 1
) -> ParsedDocument:
    """The parsed document; `refused` has (locator, reason, raw)."""
    kept = list(texts)
    cells = [tuple(_cell(getattr(text, name)) for name in COLUMNS) for text in kept]
    rows = pl.DataFrame(cells, schema=COLUMNS, orient="row")
    wrong = [(locator, clean(reason), clean(raw[:RAW_LIMIT])) for locator, reason, raw in refused]
    nothing = NOTHING_REFUSED if not wrong else pl.DataFrame(wrong, schema=REFUSED, orient="row")
    return ParsedDocument.whole(rows, nothing, rows_in)


def dated(words: str | None, zone: ZoneInfo | None = None) -> dict[str, str | None]:
    """`published_at` and `published_stated` of a row; raises `Refused` naming an invalid date."""
    if not words:
        return {"published_at": None, "published_stated": None}
    try:
        when = published(words, zone)
    except ValueError as error:
        raise Refused(f"{error}; write 2026-02-05, or 2026-02-05T09:12+02:00") from error
    at = when.at.isoformat().replace("+00:00", "Z") if when.at else None
    return {"published_at": at, "published_stated": when.on}


def clean(text: str) -> str:
    """Text with LF line ends, without NUL or unpaired surrogates, stripped."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").strip()
    if UNPAIRED.search(text):
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def host(url: str | None) -> str | None:
    """The host of a web address without `www.`; null for anything else."""
    try:
        parts = urlsplit(url or "")
        name = parts.hostname if parts.scheme in ("http", "https") else None
    except ValueError:
        return None
    return name.removeprefix("www.") if name else None


def _cell(value: str | None) -> str | None:
    return None if value is None else clean(value)
