"""Patterns over a sentence in which capital letters replace what was found in it.

A sentence is written as its words in lower case with one space between them. What other modules
found, such as a date, becomes one capital letter. A pattern is a regular expression over this text:

    {date}       a letter, or a list of words, by its name in the table
    …            at most 24 words of the same clause
    ..           at most six words
    «expired»    the words that a claim cites; the rest of the pattern is what surrounds them

The tables are YAML files beside the families. Their meaning belongs to the families.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from pipelines.extraction.text.annotation import AnnotatedText, Sentence
from pipelines.extraction.text.tokens import BREAK

_NAME = re.compile(r"\{(\w+)\}")
_CLAUSE = r"(?:[^\s;:]+ ){0,24}?"
_FEW = r"(?:[^\s;:]+ ){0,6}?"


class Slot(NamedTuple):
    """What was found in tokens [first, last): one capital letter in the text, `of` its meaning."""

    letter: str
    first: int
    last: int
    of: Any


@dataclass(frozen=True, slots=True)
class Written:
    """A sentence as text, its slots by their characters, and the tokens of its words."""

    text: str
    slots: dict[int, Slot]
    starts: list[int]
    firsts: list[int]

    def tokens(self, start: int, end: int) -> tuple[int, int]:
        """The tokens [first, last) of characters [start, end)."""
        first = bisect_right(self.starts, start) - 1
        last = bisect_right(self.starts, end - 1)
        return self.firsts[first], self.firsts[last]


def written(text: AnnotatedText, sentence: Sentence, slots: Iterable[Slot]) -> Written:
    """A sentence with its slots; of overlapping slots the first and longest counts."""
    opening = {slot.first: slot for slot in sorted(slots, key=lambda slot: slot.last)}
    line = Written("", {}, [], [])
    pieces: list[str] = []
    index, length = sentence.first, 0
    while index < sentence.last:
        slot = opening.get(index)
        if slot is None and text.tokens[index].kind == BREAK:
            index += 1
            continue
        if slot is not None:
            line.slots[length] = slot
        pieces.append(slot.letter if slot is not None else text.tokens[index].norm)
        line.starts.append(length)
        line.firsts.append(index)
        length += len(pieces[-1]) + 1
        index = slot.last if slot is not None else index + 1
    line.firsts.append(index)
    return replace(line, text=" ".join(pieces) + " ")


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern in three parts: what comes before the cited words, these, and what comes after."""

    before: re.Pattern[str]
    cited: re.Pattern[str]
    after: re.Pattern[str]

    def matches(self, text: str) -> Iterator["Match"]:
        """Every place of the cited words with the surroundings that the pattern asks for."""
        for cited in self.cited.finditer(text):
            before = self.before.match(text, 0, cited.start())
            after = self.after.match(text, cited.end()) if before is not None else None
            if before is not None and after is not None:
                yield Match(cited.start(), cited.end() - 1, (before, after))


class Match(NamedTuple):
    """Characters [start, end) of the cited words, and the surroundings that matched."""

    start: int
    end: int
    around: tuple[re.Match[str], re.Match[str]]

    def place(self, name: str) -> int | None:
        """The character of the slot that the pattern names so, if it names one."""
        for found in self.around:
            if name in found.re.groupindex:
                return found.start(name)
        return None

    def letter(self, *names: str) -> str | None:
        """The letter of the first slot of these that the pattern names."""
        for found in self.around:
            for name in names:
                if name in found.re.groupindex:
                    return found[name]
        return None


def compiled(
    pattern: str, slots: Mapping[str, str], words: Mapping[str, str] | None = None
) -> Pattern:
    """A pattern of a table; `slots` and `words` are the regular expressions of its names.

    Raises ValueError for a name without meaning, and for a pattern that cites no words.
    """
    names = {name: f"(?P<{name}>{letter})" for name, letter in slots.items()}
    names |= {name: f"(?:{listed})" for name, listed in (words or {}).items()}
    before, opened, rest = pattern.partition("«")
    cited, closed, after = rest.partition("»")
    if not opened or not closed:
        raise ValueError(f"{pattern!r} does not cite any words: «...»")
    return Pattern(
        re.compile(r"(?:.* )?" + _expanded(before, names) + "$"),
        re.compile(r"(?<!\S)(?:" + _expanded(cited, names) + ") "),
        re.compile(_expanded(after.lstrip(" "), names) + r"(?:(?<=\s)|(?<!.)|(?!\S))"),
    )


def _expanded(part: str, names: Mapping[str, str]) -> str:
    unknown = set(_NAME.findall(part)) - names.keys()
    if unknown:
        raise ValueError(f"{sorted(unknown)} have no meaning in the table: {part!r}")
    named = _NAME.sub(lambda found: names[found[1]], part)
    return named.replace("… ", _CLAUSE).replace(".. ", _FEW)


@cache
def table(path: Path) -> dict[str, Any]:
    """A table of patterns; a file is read once per process."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
