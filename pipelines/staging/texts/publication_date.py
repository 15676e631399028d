"""Parses the publication date of a text, as its file or page states it.

A moment needs a zone: without one, only the date is kept, unless the publisher's zone is known.
Dates inside sentences do not belong here (extraction/text/dates.py).
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

_REDUCED = re.compile(r"(?:19|20|21)\d{2}(-(0[1-9]|1[0-2]))?")
_WEEKDAY = re.compile(r"[A-Za-z]{3,9},? ")
_WRITTEN_OUT = ("%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y", "%d.%m.%Y", "%Y/%m/%d")
_HALF_DAY = re.compile(r",?(?: at)? \d{1,2}:\d{2}(?::\d{2})? ?[ap]\.?m\b", re.IGNORECASE)
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Published:
    """The moment in UTC, if known, and the date, ISO 8601 at the stated precision."""

    at: datetime | None
    on: str


def published(words: str, zone: ZoneInfo | None = None) -> Published:
    """`2026-02-05T09:12+02:00`, `Thu, 05 Feb 2026 07:12 GMT`, `5 February 2026`, `2026-02`.

    A time without an offset is read in `zone`; without a zone only its date is kept. The date is as
    written, or the date in `zone` if that is given. Raises `ValueError` naming the words.
    """
    text = " ".join(words.split())
    if _REDUCED.fullmatch(text):
        return Published(None, text)
    half_day = _HALF_DAY.search(text)
    if half_day is not None:  # "February 5, 2026 at 3:15 PM": the time is dropped, the date kept
        text = text[: half_day.start()]
    stated = _iso(text) or _mail(text) or _written_out(text)
    if stated is None or not 1900 <= stated.year < 2200:
        raise ValueError(f"{words[:_LONGEST]!r} is not a date")
    has_clock = ":" in text or bool(re.search(r"T\d", text))
    if not has_clock:
        return Published(None, stated.date().isoformat())
    if stated.tzinfo is None and zone is not None:
        stated = stated.replace(tzinfo=zone)
    if stated.tzinfo is None:
        return Published(None, stated.date().isoformat())
    day = stated.astimezone(zone).date() if zone is not None else stated.date()
    return Published(stated.astimezone(UTC), day.isoformat())


def _iso(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(re.sub(r" (?=[+-]\d|Z$)", "", text))
    except ValueError:
        return None


def _mail(text: str) -> datetime | None:
    """RFC 2822, with or without its weekday; "-0000" means an unknown zone."""
    if len(text) > _LONGEST:
        return None
    try:
        return parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _written_out(text: str) -> datetime | None:
    bare = _WEEKDAY.sub("", text, count=1) if _WEEKDAY.match(text) and text.count(",") else text
    for candidate in (text, bare):
        for form in _WRITTEN_OUT:
            try:
                return datetime.strptime(candidate, form)
            except ValueError:
                continue
    return None
