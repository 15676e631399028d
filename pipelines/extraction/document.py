"""Input and output of extraction: a `Document` and its `Claim`s.

The values of a claim have the names of the contract's columns. The envelope (source, source_type,
known_from) does not belong here: the caller adds it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Document:
    """One text and its publication.

    `published_at` has a zone. If only the day is known, give `published_on` instead.
    """

    id: str
    text: str
    published_at: datetime | None = None
    published_on: date | None = None
    publisher: str | None = None
    url: str | None = None
    lang: str | None = None

    def __post_init__(self) -> None:
        if self.published_at is not None and self.published_at.tzinfo is None:
            raise ValueError(f"{self.id}: published_at has no zone; give published_on for a day")

    def published_day(self, zone: ZoneInfo) -> date | None:
        """The calendar day of publication in `zone`; None if not known."""
        if self.published_at is not None:
            return self.published_at.astimezone(zone).date()
        return self.published_on


@dataclass(frozen=True, slots=True)
class Answer:
    """What a language model said about one text: its words, or why there are none (`fault`)."""

    content: str = ""
    fault: str | None = None


class Evidence(NamedTuple):
    """The characters that support one value: `quote == text[char_start:char_end]`."""

    field: str
    quote: str
    char_start: int
    char_end: int


@dataclass(frozen=True, slots=True)
class Claim:
    """What a text states about one event, in the columns of the family's contract.

    A column that is not stated is absent or None, never 0. `flags` in the values lists cautions for
    the reader, such as `header_contradicts_body` or `regional_tally`.
    """

    family: str
    values: Mapping[str, object]
    evidence: tuple[Evidence, ...] = field(default=())
