"""Explains the numbers of a text that count munitions, people or flying objects.

Each such number must be explained: as a figure of a claim, its repetition, a share or a total of
figures, or as something that is not a claim: another event, another war, background, a plan, a sum
over time. Whatever is left is unknown, and the claims of its sentence are not certain. Finding
claims does not belong here (the families).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from pipelines.extraction.document import Claim
from pipelines.extraction.parts import modules
from pipelines.extraction.text.annotation import AnnotatedText, Sentence
from pipelines.extraction.text.lexicon import Mark
from pipelines.extraction.text.numbers import Quantity

NOUNS = {
    "weapon": "munition",
    "weapon_noun": "munition",
    "people": "people",
    "casualty_people": "people",
    "flyer": "object",
    "aircraft_model": "object",
}
"""What a number counts, by the kind of the mark behind it."""

FAMILIES = tuple(modules("unclaimed").values())
"""What families say of numbers that no claim cites: `COUNTED`, the numbers they know; `meaning`."""

UNKNOWN = "unknown"
"""Explanation of a number that nothing explains."""

_DATED = ("night_of", "occurred_stated", "exchanged_stated")
_SHARES = ("including", "of_which", "some_of", "share", "sub_count")
_SHARE_REACH = 3  # tokens between a word such as "including" and its number
_NOUN_REACH = 6  # tokens between a number and its noun: "31 ударний безпілотник типу Shahed"
_MOST_PARTS = 6  # figures among which parts of a total are looked for


@dataclass(frozen=True, slots=True)
class Explained:
    """A number at characters [char_start, char_end), what it counts and what it means.

    `explanation` is a column of a claim, or one of: repeated, share, region, total, casualties,
    response, other arms, another war, another event, digest, unknown, or the stance of a sentence
    that reports no event (background, hypothetical, planned, negated, commemorative, cumulative).
    """

    value: int
    noun: str
    quote: str
    char_start: int
    char_end: int
    explanation: str


@dataclass(frozen=True, slots=True)
class _Number:
    """A quantity in a sentence, the mark of its noun, and the kind of the noun."""

    sentence: Sentence
    quantity: Quantity
    noun: Mark
    counts: str


def explained(text: AnnotatedText, claims: Sequence[Claim]) -> list[Explained]:
    """Every number of a text that counts something, in order, with its explanation."""
    numbers = [number for sentence in text.sentences for number in _numbers(sentence)]
    return [_explained(text, number, claims) for number in numbers]


def _numbers(sentence: Sentence) -> Iterator[_Number]:
    """The quantities before a noun, or before a number that shares its noun."""
    nouns, order = sentence.of(*NOUNS), tuple(NOUNS)
    for place, quantity in enumerate(sentence.quantities):
        if not quantity.value:
            continue
        following = sentence.quantities[place + 1 : place + 2]
        end = min((one.first for one in following), default=sentence.last)
        end = min(end, quantity.last + _NOUN_REACH)
        behind = [mark for mark in nouns if quantity.number_first <= mark.first < end]
        noun = min(behind, key=lambda mark: (mark.first, order.index(mark.kind)), default=None)
        if noun is not None:
            yield _Number(sentence, quantity, noun, NOUNS[noun.kind])


def _explained(text: AnnotatedText, number: _Number, claims: Sequence[Claim]) -> Explained:
    start, end = text.start(number.quantity.first), text.end(number.quantity.last)
    cited = _cited(claims, start, end)
    return Explained(
        number.quantity.value or 0,
        number.counts,
        text.document.text[start:end],
        start,
        end,
        cited or _meaning(text, number, claims),
    )


def _cited(claims: Sequence[Claim], start: int, end: int) -> str | None:
    """The column whose evidence holds these characters."""
    return next(
        (
            piece.field
            for claim in claims
            for piece in claim.evidence
            if piece.char_start <= start and end <= piece.char_end
        ),
        None,
    )


def _meaning(text: AnnotatedText, number: _Number, claims: Sequence[Claim]) -> str:
    """What a number means that no claim cites."""
    sentence, value = number.sentence, number.quantity.value or 0
    figures = [stated for claim in claims for stated in _figures(claim)]
    if value in figures:
        return "repeated"
    for family in FAMILIES:
        of_all = getattr(family, "of_every_number", None)
        if of_all is not None and (word := of_all(text)) is not None:
            return word
    return (
        _of_families(text, number)
        or ("share" if _is_behind_share(number) else None)
        or ("total" if _is_total(value, figures) else None)
        or ("another event" if _is_of_another_day(sentence, claims) else UNKNOWN)
    )


def _of_families(text: AnnotatedText, number: _Number) -> str | None:
    """What the family says whose nouns the number counts; other arms may be those of objects."""
    is_other = number.noun.value.partition(":")[0] == "other"
    counted = "object" if is_other else number.counts
    for family in FAMILIES:
        if counted == family.COUNTED:
            word = family.meaning(text, number.sentence, number.quantity, number.noun)
            return word or ("other arms" if is_other else None)
    return "other arms" if is_other else None


def _figures(claim: Claim) -> list[int]:
    """The numbers that a claim states."""
    return [
        value
        for name, value in claim.values.items()
        if isinstance(value, int) and not isinstance(value, bool) and name != "time_precision"
    ]


def _is_behind_share(number: _Number) -> bool:
    """Whether "including" or the like comes right before a number, or "of which" right behind."""
    quantity = number.quantity
    return any(
        0 <= quantity.first - mark.last <= _SHARE_REACH
        or (mark.kind in ("of_which", "some_of") and mark.first == quantity.last)
        for mark in number.sentence.of(*_SHARES)
    )


def _is_of_another_day(sentence: Sentence, claims: Sequence[Claim]) -> bool:
    """Whether a sentence states days, and none of them is that of a claim."""
    dated = {str(claim.values.get(name)) for claim in claims for name in _DATED} - {"None"}
    ends = {when.end_on.isoformat() for when in sentence.whens if when.end_on is not None}
    return bool(dated and ends) and dated.isdisjoint(ends)


def _is_total(value: int, figures: Sequence[int]) -> bool:
    """Whether a number is the sum of two or more of the figures."""
    parts = [figure for figure in dict.fromkeys(figures) if 0 < figure < value][:_MOST_PARTS]
    return any(
        sum(chosen) == value
        for size in range(2, len(parts) + 1)
        for chosen in combinations(parts, size)
    )
