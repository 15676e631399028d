"""What goes into extraction and what comes out of it.

A `Document` goes in, `Claim`s come out. The values of a claim are named as the columns of the
family's contract. The envelope (source, source_type, dates of knowledge) does not belong here: the
caller adds it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Document:
    """One text with what is known about its publication.

    `published_at` carries a zone. Where only the day is known, give `published_on` instead.
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
        """The civil day of publication as seen in `zone`; None when not known."""
        if self.published_at is not None:
            return self.published_at.astimezone(zone).date()
        return self.published_on


@dataclass(frozen=True, slots=True)
class Evidence:
    """The characters one value rests on: `quote == text[char_start:char_end]`."""

    field: str
    quote: str
    char_start: int
    char_end: int


@dataclass(frozen=True, slots=True)
class Claim:
    """What a text states of one event, in the columns of the family's contract.

    A column that is not stated is absent or None, never 0. `flags` under values lists what a reader
    of the number must know, such as `header_contradicts_body` or `regional_tally`.
    """

    family: str
    values: Mapping[str, object]
    evidence: tuple[Evidence, ...] = field(default=())
