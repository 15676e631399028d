"""Finds the places to which a reader points in a text.

A reader of this kind answers with JSON and can only quote:

    {"claims": [{"family": "strikes", "launched": "183 drones", "attacker": "Russia",
                 "date": "overnight into February 5"}]}

Every value is a quote from the text. A quote that the text does not contain, or that spans two
sentences, leads to no place, and its claim is dropped. What the words at a place mean does not
belong here (verified.py).
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pipelines.extraction.text.annotation import AnnotatedText, Sentence

MOST_CLAIMS = 200
"""Claims of one answer that are looked at; no text states more."""


class NoAnswer(ValueError):
    """An answer that is not the JSON asked for; the message says what it is instead."""


@dataclass(frozen=True, slots=True)
class Place:
    """Tokens [first, last) of a sentence to which a reader points."""

    sentence: Sentence
    first: int
    last: int

    def contains(self, first: int, last: int) -> bool:
        """Whether tokens [first, last) are within this place."""
        return self.first <= first and last <= self.last


@dataclass(frozen=True, slots=True)
class Pointed:
    """A claim of a reader: for each field, every place of the text with the words it quotes."""

    family: str
    places: Mapping[str, tuple[Place, ...]]


def pointed(text: AnnotatedText, answer: str) -> Iterator[Pointed]:
    """The claims of an answer whose quotes all occur in the text; raises `NoAnswer`."""
    for claim in _claims(answer)[:MOST_CLAIMS]:
        if not isinstance(claim, dict) or not isinstance(family := claim.get("family"), str):
            continue
        quotes = {name: quote for name, quote in claim.items() if name != "family" and quote}
        places = {name: tuple(_places(text, quote)) for name, quote in quotes.items()}
        if all(places.values()):
            yield Pointed(family, places)


def _claims(answer: str) -> list[Any]:
    try:
        read = json.loads(answer)
    except (ValueError, RecursionError) as error:
        raise NoAnswer(f"not JSON: {error}") from error
    claims = read.get("claims") if isinstance(read, dict) else None
    if not isinstance(claims, list):
        raise NoAnswer("JSON without a list of claims")
    return claims


def _places(text: AnnotatedText, quote: object) -> Iterator[Place]:
    """Every place where the text has exactly these characters, within one sentence."""
    if not isinstance(quote, str):
        return
    start = text.document.text.find(quote)
    while start >= 0:
        place = _place(text, start, start + len(quote))
        if place is not None:
            yield place
        start = text.document.text.find(quote, start + 1)


def _place(text: AnnotatedText, start: int, end: int) -> Place | None:
    for sentence in text.sentences:
        if text.end(sentence.last) < end:
            continue
        inside = [
            index for index in range(sentence.first, sentence.last)
            if start <= text.start(index) and text.end(index + 1) <= end
        ]  # fmt: skip
        is_within = text.start(sentence.first) <= start
        return Place(sentence, inside[0], inside[-1] + 1) if inside and is_within else None
    return None
