"""Reads people killed and injured from a sentence, and the number of places hit.

A stated zero counts; parts of a number already counted, and totals of the war, do not.
"""

from typing import NamedTuple

from pipelines.extraction.sentence.distance import clause_start
from pipelines.extraction.strikes import reach
from pipelines.extraction.strikes.counted import Casualties, Locations
from pipelines.extraction.strikes.marks import BREAKS, MarkedSentence
from pipelines.extraction.text.lexicon import Mark
from pipelines.extraction.text.numbers import Quantity
from pipelines.extraction.text.tokens import WORD

_PEOPLE = frozenset(["casualty_noun", "casualty_verb", "casualty_people"])
_NO_ATTACK = 1000  # people hurt; no single attack of this war hurt as many
_SHORT_SENTENCE = 10  # tokens; "nobody was hurt" in a longer one is about one place among others


class People(NamedTuple):
    """Casualties of a sentence, and the first tokens of all quantities that count people."""

    casualties: list[Casualties]
    quantities: set[int]


def read_people(marked: MarkedSentence) -> People:
    """The first killed and the first injured that a sentence counts, or states as none."""
    if _PEOPLE.isdisjoint(marked.sentence.by_kind):
        return People([], set())
    found: dict[str, Casualties] = {}
    quantities: set[int] = set()
    for quantity in marked.quantities:
        kind = _casualty_kind(marked, quantity)
        if kind is not None or _counts_people(marked, quantity):
            quantities.add(quantity.first)
        if kind is None or kind in found or _is_partial(marked, quantity):
            continue
        # "The attacks have killed more than 12,000 civilians" sums up the war.
        if quantity.value is not None and quantity.value < _NO_ATTACK:
            found[kind] = _casualties(marked, quantity, quantity.value, kind)
    for mark in marked.of["casualty_noun"]:
        if mark.value not in found and _is_none(marked, mark):
            found[mark.value] = Casualties(
                marked.sentence, 0, "exact", mark.value, mark.first, mark.last
            )
    return People(list(found.values()), quantities)


def read_locations(marked: MarkedSentence, quantity: Quantity) -> Locations | None:
    """ "at 16 locations": hit or debris by the nearest cue before; None for other quantities."""
    noun = _location_noun(marked, quantity) if "location_noun" in marked.of else None
    if noun is None or quantity.value is None:
        return None
    cues = [
        mark for mark in marked.outcomes
        if mark.first < quantity.first and mark.value in ("hit", "debris")
    ]  # fmt: skip
    if not cues:
        return None
    return Locations(quantity.value, cues[-1].value, quantity.first, noun.last)


def _location_noun(marked: MarkedSentence, quantity: Quantity) -> Mark | None:
    stop = min(quantity.last + reach.LOCATION_NOUN, marked.last)
    for index in range(quantity.last, stop):
        if index in marked.at["location_noun"]:
            return marked.at["location_noun"][index]
        if marked.tokens[index].kind != WORD or index in marked.stops:
            return None
    return None


def _casualties(marked: MarkedSentence, quantity: Quantity, count: int, kind: str) -> Casualties:
    """People hurt, with the places of the clause and whether it names strikes but no munition."""
    start = clause_start(marked.text, marked.sentence, quantity.first, BREAKS)
    end = quantity.first
    while end < marked.last and marked.tokens[end].norm not in BREAKS:
        end += 1
    clause = range(start, end)
    places = tuple(mark for mark in marked.of["place"] if mark.first in clause)
    is_armed = any(first in clause for first in (*marked.part_at, *marked.headed))
    is_of_strikes = any(mark.first in clause for mark in marked.of["strike_word"]) and any(
        mark.last in marked.at["strike_word"] and mark.first in clause for mark in marked.of["side"]
    )
    return Casualties(
        marked.sentence, count, quantity.qualifier, kind, quantity.first, quantity.last,
        places, is_apart=is_of_strikes and not is_armed,
    )  # fmt: skip


def _casualty_kind(marked: MarkedSentence, quantity: Quantity) -> str | None:
    """killed or injured, where the words around a quantity say so."""
    noun = _casualty_noun(marked, quantity)
    if noun is not None:
        return noun.value
    before = quantity.first - 1
    while before >= marked.first and (
        before in marked.covered["casualty_people"] or before in marked.at["additional"]
    ):
        before -= 1
    verb = next((mark for mark in marked.of["casualty_verb"] if mark.last == before + 1), None)
    return None if verb is None or _weapon_follows(marked, quantity) else verb.value


def _casualty_noun(marked: MarkedSentence, quantity: Quantity) -> Mark | None:
    """The noun of "three civilians were wounded" and "12 поранених"."""
    stop = min(quantity.last + reach.CASUALTY_NOUN, marked.last)
    for index in range(quantity.last, stop):
        if index in marked.at["casualty_noun"]:
            return marked.at["casualty_noun"][index]
        if (
            index in marked.part_at
            or index in marked.quantity_at
            or index in marked.outcome_tokens
            or index in marked.covered["list_link"]
            or marked.tokens[index].kind != WORD
        ):
            return None
    return None


def _is_none(marked: MarkedSentence, noun: Mark) -> bool:
    """ "Пострадавших и разрушений нет", "обошлось без пострадавших": a stated zero."""
    if marked.last - marked.first > _SHORT_SENTENCE:
        return False
    return any(
        mark.last == noun.first
        if mark.value == "before"
        else 0 <= mark.first - noun.last <= reach.NONE_BEHIND
        and all(marked.tokens[index].kind == WORD for index in range(noun.last, mark.first))
        for mark in marked.of["none"]
    )


def _counts_people(marked: MarkedSentence, quantity: Quantity) -> bool:
    stop = min(quantity.last + reach.PEOPLE_NOUN, marked.last)
    for index in range(quantity.last, stop):
        if index in marked.at["casualty_people"]:
            return True
        if index in marked.part_at or marked.tokens[index].kind != WORD:
            return False
    return False


def _weapon_follows(marked: MarkedSentence, quantity: Quantity) -> bool:
    stop = min(quantity.last + reach.WEAPON_NOUN, marked.last)
    return any(index in marked.part_at for index in range(quantity.last, stop))


def _is_partial(marked: MarkedSentence, quantity: Quantity) -> bool:
    """ "among them four children" is inside the number before."""
    return marked.has_before("including", quantity.first, reach.PEOPLE_INCLUDED)
