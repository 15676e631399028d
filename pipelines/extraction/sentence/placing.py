"""Finds the days that a sentence states, and whether it is the news that opens its text.

Days come only from the text. Nights and time windows of strikes belong to the family strikes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pipelines.extraction.sentence.distance import Placed, follows
from pipelines.extraction.text.annotation import AnnotatedText, Sentence
from pipelines.extraction.text.lexicon import Mark, words
from pipelines.extraction.text.when import DAY, MONTH, YEAR, When

_PLACED = ("date", "night", "window", "daypart", "clock", "range", "month", "year", "day24")
_LEAD_CHARS = 600  # headline, front matter and the first paragraph of an article
_FRONT_MATTER_CHARS = 4000  # a longer header is not front matter
_DATELINE = 16  # tokens
_DASHES = frozenset("-–—")
_SAID_REACH = 1  # "officials said Monday"
_SAID_THAT = 4  # "told reporters on Monday that ..."
_CONTEXT_REACH = 2  # "reached on July 23", "agreed upon last Monday"


@dataclass(frozen=True, slots=True)
class Day:
    """First and last day, ISO 8601 at the stated precision, from tokens [first, last).

    `precision` is one of the constants of `text.when`; `start_on` is the first day as a date.
    """

    start: str
    end: str
    precision: int
    first: int
    last: int
    start_on: date
    is_explicit: bool = True

    @property
    def is_range(self) -> bool:
        """Whether it covers several days, stated one by one."""
        return self.start != self.end

    @property
    def is_exact(self) -> bool:
        """Whether it is stated to the day; a month or a year is not."""
        return self.precision <= DAY


def days(text: AnnotatedText, sentence: Sentence) -> list[Day]:
    """The days a sentence states, in order.

    Days after publication are plans and are left out. So is the date in an article's front matter.
    """
    start, news = _body_start(text), _dateline_end(text, sentence)
    found = [
        _day(when)
        for when in sentence.whens
        if when.kind in _PLACED and when.first >= news and text.start(when.first) >= start
    ]
    published = text.calendar.published_day
    return [
        day
        for day in found
        if day is not None and not (published is not None and day.start_on > published)
    ]


def days_not_after(found: Sequence[Day], marks: Sequence[Placed]) -> list[Day]:
    """The days without those directly after a mark: "reached" takes the day of "on July 23"."""
    return [day for day in found if not any(follows(day, mark, _CONTEXT_REACH) for mark in marks)]


def nearest_day(found: list[Day], index: int) -> Day | None:
    """The day closest to token `index`; a written date is preferred to "overnight"."""
    return min(found, key=lambda day: (not day.is_explicit, _distance(day, index)), default=None)


def has_future_day(text: AnnotatedText, sentence: Sentence) -> bool:
    """Whether a sentence states a day after publication."""
    published = text.calendar.published_day
    return published is not None and any(
        when.start_on is not None and when.start_on > published
        for when in sentence.whens
        if when.kind in _PLACED
    )


def apart_from_days(sentence: Sentence, kind: str) -> list[Mark]:
    """The marks of a kind that are no part of a date: the "may" of "may meet", not of "May 16"."""
    return [
        mark
        for mark in sentence.of(kind)
        if not any(when.first <= mark.first < when.last for when in sentence.whens)
    ]


def is_said(text: AnnotatedText, sentence: Sentence, day: Day) -> bool:
    """Whether a day is that of a statement: "officials said on Monday", "on Monday police said"."""
    tokens = text.tokens
    ends = tokens[day.last - 1].norm not in words("list_link", text.lang)
    start = sentence.first
    if ends and any(start <= mark.first <= start + 1 for mark in sentence.of("this_was")):
        return True
    after = tokens[day.last].norm if day.last < sentence.last else ""
    within = _SAID_THAT if after in words("that_word", text.lang) else _SAID_REACH
    return any(
        follows(day, mark, within) or (ends and mark.first == day.last)
        for mark in sentence.of("said", "statement")
    )


def is_lead(text: AnnotatedText, sentence: Sentence) -> bool:
    """Whether a sentence opens its text: headline, front matter or the first lines of the body."""
    return text.start(sentence.first) - _body_start(text) <= _LEAD_CHARS


def _body_start(text: AnnotatedText) -> int:
    raw = text.document.text
    if not raw.startswith("---"):
        return 0
    end = raw.find("\n---", 3, _FRONT_MATTER_CHARS)
    return end + 4 if end >= 0 else 0


def _dateline_end(text: AnnotatedText, sentence: Sentence) -> int:
    """The first token behind "RIYADH, Feb 18 (Reuters) -", else that of the sentence."""
    tokens = text.tokens[sentence.first : min(sentence.first + _DATELINE, sentence.last)]
    for place, token in enumerate(tokens):
        if token.norm in _DASHES and any(each.norm == ")" for each in tokens[:place]):
            return sentence.first + place
    return sentence.first


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
