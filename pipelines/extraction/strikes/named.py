"""Finds the munitions of an attack that a sentence names without counting them.

"A Russian drone attack killed two people": the people hurt are counted, the drones are not.
"""

from pipelines.extraction.strikes.counted import GROUPS, Item
from pipelines.extraction.strikes.marks import MarkedSentence

_STRIKING = frozenset({"launched", "hit"})


def named_item(marked: MarkedSentence) -> Item | None:
    """The munitions that a sentence names together with an attack; None if it names none.

    Munitions of several kinds are air targets, for it is unknown which of them hurt people.
    """
    if not _names_attack(marked):
        return None
    places = [(part.first, part.last, part.weapon_class) for part in marked.parts]
    places += [
        (mark.first, mark.last, mark.value.partition(":")[0])
        for mark in marked.sentence.of("weapon_noun", "munition_adjective")
    ]
    places = [place for place in places if place[2] != "other"]
    if not places:
        return None
    first, last, _ = min(places)
    groups = {GROUPS[weapon_class] for _, _, weapon_class in places}
    item = Item(marked.sentence, first, last, role="launched", is_uncounted=True)
    item.weapon_class = groups.pop() if len(groups) == 1 else "air_target"
    item.side = next(
        (mark.value for mark in marked.of["side"] if mark.first in marked.describing), None
    )
    return item


def _names_attack(marked: MarkedSentence) -> bool:
    return any(mark.value in _STRIKING for mark in marked.outcomes) or any(
        mark.first not in marked.part_at and mark.first not in marked.headed
        for mark in marked.of["strike_word"]
    )
