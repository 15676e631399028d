"""Finds changes of agreements with the patterns of patterns.yml, and the day of each.

Which words mean which change belongs to the table. Planned and denied changes do not count.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pipelines.extraction.agreements.known import Agreement, agreements, security_agreements
from pipelines.extraction.sentence.actors import STATE_KINDS
from pipelines.extraction.sentence.patterns import (
    Match,
    Pattern,
    Slot,
    Written,
    compiled,
    table,
    written,
)
from pipelines.extraction.sentence.placing import Day, days, is_lead
from pipelines.extraction.text.annotation import AnnotatedText, Sentence
from pipelines.extraction.text.when import DAY, YEAR

TABLE = Path(__file__).parent / "patterns.yml"

_SENTENCES = 3  # "the treaty", "it": named within three sentences
_NEWS_SENTENCES = 1  # news of a change is in the headline or the first sentence
_LABEL_TOKENS = 6  # "28 февраля 2023, 18:12", "Безопасность": lines before the headline
_DAY_AFTER = 16  # "expired late on Thursday": characters between a change and its own day
_DAY_AWAY = 220  # characters between a change and another day of its sentence
_SIX_WORDS = r"(?:[^\s;:()]+ ){0,6}"


@dataclass(frozen=True, slots=True)
class Change:
    """The change of an agreement in tokens [first, last), its name, and its day if stated."""

    agreement: Agreement
    named: Slot
    event: str
    first: int
    last: int
    day: Day | None
    is_law: bool
    sentence: Sentence


def changes(text: AnnotatedText) -> Iterator[Change]:
    """The changes of a text in order; the same change may occur several times."""
    before = _opening(text)
    before_index = 0
    for sentence in text.sentences:
        known = before if sentence.index - before_index <= _SENTENCES else []
        if not (known or _may_name(sentence)):
            continue
        line = _written(text, sentence, known)
        named = [slot for slot in line.slots.values() if slot.letter == "A"]
        if named:
            yield from _changes_in(text, sentence, line)
            before, before_index = named, sentence.index


def _opening(text: AnnotatedText) -> list[Slot]:
    """The first agreement named near the top: "NATO suspends a key treaty", named afterwards."""
    for sentence in filter(_may_name, text.sentences[: _SENTENCES + 1]):
        line = _written(text, sentence, ())
        named = [slot for slot in line.slots.values() if slot.letter == "A"]
        if named:
            return named[:1]
    return []


def _may_name(sentence: Sentence) -> bool:
    """Whether a sentence has the name of an agreement, or a word such as "treaty"."""
    return sentence.has("agreement") or sentence.has("treaty_noun")


def _written(text: AnnotatedText, sentence: Sentence, before: Sequence[Slot]) -> Written:
    """A sentence with its days as D, and as A the names of agreements, all that a name may mean.

    `before`: agreements of the sentences before, to which "the treaty" and the like refer.
    """
    slots = [_day_slot(sentence, day) for day in _stated_days(text, sentence)]
    line = written(text, sentence, slots)
    named: dict[tuple[int, int], list[str]] = {}
    for mark in sentence.of("agreement"):
        named.setdefault((mark.first, mark.last), []).append(mark.value)
    if not named:
        for name in _described(text, sentence):
            for place in _places(text.lang, name, line):
                named.setdefault(place, []).append(name)
    if not named:
        named = _of_security(text.lang, sentence, line)
    if not named and before:
        names = list(dict.fromkeys(name for slot in before for name in slot.of))
        named = dict.fromkeys(_places(text.lang, "again", line), names)
    if not named:
        return line
    slots += [Slot("A", first, last, names) for (first, last), names in named.items()]
    return written(text, sentence, slots)


def _of_security(lang: str, sentence: Sentence, line: Written) -> dict[tuple[int, int], list[str]]:
    """Agreements on security with Ukraine, where a sentence names one other state as its party."""
    states = {mark.value for mark in sentence.of(*STATE_KINDS)}
    others = states - {"RUS", "UKR"}
    name = security_agreements().get(others.pop()) if "UKR" in states and len(others) == 1 else None
    return {key: [name] for key in _places(lang, "security", line)} if name is not None else {}


def _described(text: AnnotatedText, sentence: Sentence) -> list[str]:
    """The agreements of which a sentence and the two before it say what they are about."""
    first = text.sentences[max(0, sentence.index - 2)].first
    quoted = text.quote(first, sentence.last).lower()
    return [
        name for name, row in table(TABLE)["described"].items() if re.search(row["about"], quoted)
    ]


def _places(lang: str, name: str, line: Written) -> list[tuple[int, int]]:
    found = _listed(lang, name, r"(?!\S)").finditer(line.text)
    return [line.tokens(*match.span()) for match in found]


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


def _changes_in(text: AnnotatedText, sentence: Sentence, line: Written) -> Iterator[Change]:
    found = list(_matches(text.lang, line.text))
    dated = _dated(text.lang, line, [match for _, match in found])
    for row, match in found:
        day = dated.get(match.start)
        if day is None:
            if None in dated.values() or not _is_news(text, sentence, line, row, match):
                continue
            day = _day_of_statement(text, sentence)
        named = line.slots[match.place("agreement") or 0]
        agreement = _agreement(text, row, named.of, day)
        if agreement is not None:
            place = line.tokens(match.start, match.end)
            yield Change(agreement, named, row["event"], *place, day, "law" in row, sentence)


def _matches(lang: str, line: str) -> Iterator[tuple[dict[str, Any], Match]]:
    """Every change that a pattern finds and that is not refused; of one word the first row's."""
    taken: set[int] = set()
    for row, pattern in patterns(lang):
        for match in pattern.matches(line):
            is_refused = _is_behind(lang, "refused", _SIX_WORDS, line, match.start)
            if match.start not in taken and not is_refused:
                taken.add(match.start)
                yield row, match


