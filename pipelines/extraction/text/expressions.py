"""Combines the parts of a time expression: "У ніч на 5 лютого (з 18:00 4 лютого)".

Finding and grouping the parts does not belong here (dates.py).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import NamedTuple

from pipelines.extraction.text.time_words import TimeWord
from pipelines.extraction.text.when import (
    DAY,
    MINUTE,
    MONTH,
    NIGHT,
    YEAR,
    Calendar,
    When,
)

_DAY = timedelta(days=1)
_LONGEST_WINDOW = 3 * _DAY  # a longer window is a misprint of one of its days
_NOON = time(12)
_ROLES = ("clock_from", "clock_to", "as_of", "at_time", "since")
_RELATIVE = ("relative_day", "weekday", "anaphoric_day")


class _Clock(NamedTuple):
    """A clock time, its role (clock_from, clock_to, as_of, at_time, since) and its day."""

    role: str
    word: TimeWord
    day: TimeWord | None = None


@dataclass(slots=True)
class _Expression:
    """The parts of one expression in tokens [first, last).

    `cues` maps the kind of each cue to its value. `is_range`: two days are joined by "to".
    `start_on` and `end_on`: the first and the last day.
    """

    first: int
    last: int
    clocks: list[_Clock] = field(default_factory=list)
    days: list[TimeWord] = field(default_factory=list)
    cues: dict[str, str] = field(default_factory=dict)
    is_range: bool = False
    start_on: date | None = None
    end_on: date | None = None

    def clock(self, role: str) -> _Clock | None:
        """The first clock time with this role."""
        for clock in self.clocks:
            if clock.role == role:
                return clock
        return None

    @property
    def exact_days(self) -> list[TimeWord]:
        """Days written as such, or where there are none all: a month beside a day says which."""
        return [day for day in self.days if day.value not in ("year", "month")] or self.days

    @property
    def is_year_stated(self) -> bool:
        """Whether any day states its year."""
        beside = [clock.day for clock in self.clocks if clock.day is not None]
        return any(day.is_year_stated for day in (*self.days, *beside))


def meanings(group: Sequence[TimeWord], calendar: Calendar) -> Iterator[When]:
    """The time expression of connected words, behind those "as of" a moment."""
    expression = _expression(group, calendar)
    yield from _as_of(expression, calendar)
    base = When(
        "date", expression.first, expression.last, None, None, DAY, calendar.zone,
        is_year_stated=expression.is_year_stated,
        is_anaphoric="anaphoric_day" in expression.cues,
        is_weekday="weekday" in expression.cues,
        part=expression.cues.get("daypart") or expression.cues.get("edge_of_day"),
    )  # fmt: skip
    for meaning in (_since, _window, _night, _moment, _day24, _daypart, _days):
        when = meaning(expression, base, calendar)
        if when is not None:
            yield when
            return


def _expression(group: Sequence[TimeWord], calendar: Calendar) -> _Expression:
    """The parts of an expression, each clock time with its role and its day."""
    found = _Expression(group[0].first, group[-1].last)
    role, before = "", ""
    for word in group:
        if word.kind in _ROLES:
            role = word.kind
            if word.kind == "since":
                found.cues["since"] = ""
        elif word.kind == "clock":
            role = _add_clock(found, word, role, is_after_clock=before == "clock")
        elif word.kind == "day" and before == "clock" and found.clocks[-1].day is None:
            _date_clock(found, word)
        elif word.kind == "day":
            found.is_range = found.is_range or (role == "clock_to" and bool(found.days))
            found.days.append(word)
        elif word.kind in _RELATIVE:
            day = _relative(word, calendar, found.cues)
            found.days.append(word._replace(start_on=day, end_on=day))
            found.cues.setdefault(word.kind, word.value)
        else:
            found.cues.setdefault(word.kind, word.value)
        before = word.kind
    if found.days:
        exact = found.exact_days
        found.start_on = min((day.start_on for day in exact if day.start_on), default=None)
        found.end_on = max((day.end_on for day in exact if day.end_on), default=None)
    return found


def _add_clock(found: _Expression, word: TimeWord, role: str, is_after_clock: bool) -> str:
    """Add a clock time and return its role: two times in a row are the two ends of a window."""
    if is_after_clock and role in ("clock_from", ""):
        role = "clock_to"
        found.clocks[-1] = found.clocks[-1]._replace(role="clock_from")
    found.clocks.append(_Clock(role or "at_time", word))
    return role


def _date_clock(found: _Expression, day: TimeWord) -> None:
    """Give the last clock time its day, which is the day of the event as well for a moment."""
    found.clocks[-1] = found.clocks[-1]._replace(day=day)
    if found.clocks[-1].role in ("as_of", "at_time"):
        found.days.append(day)


def _relative(word: TimeWord, calendar: Calendar, cues: Mapping[str, str]) -> date | None:
    """The day of "yesterday", "on Friday", "the day before"; the past unless "next" is said."""
    base = calendar.main_day if word.kind == "anaphoric_day" else calendar.published_day
    if base is None:
        return None
    if word.kind != "weekday":
        return base + timedelta(days=int(word.value))
    back = (base.weekday() - int(word.value)) % 7
    if "next_cue" in cues:
        return base + timedelta(days=7 - back if back else 7)
    if "last_cue" in cues and back == 0:
        back = 7
    return base - timedelta(days=back)


def _as_of(expression: _Expression, calendar: Calendar) -> Iterator[When]:
    for clock in expression.clocks:
        if clock.role != "as_of":
            continue
        on = clock.day.start_on if clock.day else None
        if on is None and expression.days:
            on = expression.days[-1].end_on
        on = on or calendar.published_day
        at = clock.word.clock
        yield When(
            "as_of", clock.word.first, clock.word.last, on, on, MINUTE, calendar.zone, at, at,
            is_explicit=clock.day is not None,
        )  # fmt: skip


def _since(expression: _Expression, base: When, _calendar: Calendar) -> When | None:
    if "since" not in expression.cues:
        return None
    return base._replace(kind="since", start_on=expression.start_on, end_on=expression.end_on)


def _window(expression: _Expression, base: When, calendar: Calendar) -> When | None:
    """ "з 18:00 4 лютого", "from 7 to 18:30": at least one end is a clock time."""
    start, end = expression.clock("clock_from"), expression.clock("clock_to")
    if start is None and end is None:
        return None
    edges = _Edges(
        start_time=start.word.clock if start else None,
        end_time=end.word.clock if end else None,
        is_night="night_of" in expression.cues or "night" in expression.cues,
        is_day24="day24" in expression.cues,
        is_to_24=end is not None and end.word.is_midnight_24,
    )
    start_on = start.day.start_on if start and start.day else None
    end_on = end.day.start_on if end and end.day else None
    end_on = end_on or expression.end_on or expression.start_on
    if end_on is None and start_on is not None:
        end_on = start_on + _DAY if edges.ends_next_day else start_on
    is_explicit = end_on is not None
    if end_on is None:
        end_on = _latest_end(edges.end_time, calendar)
    if start_on is None and end_on is not None and start is not None:
        start_on = end_on - _DAY if edges.begins_day_before else end_on
    if start_on and end_on and not timedelta(0) <= end_on - start_on <= _LONGEST_WINDOW:
        # A misprinted month or day: the end names the night, the start keeps only its time.
        start_on = end_on - _DAY if edges.is_over_midnight else end_on
    return base._replace(
        kind="night" if edges.is_night else "window", start_on=start_on, end_on=end_on,
        start_time=edges.start_time,
        end_time=time(0) if edges.is_to_24 and end_on is not None else edges.end_time,
        precision=MINUTE, is_explicit=is_explicit,
        part="to_midnight" if edges.is_to_24 else base.part,
    )  # fmt: skip


class _Edges(NamedTuple):
    """The times of a window, and what they show of the days on which it begins and ends."""

    start_time: time | None
    end_time: time | None
    is_night: bool
    is_day24: bool
    is_to_24: bool

    @property
    def _wraps(self) -> bool:
        """Whether the end is earlier in the day than the start, so that midnight is between."""
        if self.start_time is None or self.end_time is None or self.is_to_24:
            return False
        return self.end_time < self.start_time

    @property
    def _is_open_evening(self) -> bool:
        """Whether only a start in the afternoon or evening is given."""
        return self.end_time is None and (self.start_time or time(0)) >= _NOON

    @property
    def ends_next_day(self) -> bool:
        """Where only the start has a day: "За добу (з 18:00 23 березня)" ends as a night does."""
        is_long = self.is_night or self.is_day24
        return self._wraps or (is_long and self._is_open_evening)

    @property
    def begins_day_before(self) -> bool:
        """Where only the end has a day: a night begins in the evening before."""
        return self._wraps or (self.is_night and self._is_open_evening)

    @property
    def is_over_midnight(self) -> bool:
        """Where the days contradict each other: whether the times or the words show a night."""
        if self.is_night or self.start_time is None or self.end_time is None:
            return True
        return self.end_time < self.start_time


def _latest_end(end_time: time | None, calendar: Calendar) -> date | None:
    """The last day on which a window ending at `end_time` was over when the text was published."""
    day, at = calendar.published_day, calendar.published_time
    if day is None or at is None or end_time is None or end_time <= at:
        return day
    return day - _DAY


def _night(expression: _Expression, base: When, calendar: Calendar) -> When | None:
    """ "У ніч на 5 лютого", "overnight"; a night is named by the date it ends."""
    if "night_of" not in expression.cues and "night" not in expression.cues:
        return None
    night = expression.cues.get("night")
    stated = expression.end_on or expression.start_on
    ends = stated
    if ends is None and night is not None:
        ends = calendar.main_day if night == "before_event" else calendar.published_day
    return base._replace(
        kind="night", precision=NIGHT, start_on=ends - _DAY if ends else None, end_on=ends,
        is_explicit=stated is not None,
        is_anaphoric=base.is_anaphoric or night == "before_event",
    )  # fmt: skip


def _moment(expression: _Expression, base: When, calendar: Calendar) -> When | None:
    """ "at 7:03 a.m. on February 5"."""
    clock = expression.clock("at_time")
    if clock is None:
        return None
    day = clock.day.start_on if clock.day else None
    day = day or expression.end_on or expression.start_on
    on = day or calendar.published_day
    return base._replace(
        kind="clock", start_on=on, end_on=on, start_time=clock.word.clock, precision=MINUTE,
        is_explicit=day is not None,
    )  # fmt: skip


def _day24(expression: _Expression, base: When, calendar: Calendar) -> When | None:
    """ "за добу", "over the past 24 hours"."""
    if "day24" not in expression.cues:
        return None
    end_on = expression.end_on
    return base._replace(
        kind="day24", start_on=expression.start_on, end_on=end_on or calendar.published_day,
        is_explicit=end_on is not None,
    )  # fmt: skip


def _daypart(expression: _Expression, base: When, calendar: Calendar) -> When | None:
    """ "in the morning" without a day."""
    if "daypart" not in expression.cues or expression.days:
        return None
    day = calendar.published_day
    return base._replace(
        kind="daypart", start_on=day, end_on=day, precision=NIGHT, is_explicit=False
    )


def _days(expression: _Expression, base: When, _calendar: Calendar) -> When | None:
    """A day, several days, a month or a year, with no time but perhaps a part of the day."""
    if not expression.days:
        return None
    when = base._replace(start_on=expression.start_on, end_on=expression.end_on)
    exact = expression.exact_days[0].value if expression.days[0].kind == "day" else "day"
    if exact == "month":
        return when._replace(kind="month", precision=MONTH)
    if exact == "year":
        return when._replace(kind="year", precision=YEAR)
    if expression.is_range or when.start_on != when.end_on:
        return when._replace(kind="range")
    is_explicit = _are_written(expression.days)
    return when._replace(
        kind="daypart" if "daypart" in expression.cues else "date", is_explicit=is_explicit
    )


def _are_written(days: Iterable[TimeWord]) -> bool:
    """Whether no day is only "that day" or "the day before"."""
    return all(day.kind != "anaphoric_day" for day in days)
