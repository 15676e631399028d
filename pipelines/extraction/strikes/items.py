"""What one sentence counts: munitions with their outcome, locations, casualties.

`nouns`, `uncounted`, `totals`, `outcomes`, `shares`, `areas` and `people` each read one part of it;
this module calls them in order. Combining the items of many sentences does not belong here
(`attacks`, `rows`).
"""

from pipelines.extraction.strikes.areas import is_over_area, multiply_share
from pipelines.extraction.strikes.counted import Counted, Item
from pipelines.extraction.strikes.marks import MarkedSentence
from pipelines.extraction.strikes.nouns import counted_item
from pipelines.extraction.strikes.outcomes import assign_outcome, coordinate
from pipelines.extraction.strikes.people import read_locations, read_people
from pipelines.extraction.strikes.shares import (
    attach_jets,
    enclose,
    is_included,
    settle_lone,
    settle_totals,
    settle_verbless,
)
from pipelines.extraction.strikes.totals import total_behind, total_of
from pipelines.extraction.strikes.uncounted import all_of_them, uncounted_item


def count(marked: MarkedSentence) -> Counted:
    """Everything a sentence counts, in the order of the text."""
    people = read_people(marked)
    found = Counted(casualties=people.casualties)
    used = _read_quantities(marked, found, people.quantities)
    for part in marked.parts:
        item = uncounted_item(marked, part) if part.first not in used else None
        if item is not None:
            used.update(range(part.first, item.last))
            found.items.append(item)
    bare_all = all_of_them(marked)
    if bare_all is not None:
        found.items.append(bare_all)
    if not found.items:
        return found
    found.items.sort(key=lambda item: item.first)
    found.items = _settle(marked, found.items)
    for item in found.items:
        item.is_regional = item.is_regional or bool(item.places) or is_over_area(marked, item)
        multiply_share(marked, item)
    return found


def _read_quantities(marked: MarkedSentence, found: Counted, people: set[int]) -> set[int]:
    """Add items and locations of the numbers that count no people; returns the tokens used."""
    used: set[int] = set()
    sharing: Item | None = None
    skip = -1
    for position, quantity in enumerate(marked.quantities):
        if quantity.first < skip or quantity.first in people:
            continue
        located = read_locations(marked, quantity)
        if located is not None:
            found.locations.append(located)
            continue
        is_last = position + 1 == len(marked.quantities)
        following = None if is_last else marked.quantities[position + 1]
        total = total_of(marked, quantity, following) if following is not None else None
        if total is not None:
            skip = total.last
        item = counted_item(marked, quantity, total)
        if item is None:
            continue
        if total is None and following is not None and total_behind(marked, item, following):
            item.of_total, item.last = following, following.last
            skip = following.last
        if item.weapon_class is not None:
            used.update(range(item.first, item.last))
        # "12 of them ..., and another one"
        goes_on = item.is_additional and item.is_bare and item.count == 1
        if is_included(marked, item, sharing) or (
            goes_on and any(other.is_share for other in found.items)
        ):
            item.is_share, sharing = True, item
        else:
            sharing = None
        found.items.append(item)
    return used


def _settle(marked: MarkedSentence, items: list[Item]) -> list[Item]:
    """The items with the outcomes that govern them; munitions only."""
    for item in items:
        assign_outcome(marked, item)
    coordinate(marked, items)
    settle_totals(items)
    settle_lone(items)
    enclose(marked, items)
    items = [item for item in items if item.weapon_class != "other"]
    attach_jets(items)
    if marked.lang == "uk" and any(
        when.kind in ("night", "window") for when in marked.sentence.whens
    ):
        settle_verbless(items)
    return items