def _dated(lang: str, line: Written, found: Sequence[Match]) -> dict[int, Day | None]:
    """The day of each change by its character: its pattern's, the one right after, or the nearest.

    A day belongs to one change. A day that belongs to none stays under its own character, as null.
    """
    stated = {start: slot.of for start, slot in line.slots.items() if slot.letter == "D"}
    others = [
        at for at in stated if _is_behind(lang, "other_day", "(?:on |in |of )?", line.text, at)
    ]
    free = {at: day for at, day in stated.items() if at not in others}
    dated: dict[int, Day | None] = dict.fromkeys(others)

    def take(match: Match, place: int | None) -> None:
        if match.start not in dated and place in free:
            dated[match.start] = free.pop(place)

    for match in found:
        take(match, match.place("date"))
    for match in found:
        take(match, min((at for at in free if 0 <= at - match.end <= _DAY_AFTER), default=None))
    for match in found:
        away = {abs(at - match.start): at for at in free if abs(at - match.start) <= _DAY_AWAY}
        nearest = away[min(away)] if away else match.start
        # "was extended, but is due to expire on Monday": the day is that of the plan.
        if not _listed(lang, "refused", r"(?!\S)").search(line.text, match.end, nearest):
            take(match, nearest)
    return {**dated, **dict.fromkeys(free)}


def _is_news(
    text: AnnotatedText, sentence: Sentence, line: Written, row: dict[str, Any], match: Match
) -> bool:
    """Whether a text opens with a change; after "which" or "after" it is background."""
    labels = (each for each in text.sentences[: sentence.index] if _is_label(text, each))
    return (
        sentence.index - len(list(labels)) <= _NEWS_SENTENCES
        and is_lead(text, sentence)
        and "dated" not in row
        and not _is_behind(text.lang, "aside", "[^,;:()]*", line.text, match.start)
    )


def _is_label(text: AnnotatedText, sentence: Sentence) -> bool:
    """Whether a sentence is a short line without a full stop."""
    is_open = text.tokens[sentence.last - 1].norm != "."
    return is_open and sentence.last - sentence.first <= _LABEL_TOKENS


def _day_of_statement(text: AnnotatedText, sentence: Sentence) -> Day | None:
    """The day of the next sentence, where it dates a statement: "Speaking on 17 July, ..."."""
    for after in text.sentences[sentence.index + 1 : sentence.index + 2]:
        line = _written(text, after, ())
        for start, slot in line.slots.items():
            is_statement = _is_behind(text.lang, "saying", "(?:on )?", line.text, start)
            if slot.letter == "D" and is_statement:
                return slot.of
    return None


def _agreement(
    text: AnnotatedText, row: dict[str, Any], names: Sequence[str], day: Day | None
) -> Agreement | None:
    """The agreement of a name that can change so on a day, or at the time of an undated text."""
    on = day.start_on if day is not None else text.calendar.published_day
    possible = [
        agreement
        for agreement in map(agreements().__getitem__, names)
        if agreement.kind in row.get("kinds", (agreement.kind,))
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


def _is_behind(lang: str, name: str, between: str, line: str, end: int) -> bool:
    """Whether words that the table lists under `name` come before a character, near enough."""
    return _listed(lang, name, f" {between}$").search(line, 0, end) is not None


@cache
def _listed(lang: str, name: str, ending: str) -> re.Pattern[str]:
    """The words that the table lists under a name, also a description, for a language."""
    listed = table(TABLE).get(name) or table(TABLE)["described"][name]
    return re.compile(rf"(?<!\S)(?:{listed.get(lang, '(?!)')}){ending}")
