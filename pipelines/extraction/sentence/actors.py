"""Which states a sentence names, and where: shared by the families that are about states.

A state is named by its noun, its adjective or its seat of power ("Moscow", "the White House").
What a state does in the sentence is decided by the family.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipelines.extraction.text.annotation import AnnotatedText, Sentence
from pipelines.extraction.text.lexicon import Mark

STATE_KINDS = ("state", "state_adj", "state_seat")
_PRONOUN_LIKE = frozenset(("us", "un", "uk"))


@dataclass(frozen=True, slots=True)
class Actor:
    """A state named in tokens [first, last); `is_noun` is False for an adjective."""

    iso3: str
    first: int
    last: int
    is_noun: bool
    is_seat: bool


def actors(reading: AnnotatedText, sentence: Sentence) -> list[Actor]:
    """The states a sentence names, in order; one mention once, the longest form kept."""
    found: list[Actor] = []
    marks = [mark for mark in sentence.marks if mark.kind in STATE_KINDS]
    for mark in sorted(marks, key=lambda mark: (mark.first, -mark.last)):
        if found and mark.first < found[-1].last:
            continue
        if _is_pronoun(reading, mark):
            continue
        found.append(
            Actor(
                mark.value,
                mark.first,
                mark.last,
                mark.kind != "state_adj",
                mark.kind == "state_seat",
            )
        )
    return found


def isos(named: Iterable[Actor]) -> list[str]:
    """The states of these mentions, each once, in order."""
    return list(dict.fromkeys(actor.iso3 for actor in named))


def nearest_before(named: Iterable[Actor], index: int, first: int = 0) -> Actor | None:
    """The last state that ends at or before token `index`, not before `first`."""
    best = None
    for actor in named:
        if first <= actor.first and actor.last <= index:
            best = actor
    return best


def after_preposition(
    reading: AnnotatedText, sentence: Sentence, named: Iterable[Actor], kind: str
) -> Iterator[Actor]:
    """States that stand right behind a mark of `kind` ("by", "from", "to"), articles aside."""
    ends = {mark.last for mark in sentence.marks if mark.kind == kind}
    articles = {mark.first: mark.last for mark in sentence.marks if mark.kind == "article"}
    for actor in named:
        start = actor.first
        for at, end in articles.items():
            if end == start:
                start = at
        if start in ends:
            yield actor


def _is_pronoun(reading: AnnotatedText, mark: Mark) -> bool:
    """ "us" and "un" are words of other kinds unless written in capitals."""
    token = reading.tokens[mark.first]
    if mark.last - mark.first > 1 or token.norm not in _PRONOUN_LIKE:
        return False
    return not reading.text[token.start : token.end].isupper()
