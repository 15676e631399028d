"""Resolves dates, nights, windows and clock times of a sentence against the publication date.

A `When` is never more precise than the text. A mention without a year that can be inferred gives
none. Families decide which event a `When` belongs to.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from pipelines.extraction.document import Document
from pipelines.extraction.text.clock_words import clock_words, may_be_hour
from pipelines.extraction.text.date_words import (
    day_words,
    is_day_number,
    is_written_as_time,
    may_state_a_year,
)
from pipelines.extraction.text.expressions import meanings
from pipelines.extraction.text.lexicon import Mark
from pipelines.extraction.text.time_words import TimeWord
from pipelines.extraction.text.tokens import BREAK, Span, Token, Tokens, number_tokens
from pipelines.extraction.text.when import Calendar, When, day_of

_CUES = (
    *("night_of", "night", "daypart", "day24", "edge_of_day", "as_of", "at_time", "since"),
    *("clock_from", "clock_to", "relative_day", "anaphoric_day", "weekday"),
    *("next_cue", "last_cue"),
)
_FREE_CUES = frozenset(("clock_from", "clock_to", "at_time", "last_cue", "next_cue"))
"""Cues whose words can also belong to a quantity: the "about" of "about 20 drones"."""

_STATING_CUES = {"month", *_CUES} - _FREE_CUES

_FILLERS = frozenset("(,–—-")
_MOST_FILLERS = 6  # "from 18:00 local time on the evening of": more words are another expression
_OPENING_CHARS = 120  # the first line of a post, or the dateline of an article
_MAIN_DAY_AGE = timedelta(days=3)  # news is of the last days; an older full date is background


class Times(NamedTuple):
    """The time expressions of a run of tokens, and their tokens, which cannot be quantities."""

    whens: list[When]
    taken: frozenset[int]


_NO_TIMES = Times([], frozenset())


def calendar_of(
    document: Document, zone: ZoneInfo, placed: Tokens, months: Iterable[Mark]
) -> Calendar:
    """The calendar of a document: publication first, else the full date with which it opens.

    A full date further below dates its own sentence only: the year of a treaty, or of the start of
    the war, is not that of the news. `months` are the marks of the names of months among its
    tokens.
    """
    published = document.published_day(zone)
    moment = document.published_at.astimezone(zone).time() if document.published_at else None
    words: list[TimeWord] = []
    if may_state_a_year(document.text):
        tokens, end = placed.tokens, len(placed.tokens)
        found = day_words(tokens, 0, end, number_tokens(tokens, 0, end), months, None)
        words = [word for word in found if word.is_year_stated and word.start_on is not None]
    full = [word.start_on for word in words if word.start_on is not None]
    opening = (
        word.start_on
        for word in words
        if word.start_on == word.end_on and placed.starts[word.first] <= _OPENING_CHARS
    )
    anchor = published or next(opening, None)
    return Calendar(zone, published, moment, anchor, _main_day(full, published))


def times(
    tokens: Sequence[Token],
    span: Span,
    numbers: list[int],
    by_kind: dict[str, list[Mark]],
    calendar: Calendar,
) -> Times:
    """The time expressions of the tokens of a sentence, in order; `numbers` are digits."""
    if not _may_state_a_time(tokens, numbers, by_kind):
        return _NO_TIMES
    last = span.last
    months = by_kind.get("month", ())
    found = list(day_words(tokens, span.first, last, numbers, months, calendar))
    found += [
        TimeWord(kind, mark.first, mark.last, mark.value)
        for kind in _CUES
        if kind in by_kind
        for mark in by_kind[kind]
    ]
    fillers = {
        index for mark in by_kind.get("date_filler", ()) for index in range(mark.first, mark.last)
    }
    fillers |= _days_of_weekdays(tokens, found, last)
    found += clock_words(tokens, span, numbers, found, fillers)
    found = _without_overlaps(found)
    groups = _groups(tokens, found, fillers)
    whens = [when for group in groups for when in meanings(_aligned(group), calendar)]
    taken = [
        index
        for word in found
        if word.kind not in _FREE_CUES
        for index in range(word.first, word.last)
    ]
    return Times(whens, frozenset(taken))


def _may_state_a_time(
    tokens: Sequence[Token], numbers: list[int], by_kind: dict[str, list[Mark]]
) -> bool:
    """False where a sentence has nothing but numbers, and words that may belong to them."""
    if not _STATING_CUES.isdisjoint(by_kind):
        return True
    if not numbers:
        return False
    if any(is_written_as_time(tokens[index].norm) for index in numbers):
        return True
    return any(
        mark.last in numbers and may_be_hour(tokens, mark.last)
        for kind in _FREE_CUES
        if kind in by_kind
        for mark in by_kind[kind]
    )


def _days_of_weekdays(tokens: Sequence[Token], found: Sequence[TimeWord], last: int) -> set[int]:
    """The 21 of "from Tuesday 21 to Wednesday 22 November"."""
    inside = {
        index for word in found if word.kind == "day" for index in range(word.first, word.last)
    }
    return {
        word.last for word in found
        if word.kind == "weekday" and word.last < last and word.last not in inside
        and is_day_number(tokens[word.last].norm)
    }  # fmt: skip


def _without_overlaps(found: Iterable[TimeWord]) -> list[TimeWord]:
    """The longest of overlapping words, in order of place."""
    kept: list[TimeWord] = []
    for word in sorted(found, key=lambda word: (word.first, -word.last)):
        if not kept or word.first >= kept[-1].last:
            kept.append(word)
    return kept


def _groups(
    tokens: Sequence[Token], found: Iterable[TimeWord], fillers: set[int]
) -> Iterator[list[TimeWord]]:
    """Runs of words with nothing but fillers between them: the expressions of a sentence."""
    group: list[TimeWord] = []
    for word in found:
        if group and not _continues(tokens, group[-1], word, fillers):
            yield group
            group = []
        group.append(word)
    if group:
        yield group


def _continues(
    tokens: Sequence[Token], before: TimeWord, word: TimeWord, fillers: set[int]
) -> bool:
    """Whether a word belongs to the expression of the word before; listed days do not."""
    gap = range(before.last, word.first)
    if word.kind == "as_of" or len(gap) > _MOST_FILLERS:
        return False
    if before.kind == word.kind == "day" and any(tokens[index].norm == "," for index in gap):
        return False
    return all(
        index in fillers or tokens[index].norm in _FILLERS or tokens[index].kind == BREAK
        for index in gap
    )


def _aligned(group: list[TimeWord]) -> list[TimeWord]:
    """Days without a year take the year that brings them nearest to a day that states one."""
    stated = next((word.end_on for word in group if word.is_year_stated and word.end_on), None)
    if stated is None:
        return group
    years = {word.end_on.year for word in group if word.value == "year" and word.end_on}
    years = years or {stated.year - 1, stated.year, stated.year + 1}
    return [_in_year(word, sorted(years), stated) for word in group]


def _in_year(word: TimeWord, years: Sequence[int], stated: date) -> TimeWord:
    if word.kind != "day" or word.is_year_stated or not word.start_on or not word.end_on:
        return word
    days = [day for year in years if (day := day_of(year, word.start_on.month, word.start_on.day))]
    if not days:  # 29 February, but none of the years has one
        return word._replace(start_on=None, end_on=None)
    nearest = min(days, key=lambda day: abs((stated - day).days))
    return word._replace(start_on=nearest, end_on=nearest + (word.end_on - word.start_on))


def _main_day(full: Iterable[date], published: date | None) -> date | None:
    """The day a text is about: the commonest of its full dates near publication, else that."""
    near = [
        day for day in full
        if published is None or timedelta(0) <= published - day <= _MAIN_DAY_AGE
    ]  # fmt: skip
    return Counter(near).most_common(1)[0][0] if near else published
