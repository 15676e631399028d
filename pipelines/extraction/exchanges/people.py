"""The people or remains that a number counts, and whose people they are.

Directions and days do not belong here (`directions`, `days`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipelines.extraction.sentence.actors import Actor, actors
from pipelines.extraction.sentence.patterns import Slot, Written, table, written
from pipelines.extraction.text.annotation import AnnotatedText, Sentence
from pipelines.extraction.text.lexicon import words
from pipelines.extraction.text.numbers import Quantity

TABLE = Path(__file__).parent / "patterns.yml"
OTHER_SIDE = {"UKR": "RUS", "RUS": "UKR"}
OWN_SIDE = {"uk": "UKR", "ru": "RUS"}  # "our people", "home": the side of a text's language
SIDE_OF = {"U": "UKR", "I": "UKR", "V": "UKR", "R": "RUS", "J": "RUS", "W": "RUS"}
"""The side of each letter: a noun as subject, a noun in another case, an adjective."""

_MOST_PEOPLE = 999  # "1,000 for 1,000" is what was agreed; it was never carried out in a day
_MOST_BODIES = 1999  # remains are returned in larger numbers than living people
_BOTH = 2  # "one of the largest", "both sides": words that count no people
_LETTERS = {"pow": "P", "civilian": "C", "child": "K", "remains": "B", "unclear": "X", "other": "O"}
_CATEGORIES = {"B": "remains", "O": "other", "K": "child", "C": "civilian", "P": "pow"}


@dataclass(frozen=True, slots=True)
class Group:
    """A number of people in tokens [first, last); `nation` where the words say whose they are.

    `start` and `end` are its characters in the written sentence. `kind`: counted with a noun, a
    formula for both sides ("175 for 175"), or bare, a number alone. `is_part` marks a part of the
    number before.
    """

    quantity: Quantity
    category: str
    nation: str | None
    first: int
    last: int
    start: int
    end: int
    kind: str = "counted"
    is_part: bool = False

    @property
    def count(self) -> int:
        """The number of people."""
        return self.quantity.value or 0

    @property
    def is_too_many(self) -> bool:
        """Whether so many are the size of a deal or a sum of years, not of one exchange."""
        return self.count > (_MOST_BODIES if self.category == "remains" else _MOST_PEOPLE)

    @property
    def qualifier(self) -> str:
        """exact, at_least, up_to or about; "some 103 soldiers" is exact, "some 100" is not."""
        is_round = self.count % 10 == 0 or self.quantity.upper is not None
        is_exact = self.quantity.qualifier == "about" and not is_round
        return "exact" if is_exact else self.quantity.qualifier


def line_of(text: AnnotatedText, sentence: Sentence) -> Written:
    """A sentence with its days, numbers, people and states as letters; see patterns.yml."""
    whens = [each for each in sentence.whens if each.start_on and each.kind != "since"]
    slots = [Slot("D", each.first, each.last, each) for each in whens]
    for actor in _institutions(sentence, actors(text, sentence)):
        slots.append(Slot(letter_of(text, actor), actor.first, actor.last, actor))
    for mark in sentence.of("people"):
        letter = _LETTERS[mark.value.partition(":")[0]]
        slots.append(Slot(letter, mark.first, mark.last, mark))
    for number in (_without_particle(text, each) for each in sentence.quantities):
        if number.value:
            first = number.number_first if number.qualifier == "exact" else number.first
            slots.append(Slot("N", first, number.last, number))
    return written(text, sentence, slots)


def groups(text: AnnotatedText, sentence: Sentence) -> list[Group]:
    """The groups of a sentence in order."""
    return groups_of(text, line_of(text, sentence))


def groups_of(text: AnnotatedText, line: Written) -> list[Group]:
    """The groups of a written sentence in order; numbers alone take the category before them."""
    found: dict[int, Group] = {}
    for kind, pattern in _patterns(text.lang).items():
        for match in pattern.finditer(line.text):
            number = match.start("number")
            is_inside = any(each.start <= number < each.end for each in found.values())
            if not is_inside and (group := _group(text, line, kind, match)) is not None:
                found[number] = group
    for start, slot in line.slots.items():
        is_inside = any(each.start <= start < each.end for each in found.values())
        is_pair = slot.letter == "N" and slot.of.is_word and slot.of.value <= _BOTH
        if slot.letter == "N" and not (is_inside or is_pair):
            # "bodies were exchanged, with Ukraine receiving 212": the category named before.
            before = [each.category for at, each in found.items() if at < start]
            named = (_CATEGORIES[each] for each in _CATEGORIES if each in line.text[:start])
            category = before[-1] if before else next(named, None)
            if category is not None:
                place = slot.first, slot.last, start, start + 1
                found[start] = Group(slot.of, category, None, *place, "bare")
    return [found[start] for start in sorted(found) if found[start].category != "other"]


def _group(text: AnnotatedText, line: Written, kind: str, match: re.Match[str]) -> Group | None:
    number = line.slots[match.start("number")]
    if kind == "formula":
        end = match.end() - 1
        at, last = line.tokens(end - 1, end)
        is_same = text.tokens[at].norm == text.tokens[number.of.number_first].norm
        if number.of.value == 1 or not is_same:
            return None
        before = reversed(line.text[: match.start()])
        category = next((_CATEGORIES[each] for each in before if each in _CATEGORIES), "pow")
        return Group(number.of, category, None, number.first, last, match.start(), end, kind)
    nouns = [
        line.slots[at]
        for at in range(*match.span("nouns"))
        if at in line.slots and line.slots[at].letter in _LETTERS.values()
    ]
    bodies = match["bodies"] and line.slots[match.start("bodies")]
    end = match.end("nouns") if nouns else match.start("number") + 1
    first = min(number.first, bodies.first) if bodies else number.first
    last = nouns[-1].last if nouns else number.last
    letters = "".join(slot.letter for slot in nouns) + (bodies.letter if bodies else "")
    category = next((name for letter, name in _CATEGORIES.items() if letter in letters), "unclear")
    if category == "civilian" and re.search(r"\b[PC] (?:and|та|и|і) [PC]\b", match["nouns"]):
        category = "unclear"
    start = match.start("bodies") if bodies else match.start("number")
    nation = _nation(text, line, match, nouns)
    if kind == "listed":
        listed = re.sub(r"\(.*?\)", lambda found: "." * len(found[0]), match[0])
        places = (match.start() + at for at in range(len(listed)) if listed[at] in "NP")
        slots = [line.slots[at] for at in places]
        if len({slot.of.value.partition(":")[2] for slot in slots if slot.letter == "P"}) > 1:
            return None
        numbers = [slot.of for slot in slots if slot.letter == "N"]
        total, end = sum(each.value for each in numbers), match.end() - 1
        number = number._replace(of=numbers[0]._replace(value=total, last=numbers[-1].last))
    is_part = match["nouns"].startswith(("of the ", "of those ", "of these "))
    return Group(number.of, category, nation, first, last, start, end, is_part=is_part)


def _nation(
    text: AnnotatedText, line: Written, match: re.Match[str], nouns: list[Slot]
) -> str | None:
    """Whose people they are: by the noun itself, an adjective, an owner behind, or "our"."""
    of_noun = next((side for noun in nouns if (side := noun.of.value.partition(":")[2])), None)
    inside = (match["bodies"] or "") + match["nouns"]
    of_adjective = next((SIDE_OF[each] for each in inside if each in SIDE_OF), None)
    behind = match["owner"][-1] if match["owner"] else ""
    if of_noun or of_adjective or behind in SIDE_OF:
        return of_noun or of_adjective or SIDE_OF[behind]
    covered = {text.tokens[index].norm for index in range(*line.tokens(*match.span()))}
    return OWN_SIDE.get(text.lang) if covered & words("ours", text.lang) else None


def _institutions(sentence: Sentence, named: list[Actor]) -> Iterator[Actor]:
    """The states of a sentence; "the Russian side" or "defence ministry" is the state itself."""
    ends = {mark.first: mark.last for mark in sentence.of("institution")}
    for actor in named:
        is_one = not actor.is_noun and actor.last in ends
        yield actor._replace(last=ends[actor.last], is_noun=True) if is_one else actor


def letter_of(text: AnnotatedText, actor: Actor) -> str:
    """The letter of a state; of the warring ones by case in Russian and Ukrainian."""
    if actor.iso3 not in OTHER_SIDE:
        return "T" if actor.is_noun else "Z"
    if not actor.is_noun:
        return "V" if actor.iso3 == "UKR" else "W"
    norm = text.tokens[actor.first].norm
    is_subject = text.lang not in OWN_SIDE or norm in words("nominative", text.lang)
    return ("U" if is_subject else "I") if actor.iso3 == "UKR" else ("R" if is_subject else "J")


def _without_particle(text: AnnotatedText, quantity: Quantity) -> Quantity:
    """The quantity of "handed over 22 soldiers": "over" belongs to the verb."""
    before = text.tokens[quantity.first - 1].norm if quantity.first else ""
    if text.tokens[quantity.first].norm == "over" and before.startswith(("hand", "turn")):
        return quantity._replace(first=quantity.number_first, qualifier="exact")
    return quantity


@cache
def _patterns(lang: str) -> dict[str, re.Pattern[str]]:
    """The patterns of the table for numbers of people, in order."""
    mod = table(TABLE)["words"].get(lang, {}).get("mod", "(?!)")
    return {
        name: re.compile(r"(?<!\S)" + pattern.replace("{mod}", f"(?:{mod})"))
        for name, pattern in table(TABLE)["people"].items()
    }
