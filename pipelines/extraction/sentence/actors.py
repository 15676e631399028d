"""Finds the states that a sentence names.

A noun, an adjective or a seat of power ("Moscow", "the White House") names a state. Each family
decides what the state does in the sentence.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pipelines.extraction.text.annotation import AnnotatedText, Sentence
from pipelines.extraction.text.lexicon import Mark

SIDE_OF = {"UKR": "ukraine", "RUS": "russia"}
"""The warring side that a state is."""

STATE_KINDS = ("state", "state_adj", "state_seat")
_PRONOUN_LIKE = frozenset(("us", "un", "uk"))


class Actor(NamedTuple):
    """A state named in tokens [first, last); `is_noun` is False for an adjective."""

    iso3: str
    first: int
    last: int
    is_noun: bool
    is_seat: bool


def actors(text: AnnotatedText, sentence: Sentence) -> list[Actor]:
    """The states a sentence names, in order; of overlapping mentions only the longest."""
    found: list[Actor] = []
    marks = [mark for mark in sentence.marks if mark.kind in STATE_KINDS]
    for mark in sorted(marks, key=lambda mark: (mark.first, -mark.last)):
        if found and mark.first < found[-1].last:
            continue
        if _is_pronoun(text, mark):
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


def after_preposition(sentence: Sentence, named: Iterable[Actor], kind: str) -> Iterator[Actor]:
    """The states directly after a mark of `kind` ("by", "from", "to"), articles ignored."""
    ends = {mark.last for mark in sentence.of(kind)}
    articles = {mark.first: mark.last for mark in sentence.of("article")}
    for actor in named:
        start = actor.first
        for at, end in articles.items():
            if end == start:
                start = at
        if start in ends:
            yield actor


def _is_pronoun(text: AnnotatedText, mark: Mark) -> bool:
    """Whether "us", "un" or "uk" is not written in capitals, so that it names no state."""
    token = text.tokens[mark.first]
    if mark.last - mark.first > 1 or token.norm not in _PRONOUN_LIKE:
        return False
    return not text.quote(mark.first, mark.last).isupper()
