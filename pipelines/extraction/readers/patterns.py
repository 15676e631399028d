"""Finds the words of lexicons/second_reader.csv, the patterns of the second reader, and numbers.

What the words around a number mean does not belong here (counts.py).
"""

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from pipelines.vocabulary.tables import rows

PATTERNS = Path(__file__).parents[1] / "lexicons" / "second_reader.csv"

NUMBER = "number"
"""Kind of the numbers, which are not in the table."""

_WORD = re.compile(r"\w+")
_NO_DIGITS = re.compile(r"\D")
_DIGITS = (r"\d{1,3}(?:[,\u00a0\u202f ]\d{3})+(?!\d)", r"\d+")
_NUMBER_WORDS = {
    1: "one|один|одну|одна|одного|одной|одним",
    2: "two|два|дві|двох|двома|двоє|две|двух|двумя|двое|двоих",
    3: "three|три|трьох|трьома|троє|трех|тремя|трое|троих",
    4: "four|чотири|чотирьох|чотирма|четверо|четыре|четырех|четверых|чотирьом|четырём|четырьмя",
    5: "five|п'ять|п'ятьма|п'ятьох|п'ятеро|пять|пяти|пятью|пятеро|пятерых|п'яти",
    6: "six|шість|шести|шістьма|шестеро|шесть|шестью|шестерых|шістьох",
    7: "seven|сім|семи|сьома|семеро|семь|семью|семерых|сімох",
    8: "eight|вісім|восьми|вісьмома|восьмеро|восемь|восемью|восьмерых|вісьмох",
    9: "nine|дев'ять|дев'яти|дев'ятьма|девять|девяти|девятью|дев'ятьох",
    10: "ten|десять|десяти|десятьма|десятью|десятеро",
    11: "eleven|одинадцять|одиннадцать|одиннадцатью",
    12: "twelve|дванадцять|дванадцятьма|двенадцать|двенадцатью",
    13: "thirteen|тринадцять|тринадцать",
    14: "fourteen|чотирнадцять|четырнадцать",
    15: "fifteen|п'ятнадцять|пятнадцать|пятнадцатью",
    16: "sixteen|шістнадцять|шестнадцать",
    17: "seventeen|сімнадцять|семнадцать",
    18: "eighteen|вісімнадцять|восемнадцать",
    19: "nineteen|дев'ятнадцять|девятнадцать",
    20: "twenty|двадцять|двадцятьма|двадцать|двадцатью",
    30: "thirty|тридцять|тридцать|тридцатью",
    40: "forty|сорок|сорока",
    50: "fifty|п'ятдесят|пятьдесят",
    60: "sixty|шістдесят|шестьдесят",
    100: "hundred|сто|ста",
    1000: "thousand|тисячу|тисячі|тысячу|тысячи",
}

_OPENING = re.compile(r"[\w ]{1,4}(?![?*{])|\[(\w+)\]|\\d")
_LONGEST_OPENING = 4
_MOST_OPENINGS = 65_536  # kept in memory
_LOOK_BEHINDS = re.compile(r"(?:\(\?<![^)]*\))*")


class Place(NamedTuple):
    """A word of the table in characters [start, end) of a text, and its value."""

    start: int
    end: int
    value: str


class _Form(NamedTuple):
    """The alternatives of a row that can begin like a word, as one pattern."""

    kind: str
    value: str
    match: Callable[[str, int, int], re.Match[str] | None]


def places(kind: str, text: str) -> list[Place]:
    """Every word of a kind in a text, in order."""
    return sorted(
        Place(*found.span(), value)
        for value, _ in _rows_of(kind)
        for found in pattern(kind, value).finditer(text)
    )


def places_by_kind(
    kinds: tuple[str, ...], lower: str, first: int, stop: int
) -> dict[str, list[Place]]:
    """The words of these kinds in characters [first, stop) of a text in lower case, by kind.

    On a word, only those patterns are tried that can begin like it.
    """
    found: dict[str, list[Place]] = {kind: [] for kind in kinds}
    behind: dict[tuple[str, str], int] = {}
    beginning = _beginnings(kinds)
    for word in _WORD.finditer(lower, first, stop):
        start, end_of_word = word.span()
        for kind, value, match in beginning[lower[start : start + _LONGEST_OPENING]]:
            if behind and behind.get((kind, value), 0) > start:
                continue
            matched = match(lower, start, stop)
            if matched is None:
                continue
            end = matched.end()
            found[kind].append(tuple.__new__(Place, (start, end, value)))
            if end > end_of_word:
                behind[kind, value] = end
    return found


