"""Reads days, months and years: "5 лютого 2026 року", "January 23–24", "26.01.23".

Their meaning together with clock times and cues does not belong here (expressions.py).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from pipelines.extraction.text.clock_words import clock_time, has_meridiem
from pipelines.extraction.text.lexicon import Mark, words
from pipelines.extraction.text.time_words import TimeWord
from pipelines.extraction.text.tokens import NUMBER, WORD, Token
from pipelines.extraction.text.when import Calendar, day_of

_EARLIEST_YEAR, _LATEST_YEAR = 1945, 2100
_LINKS = frozenset("–—-")
_WITH_YEAR = re.compile(r"[0-9](?:[0-9]{3}|\.[0-9]+\.[0-9])")
_LEAP_YEAR = 2024


class _Run(NamedTuple):
    """Tokens [first, last), the months named in them by first token, and the document's calendar.

    Without a calendar only days that state their year are read.
    """

    tokens: Sequence[Token]
    first: int
    last: int
    months: dict[int, Mark]
    calendar: Calendar | None

    def norm(self, index: int) -> str:
        """The word of a token of the run, or nothing behind its end."""
        return self.tokens[index].norm if index < self.last else ""


class _DayNumbers(NamedTuple):
    """The 5 of "5 лютого", or both numbers of "4-5 лютого"; they end before token `end`."""

    day: int
    until: int | None
    end: int


class _Year(NamedTuple):
    """A year, where one is stated, and the first token after it."""

    year: int | None
    end: int


def day_words(
    tokens: Sequence[Token],
    first: int,
    last: int,
    numbers: Sequence[int],
    months: Iterable[Mark],
    calendar: Calendar | None,
) -> Iterator[TimeWord]:
    """The days, ranges of days, months and years of tokens [first, last), in order.

    `numbers`: those of the tokens that are digits.
    """
    run = _Run(tokens, first, last, {mark.first: mark for mark in months}, calendar)
    behind = 0
    for index in sorted({*numbers, *run.months}) if run.months else numbers:
        if index < behind:
            continue
        word = _word_at(run, index)
        if word is not None:
            yield word
            behind = word.last


def may_state_a_year(text: str) -> bool:
    """Whether any number can be a year ("2026") or a day with its year ("26.01.23")."""
    return _WITH_YEAR.search(text) is not None


def is_written_as_time(norm: str) -> bool:
    """Whether a number can be a year, a day or a clock time without other words beside it."""
    return len(norm) == 4 or "." in norm or ":" in norm


def is_day_number(norm: str) -> bool:
    """Whether a number can be the day of a month."""
    return len(norm) <= 2 and norm.isdigit() and 1 <= int(norm) <= 31


def _word_at(run: _Run, index: int) -> TimeWord | None:
    token = run.tokens[index]
    if token.kind != NUMBER:
        return _month_first(run, index)
    is_of_word = token.joined and index > 0 and run.tokens[index - 1].kind == WORD
    if is_of_word and all(month.last != index for month in run.months.values()):
        return None  # the number of "Kh-31", not "31 July-1 August"
    return _numeric_day(run, index) or _day_first(run, index) or _bare_year(run, index)


def _numeric_day(run: _Run, index: int) -> TimeWord | None:
    """ "26.01.23", "2026-02-05", and where the words before show a day "23.09"."""
    parts = run.tokens[index].norm.split(".")
    if len(parts) == 3 and _are_date_parts(parts):
        year = int(parts[2]) + (2000 if len(parts[2]) == 2 else 0)
        return _single(index, index + 1, day_of(year, int(parts[1]), int(parts[0])))
    if len(parts) == 2 and run.calendar is not None and _is_day_after_cue(run, index):
        day = run.calendar.with_year(int(parts[1]), int(parts[0]))
        return _single(index, index + 1, day, is_year_stated=False)
    return _iso_day(run, index)


def _are_date_parts(parts: Sequence[str]) -> bool:
    return all(part.isdigit() and len(part) <= 4 for part in parts) and len(parts[0]) <= 2


def _iso_day(run: _Run, index: int) -> TimeWord | None:
    year, *rest = run.tokens[index : index + 3]
    if len(year.norm) != 4 or len(rest) < 2 or not year.norm.isdigit():
        return None
    if not all(part.kind == NUMBER and part.joined and len(part.norm) == 2 for part in rest):
        return None
    month, day = (part.norm for part in rest)
    if not (month + day).isdigit():
        return None
    return _single(index, index + 3, day_of(int(year.norm), int(month), int(day)))


def _is_day_after_cue(run: _Run, index: int) -> bool:
    """The 23.09 of "20.00 23.09", of "за добу 9.06" and of "у ніч на 24.09"."""
    day, month = run.tokens[index].norm.split(".")
    if not (is_day_number(day) and len(month) == 2 and month.isdigit() and 1 <= int(month) <= 12):
        return False
    if index == 0:
        return False
    before = run.tokens[index - 1]
    if before.kind == NUMBER:
        return clock_time(before.norm) is not None
    is_as_of = index >= 2 and run.tokens[index - 2].norm in words("as_of_head")
    return before.norm in words("before_day") and not is_as_of


def _day_first(run: _Run, index: int) -> TimeWord | None:
    """ "5 лютого 2026 року", "01, березня", "4-5 February", "17 по 23 сентября"."""
    if not is_day_number(run.tokens[index].norm):
        return None
    numbers = _day_numbers(run, index)
    end = numbers.end
    if end + 1 in run.months and (run.norm(end) == "," or run.norm(end) in words("month_link")):
        end += 1
    if end not in run.months:
        return None
    mark = run.months[end]
    year = _year_after(run, mark.last)
    return _days(run, index, numbers, int(mark.value), year)


def _month_first(run: _Run, index: int) -> TimeWord | None:
    """ "February 5, 2026", "January 23–24", "March 2023", "Feb. 5", "in December"."""
    mark = run.months[index]
    month, end = int(mark.value), mark.last
    if run.norm(end) == "." and end + 1 < run.last and run.tokens[end + 1].kind == NUMBER:
        end += 1
    if end < run.last and run.tokens[end].kind == NUMBER and is_day_number(run.norm(end)):
        numbers = _day_numbers(run, end, is_after_month=True)
        return _days(run, index, numbers, month, _year_after(run, numbers.end))
    stated = _year_after(run, end)
    year = stated.year if stated.year is not None else _year_of_month(run, index, month)
    start = day_of(year, month, 1) if year is not None else None
    if start is None:
        return None
    following = (start.replace(day=28) + timedelta(days=4)).replace(day=1)
    return TimeWord(
        "day", index, stated.end, "month", start_on=start, end_on=following - timedelta(days=1),
        is_year_stated=True,
    )  # fmt: skip


def _day_numbers(run: _Run, index: int, is_after_month: bool = False) -> _DayNumbers:
    """The day at token `index`, and the last day where it begins a range."""
    tokens, end = run.tokens, index + 1
    if run.norm(end) in words("ordinal_suffix"):
        end += 1
    following = end
    if run.norm(following) in _LINKS or run.norm(following) in words("day_link"):
        following += 1
    is_range = (
        following < run.last
        and tokens[following].kind == NUMBER
        and (following > end or tokens[following].joined)
        and is_day_number(tokens[following].norm)
        and not (is_after_month and _is_count_or_hour(run, following))
    )
    day = int(tokens[index].norm)
    if is_range:
        return _DayNumbers(day, int(tokens[following].norm), following + 1)
    return _DayNumbers(day, None, end)


def _is_count_or_hour(run: _Run, index: int) -> bool:
    """No day: the 20 of "on May 3 and 20 drones", the 6 of "May 3 to 6 a.m."; it is in "3 to 6"."""
    if has_meridiem(run.tokens, index + 1, run.last):
        return True
    if run.tokens[index - 1].norm not in words("day_link") - {"to"}:
        return False
    return index + 1 < run.last and run.tokens[index + 1].kind == WORD


def _year_after(run: _Run, end: int) -> _Year:
    following = end + 1 if run.norm(end) in (",", ".", "of") else end
    if (
        following < run.last
        and _is_year(run.tokens[following])
        and run.norm(following + 1) != "%"
    ):  # fmt: skip
        return _Year(int(run.tokens[following].norm), following + 1)
    return _Year(None, end)


def _year_of_month(run: _Run, index: int, month: int) -> int | None:
    """The year of a bare "in December": only behind a preposition, the past preferred."""
    if run.calendar is None or index == 0 or run.tokens[index - 1].norm not in words("in_month"):
        return None
    day = run.calendar.with_year(month, 1)
    return day.year if day is not None else None


def _bare_year(run: _Run, index: int) -> TimeWord | None:
    """ "in 2021", "since 2021", "у 2021 році"."""
    if not _is_year(run.tokens[index]) or index == run.first:
        return None
    before = run.tokens[index - 1].norm
    after = run.tokens[index + 1].norm if index + 1 < len(run.tokens) else ""
    if before not in words("in_year") and after not in words("year_word"):
        return None
    year = int(run.tokens[index].norm)
    return TimeWord(
        "day", index, index + 1, "year", start_on=date(year, 1, 1), end_on=date(year, 12, 31),
        is_year_stated=True,
    )  # fmt: skip


def _days(run: _Run, first: int, numbers: _DayNumbers, month: int, year: _Year) -> TimeWord | None:
    """The day or days with these numbers; the calendar gives a year that is not stated."""
    day, until = numbers.day, numbers.until
    if (until or day) < day or day_of(_LEAP_YEAR, month, day) is None:
        return None
    if year.year is not None:
        start = day_of(year.year, month, day)
        end = day_of(year.year, month, until) if until else start
    elif run.calendar is not None:
        start = run.calendar.with_year(month, day)
        end = run.calendar.with_year(month, until) if until else start
    else:
        return None
    return TimeWord(
        "day", first, year.end, "day", start_on=start, end_on=end,
        is_year_stated=year.year is not None,
    )  # fmt: skip


def _single(
    first: int, last: int, day: date | None, is_year_stated: bool = True
) -> TimeWord | None:
    if day is None:
        return None
    return TimeWord(
        "day", first, last, "day", start_on=day, end_on=day, is_year_stated=is_year_stated
    )


def _is_year(token: Token) -> bool:
    return (
        token.kind == NUMBER
        and len(token.norm) == 4
        and token.norm.isdigit()
        and _EARLIEST_YEAR <= int(token.norm) <= _LATEST_YEAR
    )
