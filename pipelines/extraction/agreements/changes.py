"""Finds changes of agreements with the patterns of patterns.yml, and the day of each.

Which words mean which change belongs to the table. Planned and denied changes do not count.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pipelines.extraction.agreements.known import Agreement, agreements
from pipelines.extraction.sentence.patterns import Pattern, Slot, Written, compiled, table, written
from pipelines.extraction.sentence.placing import Day, days, is_lead
from pipelines.extraction.text.annotation import AnnotatedText, Sentence
from pipelines.extraction.text.when import DAY, YEAR

TABLE = Path(__file__).parent / "patterns.yml"

_SENTENCES = 3  # "the treaty", "it": named up to three sentences before
_NEWS_SENTENCES = 1  # news of a change is in the headline or the first sentence
_DAY_AFTER = 16  # "expired late on Thursday": characters between a change and its own day
_DAY_AWAY = 220  # characters between a change and another day of its sentence


@dataclass(frozen=True, slots=True)
class Named:
    """Tokens [first, last) that name known agreements; a name can recur in several years."""

    names: tuple[str, ...]
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Change:
    """The change of an agreement, its words in tokens [first, last), and its day if stated."""

    agreement: Agreement
    named: Named
    event: str
    first: int
    last: int
    day: Day | None
    is_law: bool
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class _Hit:
    """A row whose pattern matched: the change in characters [start, end) and its slots."""

    row: dict[str, Any]
    start: int
    end: int
    agreement: int
    day: int | None


def changes(text: AnnotatedText) -> Iterator[Change]:
    """The changes of a text in order; the same change may occur several times."""
    before: list[Named] = []
    before_index = 0
    for sentence in text.sentences:
        known = before if sentence.index - before_index <= _SENTENCES else []
        if not (known or sentence.has("agreement") or sentence.has("treaty_noun")):
            continue
        line = _written(text, sentence, known)
        named = [slot.of for slot in line.slots.values() if slot.letter == "A"]
        if named:
            yield from _changes_in(text, sentence, line)
            before, before_index = named, sentence.index


def _written(text: AnnotatedText, sentence: Sentence, before: Sequence[Named]) -> Written:
    """A sentence with the days and agreements it states.

    `before`: agreements of the sentences before, to which "the treaty" and the like refer.
    """
    slots = [_day_slot(sentence, day) for day in _stated_days(text, sentence)]
    line = written(text, sentence, slots)
    named = _named(sentence) or _described(text.lang, line)
    if not named and before:
        names = tuple(dict.fromkeys(name for each in before for name in each.names))
        named = [Named(names, *found) for found in _places(line, _words(text.lang, "again"))]
    if not named:
        return line
    return written(text, sentence, [*slots, *(Slot("A", n.first, n.last, n) for n in named)])


def _stated_days(text: AnnotatedText, sentence: Sentence) -> list[Day]:
    """The days of a sentence and those after "since"."""
    found = days(text, sentence)
    for when in sentence.whens:
        if when.kind == "since" and when.start_on is not None:
            is_year = when.start_on != when.end_on and when.start_on.month == when.start_on.day == 1
            stated = f"{when.start_on:%Y}" if is_year else when.start_on.isoformat()
            precision = YEAR if is_year else DAY
            found.append(Day(stated, stated, precision, when.first, when.last, when.start_on))
    return found


def _day_slot(sentence: Sentence, day: Day) -> Slot:
    """A day without the "until" before it and the "and" behind it."""
    cues = sentence.of("clock_from", "clock_to")
    first = next((cue.last for cue in cues if cue.first == day.first), day.first)
    last = next((cue.first for cue in cues if cue.last == day.last), day.last)
    return Slot("D", first, last, day) if first < last else Slot("D", day.first, day.last, day)


def _named(sentence: Sentence) -> list[Named]:
    found: dict[tuple[int, int], list[str]] = {}
    for mark in sentence.of("agreement"):
        found.setdefault((mark.first, mark.last), []).append(mark.value)
    return [Named(tuple(names), *place) for place, names in found.items()]


def _described(lang: str, line: Written) -> list[Named]:
    return [
        Named((name,), *found)
        for name, pattern in _descriptions(lang).items()
        for found in _places(line, pattern)
    ]


def _places(line: Written, pattern: re.Pattern[str]) -> list[tuple[int, int]]:
    return [line.tokens(*found.span()) for found in pattern.finditer(line.text)]


def _changes_in(text: AnnotatedText, sentence: Sentence, line: Written) -> Iterator[Change]:
    hits = list(_hits(text.lang, line.text))
    dated = _dated(text.lang, line, hits)
    for hit in hits:
        day = dated.get(hit.start)
        if day is None:
            if None in dated.values() or not _is_news(text, sentence, hit, line):
                continue
            day = _day_of_statement(text, sentence)
        named = line.slots[hit.agreement].of
        agreement = _agreement(text, hit, named, day)
        if agreement is not None:
            first, last = line.tokens(hit.start, hit.end)
            is_law = "law" in hit.row
            yield Change(agreement, named, hit.row["event"], first, last, day, is_law, sentence)


def _hits(lang: str, line: str) -> Iterator[_Hit]:
    """Every change that a pattern finds and that is not refused; of one word the first row's."""
    taken: set[int] = set()
    for row, pattern in patterns(lang):
        for match in pattern.matches(line):
            agreement = match.place("agreement")
            is_refused = _before(lang, "refused", r"(?:[^\s;:()]+ ){0,6}", line, match.start)
            if agreement is not None and match.start not in taken and not is_refused:
                taken.add(match.start)
                yield _Hit(row, match.start, match.end, agreement, match.place("date"))


