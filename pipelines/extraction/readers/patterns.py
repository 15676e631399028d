"""The second reader: numbers beside nouns and verbs, found with lexicons/second_reader.csv.

It knows no grammar: a number counts the next munition or person behind it, and the verbs around
both say what became of them. It is weak alone; a claim on which it and the grammar agree is right
far more often than a claim of either. Dates and places do not belong here.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipelines.vocabulary.tables import rows

PATTERNS = Path(__file__).parents[1] / "lexicons" / "second_reader.csv"

_SENTENCE = re.compile(r"(?<=[.!?])[*»”\"\])]*(?:\[\S*)?\s+(?=[*«“\"(\[]*[^\W\d_a-zа-яіїєґ])|\n+")
_DIGITS = r"\d{1,3}(?:[,\u00a0\u202f ]\d{3})+(?!\d)|\d+"
_OUT_OF = re.compile(r" (?:out )?(?:of|з|із|зі|из)(?: the| a total of)? ", re.IGNORECASE)
# The one letter that becomes two in lower case, and apostrophes.
_ONE_FOR_ONE = str.maketrans("\u0130\u2019\u02bc", "i''")
_NOUN_AHEAD = 60  # characters between a number and what it counts
_VERB_AROUND = 90  # characters between a count and its verb

_WORDS = {
    1: "one|один|одну|одна|одного|одной|одним",
    2: "two|два|дві|двох|двома|две|двух|двумя",
    3: "three|три|трьох|трьома|трех|тремя",
    4: "four|чотири|чотирьох|чотирма|четыре|четырех",
    5: "five|п'ять|п'ятьма|пять|пяти|пятью",
    6: "six|шість|шести|шістьма|шесть|шестью",
    7: "seven|сім|семи|сьома|семь|семью",
    8: "eight|вісім|восьми|вісьмома|восемь|восемью",
    9: "nine|дев'ять|дев'яти|дев'ятьма|девять|девяти|девятью",
    10: "ten|десять|десяти|десятьма|десятью",
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
}


@dataclass(frozen=True, slots=True)
class Count:
    """A number that counts `kind` (a munition or a person); `verbs` are those around it.

    Characters [start, end) of the text hold the number and the noun; `sentence` is around them.
    `attacker`: of the side named last up to the noun, or first behind it; null if none is named.
    """

    number: int
    kind: str
    verbs: frozenset[str]
    start: int
    end: int
    sentence: str
    attacker: str | None = None


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """Each sentence or line with the offset of its first character."""
    start = 0
    for found in _SENTENCE.finditer(text):
        yield start, text[start : found.start()]
        start = found.end()
    yield start, text[start:]


def counts(text: str, nouns: str) -> list[Count]:
    """The counts of munitions (`nouns` "munition") or people ("person") of a text, in order.

    Sums over weeks, plans and hypotheses are left out.
    """
    found: list[Count] = []
    lower_text = _lower(text)
    sides = _sides(lower_text) if nouns == "munition" else []
    last = None
    for offset, sentence in sentences(text):
        lower = lower_text[offset : offset + len(sentence)]
        numbers = list(_numbers().finditer(lower))
        singles = list(_singles(lower)) if nouns == "munition" else []
        if not (numbers or singles) or _lower_pattern("background").search(lower):
            continue
        verbs_found = _verbs_of(lower)
        for index, number in enumerate(numbers):
            kind, end = _kind_behind(lower, numbers[index : index + 3], nouns, last)
            is_total = _is_total(lower, number.start())
            kind = kind or (last if is_total else None)  # "81 drones of 112"
            if kind is None:
                continue
            last = kind
            verbs = _verbs(verbs_found, number.start(), end)
            if is_total:
                verbs |= {"launched"}
            place = (offset + number.start(), offset + end)
            attacker = _attacker(sides, place[1])
            found.append(Count(_value(number), kind, verbs, *place, sentence, attacker))
        for kind, start, end in singles:
            verbs = _verbs(verbs_found, start, end)
            place = (offset + start, offset + end)
            found.append(Count(1, kind, verbs, *place, sentence, _attacker(sides, place[1])))
    return found


def _singles(sentence: str) -> Iterator[tuple[str, int, int]]:
    """The munitions that a noun in the singular counts: kind, first character and end."""
    for kind in _values_of("single"):
        for found in _lower_pattern("single", kind).finditer(sentence):
            yield kind, *found.span()


def _sides(text: str) -> list[tuple[int, str]]:
    """Where a text in lower case names an attacker, and which, in order."""
    return sorted(
        (match.start(), side)
        for side in _values_of("attacker")
        for match in _lower_pattern("attacker", side).finditer(text)
    )


def _attacker(sides: list[tuple[int, str]], end: int) -> str | None:
    # "drones launched by Russia": whose they are may follow at once.
    before = [side for start, side in sides if start <= end + 1]
    return before[-1] if before else next((side for _, side in sides), None)


def places(kind: str, text: str) -> list[tuple[int, int, str]]:
    """First character, end and value of every word of a kind in a text, in order."""
    return sorted(
        (*found.span(), value)
        for value in _values_of(kind)
        for found in pattern(kind, value).finditer(text)
    )


@cache
def pattern(kind: str, value: str = "") -> re.Pattern[str]:
    """The pattern of a kind and value, on whole words."""
    return re.compile(_lower_pattern(kind, value).pattern, re.IGNORECASE)


@cache
def _lower_pattern(kind: str, value: str = "") -> re.Pattern[str]:
    """The same pattern for a text in lower case, which it searches several times as fast."""
    found = next(row for row in rows(PATTERNS) if (row["kind"], row["value"]) == (kind, value))
    return re.compile(rf"(?<!\w)(?:{found['pattern']})(?!\w)")


def _lower(text: str) -> str:
    """A text in lower case with one apostrophe, every character in its place."""
    return text.translate(_ONE_FOR_ONE).lower()


@cache
def _values_of(kind: str) -> tuple[str, ...]:
    return tuple(row["value"] for row in rows(PATTERNS) if row["kind"] == kind)


@cache
def _numbers() -> re.Pattern[str]:
    tens, units = (
        "|".join(forms for value, forms in _WORDS.items() if is_in(value))
        for is_in in ((20).__le__, (20).__gt__)
    )
    # The look-ahead keeps the rest, all of it optional, from matching nothing.
    words = rf"(?=\w)(?:(?P<tens>{tens})(?!\w)(?:[- ](?=\w))?)?(?P<units>{units})?"
    return re.compile(rf"(?<![\w.,/-])(?:(?P<digits>{_DIGITS})|{words})(?!\w)")


@cache
def _words() -> dict[str, int]:
    return {form: value for value, forms in _WORDS.items() for form in forms.split("|")}


def _value(number: re.Match[str]) -> int:
    if number["digits"]:
        return int(re.sub(r"\D", "", number["digits"]))
    return sum(_words()[word] for word in number.group("tens", "units") if word)


def _is_total(sentence: str, start: int) -> bool:
    """Whether a number is the second of "28 of 74"."""
    return any(found.end() == start for found in _OUT_OF.finditer(sentence, 0, start))


def _kind_behind(
    sentence: str, numbers: Sequence[re.Match[str]], nouns: str, last: str | None
) -> tuple[str | None, int]:
    """What the first number counts: the first noun behind it; "of them" counts what was last."""
    end = numbers[0].end()
    stop = min(len(sentence), end + _NOUN_AHEAD)
    while stop < len(sentence) and sentence[stop].isalnum():
        stop += 1  # "каб" of "кабінет" is no bomb
    behind = list(numbers[1:])
    if behind and _OUT_OF.fullmatch(sentence, end, behind[0].start()):
        behind = behind[1:]
    if behind and behind[0]["digits"]:
        stop = min(stop, behind[0].start())
    found = [
        (match.start(), match.end(), value)
        for value in _values_of(nouns)
        if (match := _lower_pattern(nouns, value).search(sentence, end, stop)) is not None
    ]
    if found:
        _, last_end, value = min(found)
        return value, last_end
    stopped = _lower_pattern("role", "stopped")
    is_of_last = (
        _lower_pattern("of_them").match(sentence, end + 1)
        or stopped.search(sentence, end, stop)
        or stopped.fullmatch(sentence[: numbers[0].start()].rstrip().rpartition(" ")[2])
    )
    return (last, end) if is_of_last else (None, end)


def _verbs_of(sentence: str) -> list[tuple[int, int, str]]:
    """Where each verb of a sentence begins and ends, and its role; by role."""
    return [
        (*match.span(), role)
        for role in _values_of("role")
        for match in _lower_pattern("role", role).finditer(sentence)
    ]


def _verbs(verbs: list[tuple[int, int, str]], start: int, end: int) -> frozenset[str]:
    """The last verb before a count, the first behind it, and those between number and noun.

    `start` and `end`: of the count.
    """
    before = (0, "")
    inside: list[str] = []
    behind: list[tuple[int, str]] = []
    for first, last, role in verbs:
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
