"""Reads clock times: "18:00", "7.30 p.m.", "о 8 вечора", "с 20 до 23 часов".

The meaning of a clock time does not belong here (expressions.py).
"""

from collections.abc import Sequence
from datetime import time
from typing import NamedTuple

from pipelines.extraction.text.lexicon import words
from pipelines.extraction.text.time_words import TimeWord
from pipelines.extraction.text.tokens import Span, Token

_HALVES = frozenset("ap")
_CUES = ("clock_from", "clock_to", "as_of", "at_time")


class ClockTime(NamedTuple):
    """A time of the day; `is_midnight_24` where it is written as 24:00."""

    at: time
    is_midnight_24: bool = False


class _Surroundings(NamedTuple):
    """Tokens [first, last) with what is known of them; sets and keys are token indices."""

    tokens: Sequence[Token]
    first: int
    last: int
    after_cue: set[int]
    before_end: set[int]
    day_starts: set[int]
    in_days: set[int]
    part_of_day: dict[int, str]
    fillers: set[int]


def clock_words(
    tokens: Sequence[Token],
    span: Span,
    numbers: list[int],
    found: Sequence[TimeWord],
    fillers: set[int],
) -> list[TimeWord]:
    """The clock times of the tokens of a sentence, in order; `numbers` are digits.

    "18:00" always is one, "18.00" and "18" only where the words around it say so: `found` are the
    days and cues of these tokens, `fillers` tokens that may come between the parts of a time.
    """
    clocks: list[TimeWord] = []
    if not numbers:
        return clocks
    around = _surroundings(tokens, span.first, span.last, found, fillers)
    for index in numbers:
        if index in around.in_days:
            continue
        clock = _hour(around, index) or _written(around, index, clocks)
        if clock is not None:
            clocks.append(clock)
    return clocks


def clock_time(norm: str) -> ClockTime | None:
    """The time of day of "7.00", "18:30" or "24.00"; None for any other number."""
    separator = ":" if ":" in norm else "."
    hour, found, minute = norm.partition(separator)
    if not found or not hour.isdigit() or not minute.isdigit() or len(minute) != 2:
        return None
    if len(hour) > 2 or int(minute) > 59:
        return None
    if int(hour) == 24 and minute == "00":
        return ClockTime(time(0), is_midnight_24=True)
    return ClockTime(time(int(hour), int(minute))) if int(hour) <= 23 else None


def may_be_hour(tokens: Sequence[Token], index: int) -> bool:
    """Whether the token behind a number can say that it is an hour: "hours", "a.m.", "pm"."""
    behind = tokens[index + 1].norm if index + 1 < len(tokens) else ""
    return behind[:1] in _HALVES or behind in words("hour_word")


def has_meridiem(tokens: Sequence[Token], index: int, last: int) -> bool:
    """Whether tokens [index, last) begin with "a.m." or "pm", so that an hour is before them."""
    return _meridiem(tokens, time(), index, last)[1] > index


def _surroundings(
    tokens: Sequence[Token], first: int, last: int, found: Sequence[TimeWord], fillers: set[int]
) -> _Surroundings:
    days = [word for word in found if word.kind == "day"]
    return _Surroundings(
        tokens,
        first,
        last,
        after_cue={word.last for word in found if word.kind in _CUES},
        before_end={word.first for word in found if word.kind == "clock_to"},
        day_starts={word.first for word in days},
        in_days={index for word in days for index in range(word.first, word.last)},
        part_of_day={word.first: word.value for word in found if word.kind == "daypart"},
        fillers=fillers,
    )


def _hour(around: _Surroundings, index: int) -> TimeWord | None:
    """The hour after a cue: both of "с 20 до 23 часов", "по 4 ранку", "о 8 вечора", "at 6 p.m."."""
    if index not in around.after_cue:
        return None
    norm = around.tokens[index].norm
    if _is_full_hour(around, index):
        return TimeWord("clock", index, index + 1, clock=time(int(norm)))
    if not norm.isdigit() or len(norm) > 2 or not 1 <= int(norm) <= 12:
        return None
    hour = time(int(norm) % 12)
    value, end = _meridiem(around.tokens, hour, index + 1, around.last)
    if end > index + 1:
        return TimeWord("clock", index, end, clock=value)
    part = around.part_of_day.get(index + 1)
    if part is None:
        return None
    value = hour.replace(hour=hour.hour + 12) if part == "evening" else hour
    return TimeWord("clock", index, index + 2, clock=value)


def _is_full_hour(around: _Surroundings, index: int) -> bool:
    """Whether a word for hours follows, perhaps behind a second hour; a number alone is no time."""
    norm, following = around.tokens[index].norm, index + 1
    if not norm.isdigit() or len(norm) > 2 or int(norm) > 23:
        return False
    if following in around.before_end:
        following += 2
    return following < around.last and around.tokens[following].norm in words("hour_word")


def _written(around: _Surroundings, index: int, before: Sequence[TimeWord]) -> TimeWord | None:
    """A time written with minutes, where its form or its surroundings show that it is one."""
    read = clock_time(around.tokens[index].norm)
    if read is None:
        return None
    is_next = bool(before) and before[-1].last >= index - 1
    if not (is_next or _is_certain(around, index)):
        return None
    value, end = _meridiem(around.tokens, read.at, index + 1, around.last)
    return TimeWord("clock", index, end, clock=value, is_midnight_24=read.is_midnight_24)


def _is_certain(around: _Surroundings, index: int) -> bool:
    tokens, following = around.tokens, index + 1
    near = index - 1
    while near >= around.first and (near in around.fillers or tokens[near].norm in "(,"):
        near -= 1
    return (
        ":" in tokens[index].norm
        or index in around.after_cue
        or near + 1 in around.after_cue
        or following in around.day_starts
        or (following < around.last and following in around.fillers)
        or (index > 0 and tokens[index - 1].norm == "(")
    )


def _meridiem(tokens: Sequence[Token], value: time, end: int, last: int) -> tuple[time, int]:
    """The time with "a.m." or "p.m." taken into account, and the first token after it."""
    if end >= last or tokens[end].norm[:1] not in _HALVES:
        return value, end
    following = [token.norm for token in tokens[end : min(end + 4, last)]]
    for half, added in (("p", 12), ("a", 0)):
        for form in ([f"{half}m"], [half, ".", "m", "."], [half, ".", "m"]):
            if following[: len(form)] == form:
                return value.replace(hour=value.hour % 12 + added), end + len(form)
    return value, end