def _dated(lang: str, line: Written, hits: Sequence[_Hit]) -> dict[int, Day | None]:
    """The day of each change by its character: its pattern's, the one right after, or the nearest.

    A day belongs to one change. A day that belongs to none stays under its own character, as null.
    """
    days_at = {start: slot.of for start, slot in line.slots.items() if slot.letter == "D"}
    free = {
        start: day
        for start, day in days_at.items()
        if not _before(lang, "other_day", r"(?:on |in |of )?", line.text, start)
    }
    found: dict[int, Day | None] = dict.fromkeys(days_at.keys() - free.keys())

    def take(hit: _Hit, place: int | None) -> None:
        if hit.start not in found and place in free:
            found[hit.start] = free.pop(place)

    for hit in hits:
        take(hit, hit.day)
    for hit in hits:
        take(hit, min((at for at in free if 0 <= at - hit.end <= _DAY_AFTER), default=None))
    for hit in hits:
        nearest = min(free, key=lambda at, hit=hit: abs(at - hit.start), default=None)
        if nearest is None or abs(nearest - hit.start) > _DAY_AWAY:
            continue
        # "was extended, but is due to expire on Monday": the day is that of the plan.
        if not _words(lang, "refused").search(line.text, hit.end, max(hit.end, nearest)):
            take(hit, nearest)
    return {**found, **dict.fromkeys(free)}


def _is_news(text: AnnotatedText, sentence: Sentence, hit: _Hit, line: Written) -> bool:
    """Whether a text opens with a change; after "which" or "after" it is background."""
    return (
        sentence.index <= _NEWS_SENTENCES
        and is_lead(text, sentence)
        and "dated" not in hit.row
        and not _before(text.lang, "aside", r"[^;:()]*", line.text, hit.start)
    )


def _day_of_statement(text: AnnotatedText, sentence: Sentence) -> Day | None:
    """The day of the next sentence, where it dates who speaks: "Speaking on 17 July, ..."."""
    for after in text.sentences[sentence.index + 1 : sentence.index + 2]:
        line = _written(text, after, ())
        for start, slot in line.slots.items():
            is_told = _before(text.lang, "telling", r"(?:on )?", line.text, start)
            if slot.letter == "D" and is_told:
                return slot.of
    return None


def _agreement(text: AnnotatedText, hit: _Hit, named: Named, day: Day | None) -> Agreement | None:
    """The agreement of a name that can change so on a day, or at the time of an undated text."""
    on = day.start_on if day is not None else text.calendar.published_day
    kinds = hit.row.get("kinds")
    possible = [
        agreement
        for agreement in map(agreements().__getitem__, named.names)
        if kinds is None or agreement.kind in kinds
        if on is None or agreement.fits(on)
    ]
    return possible[0] if possible and (on is not None or len(possible) == 1) else None


@cache
def patterns(lang: str) -> list[tuple[dict[str, Any], Pattern]]:
    """The rows of the table with their compiled patterns, in order."""
    return [
        (row, compiled(pattern, table(TABLE)["slots"]))
        for row in table(TABLE)["changes"]
        for pattern in row.get(lang, ())
    ]


def _before(lang: str, name: str, between: str, line: str, end: int) -> bool:
    """Whether words that the table lists under `name` come before a character, near enough."""
    return _ending(lang, name, between).search(line, 0, end) is not None


@cache
def _ending(lang: str, name: str, between: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\S)(?:{table(TABLE)[name].get(lang, '(?!)')}) {between}$")


@cache
def _words(lang: str, name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\S)(?:{table(TABLE)[name].get(lang, '(?!)')})(?!\S)")


@cache
def _descriptions(lang: str) -> dict[str, re.Pattern[str]]:
    described = table(TABLE)["described"]
    return {
        name: re.compile(rf"(?<!\S)(?:{words[lang]})(?!\S)")
        for name, words in described.items()
        if lang in words
    }