@cache
def pattern(kind: str, value: str = "") -> re.Pattern[str]:
    """The pattern of a kind and value, on whole words."""
    return re.compile(lower_pattern(kind, value).pattern, re.IGNORECASE)


@cache
def lower_pattern(kind: str, value: str = "") -> re.Pattern[str]:
    """The same pattern for a text in lower case, which it searches several times as fast."""
    listed = next(listed for name, listed in _rows_of(kind) if name == value)
    return _on_whole_words(listed)


def in_lower_case(text: str) -> str:
    """A text in lower case with one apostrophe, every character in its place."""
    # The one letter that becomes two in lower case, and apostrophes.
    for letter, plain in (("\u0130", "i"), ("\u2019", "'"), ("\u02bc", "'")):
        text = text.replace(letter, plain)
    return text.lower()


def number_of(written: str) -> int:
    """The number that digits or words in lower case give: "1,200", "twenty-two"."""
    if written[0].isdecimal():
        return int(_NO_DIGITS.sub("", written))
    return sum(_values_of_words()[word] for word in re.split("[- ]", written))


@cache
def _rows_of(kind: str) -> tuple[tuple[str, str], ...]:
    """The values of a kind with their patterns."""
    if kind == NUMBER:
        tens, units = (
            "|".join(forms for value, forms in _NUMBER_WORDS.items() if is_in(value))
            for is_in in ((20).__le__, (20).__gt__)
        )
        words = rf"(?:{tens})(?!\w)(?:[- ](?=\w))?(?:{units})?"
        behind = "(?<![.,/-])"
        return (("", "|".join(behind + each for each in (*_DIGITS, words, f"(?:{units})"))),)
    return tuple((row["value"], row["pattern"]) for row in rows(PATTERNS) if row["kind"] == kind)


class _Beginnings(dict[str, tuple[_Form, ...]]):
    """The forms of some kinds by the characters with which words begin, in the table's order."""

    def __init__(self, kinds: tuple[str, ...]) -> None:
        self._kinds = kinds

    def __missing__(self, opening: str) -> tuple[_Form, ...]:
        found: list[_Form] = []
        ways = r"\d" if opening[0].isdecimal() else opening
        for kind in self._kinds:
            for value, listed in _rows_of(kind):
                choices = [each for each in _choices(listed) if ways.startswith(_openings(each))]
                if choices:
                    found.append(_Form(kind, value, _on_whole_words("|".join(choices)).match))
        if len(self) >= _MOST_OPENINGS:
            self.clear()
        self[opening] = forms = tuple(found)
        return forms


@cache
def _beginnings(kinds: tuple[str, ...]) -> _Beginnings:
    return _Beginnings(kinds)


@cache
def _on_whole_words(listed: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{listed})(?!\w)")


@cache
def _openings(listed: str) -> tuple[str, ...]:
    """The characters with which the words of alternatives begin, as many as are certain."""
    found: list[str] = []
    for choice in _choices(listed):
        bare = _LOOK_BEHINDS.sub("", choice, count=1)
        if bare.startswith("(?:"):
            found += _openings(bare[len("(?:") :])
            continue
        opening = _OPENING.match(bare)
        if opening is None:
            raise ValueError(f"{PATTERNS.name}: {choice!r} does not begin with a letter")
        found += opening[1] or [opening[0]]
    return tuple(found)


def _choices(listed: str) -> Iterator[str]:
    """The alternatives of a pattern, or those up to the end of the group that it begins in."""
    depth = start = 0
    for index, char in enumerate(listed):
        depth += (char in "([") - (char in ")]")
        if depth < 0 or (char == "|" and depth == 0):
            yield listed[start:index]
            start = index + 1
        if depth < 0:
            return
    yield listed[start:]


@cache
def _values_of_words() -> dict[str, int]:
    return {form: value for value, forms in _NUMBER_WORDS.items() for form in forms.split("|")}
