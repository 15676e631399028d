"""Finds the venue of talks: the city that a sentence names for them, or the host state."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.extraction.negotiations import reach
from pipelines.extraction.negotiations.numbering import is_many, rounds_named
from pipelines.extraction.negotiations.round import PARTIES
from pipelines.extraction.sentence.actors import STATE_KINDS, Actor
from pipelines.extraction.sentence.distance import Placed, covered, follows
from pipelines.extraction.text.annotation import AnnotatedText, Sentence
from pipelines.extraction.text.lexicon import Mark

# Capitals also name governments: "Moscow talks", "Washington and Kyiv".
_CAPITALS = frozenset(("Moscow", "Kyiv", "Washington", "Berlin", "Paris", "London", "Brussels"))


@dataclass(frozen=True, slots=True)
class Venue:
    """A city in tokens [first, last), or with `is_state` only a host state."""

    city: str | None
    iso3: str
    first: int
    last: int
    is_state: bool = False


def venue(
    text: AnnotatedText, sentence: Sentence, states: Sequence[Actor], held: Sequence[Mark]
) -> Venue | None:
    """The venue of the talks `held` in a sentence; None where it names none."""
    found = _city(text, sentence, held)
    if found is not None:
        city, _, iso3 = found.value.rpartition(":")
        return Venue(city or None, iso3, found.first, found.last)
    return _host_state(text, sentence, states, held)


def _city(text: AnnotatedText, sentence: Sentence, held: Sequence[Mark]) -> Mark | None:
    """The city after "in" or "capital", or right before "talks"; no seat of power alone.

    Of several the one nearest to the talks.
    """
    ins = {mark.last for mark in sentence.of("venue_in")}
    talks = {mark.first for mark in sentence.of("talks", "hosted")}
    described = covered(sentence, "place_word", "capital_word", *STATE_KINDS)
    found: list[Mark] = []
    for mark in sentence.of("venue"):
        is_capital = mark.value.rpartition(":")[0] in _CAPITALS
        start = mark.first
        while start not in ins and start - 1 in described:
            start -= 1  # "in Turkey's resort town of Antalya"
        is_after_in = start in ins
        is_named_capital = any(follows(mark, word, 1) for word in sentence.of("capital_word"))
        is_before_talks = mark.last in talks and not is_capital
        is_long = mark.last - mark.first > 2 and not is_capital
        is_placed = is_after_in or is_named_capital or is_before_talks or is_long
        if is_placed and not _is_of_others(sentence, mark, held[0]):
            found.append(mark)
    return min(
        found,
        key=lambda mark: abs(mark.first - held[0].first),
        default=None,
    )


def _is_of_others(sentence: Sentence, place: Placed, held: Mark) -> bool:
    """Whether talks before were held there: "in Geneva, following sessions in Abu Dhabi"."""
    others = [mark for mark in rounds_named(sentence) if is_many(sentence, mark)]
    return any(
        mark.first >= held.last and follows(place, mark, reach.PAST_VENUE)
        for mark in (*others, *sentence.of("talks_before"))
    )


def _host_state(
    text: AnnotatedText, sentence: Sentence, states: Sequence[Actor], held: Sequence[Mark]
) -> Venue | None:
    """A host state without a city: "talks in Saudi Arabia"."""
    ins = {mark.last for mark in sentence.of("venue_in")}
    for actor in states:
        if actor.iso3 in PARTIES or not actor.is_noun or actor.is_seat:
            continue
        if _is_of_others(sentence, actor, held[0]):
            continue
        start = actor.first - 1 if text.tokens[actor.first - 1].norm == "the" else actor.first
        if start in ins and min(abs(start - mark.last) for mark in held) <= reach.HOST:
            return Venue(None, actor.iso3, actor.first, actor.last, is_state=True)
    return None
