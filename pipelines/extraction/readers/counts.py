"""The second reader: numbers beside nouns and verbs, found with lexicons/second_reader.csv.

It knows no grammar: a number counts the next munition or person behind it, and the verbs around
both say what became of them. It is weak alone; a claim on which it and the grammar agree is right
far more often than a claim of either. Dates and places do not belong here.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipelines.extraction.readers.patterns import (
    NUMBER,
    Place,
    in_lower_case,
    lower_pattern,
    number_of,
    places_by_kind,
)

_GAP = re.compile(r"[.!?][*»”\"\])]*(?:\[\S*)?\s+(?=[*«“\"(\[]*[^\W\d_a-zа-яіїєґ])|\n+")
_OUT_OF = re.compile(r" (?:out )?(?:of|з|із|зі|из)(?: the| a total of)? ")
_ENDS_OUT_OF = (" of ", " з ", " із ", " зі ", " из ", " the ")
_BULLETS = ("-", "–", "—", "•", "*", "▪")
_NOUN_AHEAD = 60  # characters between a number and what it counts
_VERB_AROUND = 90  # characters between a count and its verb


class Count(NamedTuple):
    """A number that counts `kind` (a munition or a person); `verbs` are those around it.

    `end`: of the number and its noun, in characters of the text.
    """

    number: int
    kind: str
    verbs: frozenset[str]
    end: int


class _Sentence(NamedTuple):
    """Characters [first, stop) of a text in lower case, and the nouns of the kind `counted`."""

    lower: str
    first: int
    stop: int
    counted: str
    nouns: Sequence[Place]


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """Each sentence or line with the offset of its first character."""
    start = 0
    for found in _GAP.finditer(text):
        yield start, text[start : found.start() + (text[found.start()] != "\n")]
        start = found.end()
    yield start, text[start:]


def counts(text: str, counted: str) -> list[Count]:
    """The counts of munitions (`counted` "munition") or people ("person") of a text, in order.

    Sums over weeks, plans and hypotheses are left out. The last verb of a line that ends with a
    colon is that of the bullets below it.
    """
    found: list[Count] = []
    lower = in_lower_case(text)
    last = None
    heading: frozenset[str] = frozenset()
    for first, written in sentences(text):
        stop = first + len(written)
        words = places_by_kind(
            (NUMBER, "single", "background", counted, "role"), lower, first, stop
        )
        numbers, roles = words[NUMBER], words["role"]
        if not written.startswith(_BULLETS):
            ends_open = written.rstrip().endswith(":")
            heading = frozenset(role.value for role in roles[-1:]) if ends_open else frozenset()
        singles = words["single"] if counted == "munition" else []
        if not (numbers or singles) or words["background"]:
            continue
        sentence = _Sentence(lower, first, stop, counted, words[counted])
        for index, number in enumerate(numbers):
            kind, end = _kind_behind(sentence, numbers[index : index + 3], last)
            is_total = _is_total(sentence, number.start)
            kind = kind or (last if is_total else None)  # "81 drones of 112"
            if kind is None:
                continue
            last = kind
            verbs = _verbs(roles, number.start, end) or heading
            verbs = verbs | {"launched"} if is_total else verbs
            found.append(Count(number_of(lower[number.start : number.end]), kind, verbs, end))
        found += [
            Count(1, one.value, _verbs(roles, one.start, one.end), one.end) for one in singles
        ]
    return found


def attackers(text: str) -> list[Place]:
    """Where a text names an attacker, and which, in order."""
    found = places_by_kind(("attacker",), in_lower_case(text), 0, len(text))
    return sorted(found["attacker"])


def attacker_at(named: Sequence[Place], end: int) -> str | None:
    """The side named last up to the end of a count, or first behind it; null if none is named."""
    # "drones launched by Russia": whose they are may follow at once.
    before = [place.value for place in named if place.start <= end + 1]
    return before[-1] if before else next((place.value for place in named), None)


def _is_total(sentence: _Sentence, start: int) -> bool:
    """Whether a number is the second of "28 of 74"."""
    lower, first = sentence.lower, sentence.first
    return lower.endswith(_ENDS_OUT_OF, first, start) and any(
        found.end() == start for found in _OUT_OF.finditer(lower, first, start)
    )


def _kind_behind(
    sentence: _Sentence, numbers: Sequence[Place], last: str | None
) -> tuple[str | None, int]:
    """What the first number counts: the first noun behind it; "of them" counts what was last."""
    lower, end = sentence.lower, numbers[0].end
    stop = _reach(sentence, numbers)
    noun = _noun_in(sentence, end, stop)
    if noun is not None:
        return noun.value, noun.end
    if last is None:
        return None, end
    stopped = lower_pattern("role", "stopped")
    is_of_last = (
        lower_pattern("of_them").match(lower, end + 1, sentence.stop)
        or stopped.search(lower, end, stop)
        or stopped.fullmatch(lower[sentence.first : numbers[0].start].rstrip().rpartition(" ")[2])
    )
    return (last, end) if is_of_last else (None, end)


def _reach(sentence: _Sentence, numbers: Sequence[Place]) -> int:
    """Where the noun of the first number must end: before the next number in digits, at most."""
    lower, end = sentence.lower, numbers[0].end
    stop = min(sentence.stop, end + _NOUN_AHEAD)
    while stop < sentence.stop and lower[stop].isalnum():
        stop += 1  # "каб" of "кабінет" is not a bomb
    behind = numbers[1:]
    if behind and _OUT_OF.fullmatch(lower, end, behind[0].start):
        behind = behind[1:]
    if behind and lower[behind[0].start].isdecimal():
        return min(stop, behind[0].start)
    return stop


def _noun_in(sentence: _Sentence, start: int, stop: int) -> Place | None:
    """The first noun in characters [start, stop), of two that begin there the shorter."""
    best = None
    for place in sentence.nouns:
        if place.start < start:
            continue
        if place.start >= stop or (best is not None and place.start > best.start):
            break
        if place.end > stop:
            pattern = lower_pattern(sentence.counted, place.value)
            cut = pattern.match(sentence.lower, place.start, stop)
            if cut is None:
                continue
            place = place._replace(end=cut.end())
        best = place if best is None else min(best, place)
    return best


def _verbs(roles: Sequence[Place], start: int, end: int) -> frozenset[str]:
    """The last verb before a count, the first behind it, and those between number and noun.

    `start` and `end`: of the count.
    """
    before = (0, "")
    inside: list[str] = []
    behind: list[tuple[int, str]] = []
    for first, last, role in roles:
        if start <= first and last <= end:
            inside.append(role)
        if last <= start and first >= before[0]:
            before = (first, role)
        if end <= first <= end + _VERB_AROUND:
            behind.append((first, role))
    behind.sort()
    # "drones launched by Russia were shot down": the verb comes after a participle.
    count = 2 if behind and behind[0][0] <= end + 1 else 1
    near = [before[1]] if start - before[0] <= _VERB_AROUND else []
    return frozenset([*near, *inside, *(role for _, role in behind[:count])]) - {""}


def group_of(weapon_class: object) -> str:
    """The kind of munition that the second reader knows of a class."""
    name = str(weapon_class)
    return "missile" if name.endswith("missile") else "drone" if name.endswith("drone") else name
