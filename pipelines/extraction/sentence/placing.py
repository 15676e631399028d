"""Which day an event of a sentence has, and whether an undated one is the news of its text.

Dates come from the text only. A text that reports its news without a date gives an undated claim;
anything else without a date is background and gives none. Nights and windows of strikes are not
decided here.
"""

from dataclasses import dataclass
from datetime import date

from pipelines.extraction.text.annotation import AnnotatedText, Sentence
from pipelines.extraction.text.dates import MONTH, YEAR, When

_PLACED = ("date", "night", "window", "daypart", "clock", "range", "month", "year", "day24")
_LEAD_CHARS = 600


@dataclass(frozen=True, slots=True)
class Day:
    """First and last day in reduced ISO (2021, 2023-03, 2026-02-05) and the tokens that say so."""

    start: str
    end: str
    precision: int
    first: int
    last: int
    start_on: date
    is_explicit: bool = True

    @property
    def is_range(self) -> bool:
        return self.start != self.end


def days(reading: AnnotatedText, sentence: Sentence) -> list[Day]:
    """The days a sentence states, in order.

    Days after publication are plans and left out; so is the date in an article's front matter.
    """
    start = _body_start(reading)
    found = [
        _day(when)
        for when in sentence.whens
        if when.kind in _PLACED and reading.tokens[when.first].start >= start
    ]
    published = reading.calendar.published_day
    return [
        day
        for day in found
        if day is not None and not (published is not None and day.start_on > published)
    ]


def nearest_day(found: list[Day], index: int) -> Day | None:
    """The stated day closest to token `index`; "overnight" yields to a date that is written out."""
    return min(found, key=lambda day: (not day.is_explicit, _distance(day, index)), default=None)


def has_future_day(reading: AnnotatedText, sentence: Sentence) -> bool:
    """Whether a sentence speaks of a day after publication."""
    published = reading.calendar.published_day
    return published is not None and any(
        when.start_on is not None and when.start_on > published
        for when in sentence.whens
        if when.kind in _PLACED
    )


def is_lead(reading: AnnotatedText, sentence: Sentence) -> bool:
    """Whether a sentence opens its text: headline, front matter or the first lines of the body."""
    return reading.tokens[sentence.first].start - _body_start(reading) <= _LEAD_CHARS


def _body_start(reading: AnnotatedText) -> int:
    if not reading.text.startswith("---"):
        return 0
    end = reading.text.find("\n---", 3, 4000)
    return end + 4 if end >= 0 else 0


def _day(when: When) -> Day | None:
    start, end = when.start_on, when.end_on
    if when.kind in ("night", "window") and end is not None:
        # A night is named by the date it ends.
        start = end
    if start is None:
        return None
    end = end or start
    first, last = start.isoformat(), end.isoformat()
    if when.precision in (MONTH, YEAR):
        first = last = f"{start:%Y-%m}" if when.precision == MONTH else f"{start:%Y}"
    return Day(first, last, when.precision, when.first, when.last, start, when.is_explicit)


def _distance(day: Day, index: int) -> int:
    if day.first <= index < day.last:
        return 0
    return day.first - index if index < day.first else index - day.last + 1
