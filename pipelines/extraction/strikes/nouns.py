"""Finds what a number counts: "41 of them", "12 cruise missiles", "193 — lost".

The words next to the number distinguish shares, totals and bare counts. Outcomes are in `outcomes`,
munitions without a number in `uncounted`.
"""

from pipelines.extraction.strikes import reach
from pipelines.extraction.strikes.areas import is_under_area
from pipelines.extraction.strikes.counted import INTERCEPTIONS, Item
from pipelines.extraction.strikes.marks import BREAKS, DASHES, ENDS, MarkedSentence
from pipelines.extraction.strikes.phrases import name_munition
from pipelines.extraction.strikes.places import (
    launch_areas,
    place_before,
    places_ahead,
    places_behind,
)
from pipelines.extraction.text.lexicon import Mark
from pipelines.extraction.text.numbers import Quantity
from pipelines.extraction.text.tokens import BREAK, WORD


def counted_item(marked: MarkedSentence, quantity: Quantity, total: Quantity | None) -> Item | None:
    """The munitions a quantity counts; None where it counts something else.

    `total` is the second number of "14 out of 16", where there is one.
    """
    start = (total or quantity).last
    item = Item(
        marked.sentence, quantity.first, start, count=quantity.value,
        qualifier=quantity.qualifier, of_total=total, quantity=quantity,
    )  # fmt: skip
    if start in marked.at["launch_noun"]:
        item.role, start = "launched", marked.at["launch_noun"][start].last
    if total is None and start in marked.at["share"]:
        return _share(marked, item, marked.at["share"][start])
    if total is None and start in marked.at["of_link"]:
        start = marked.at["of_link"][start].last
        while start < marked.last and start in marked.at["definite"]:
            start += 1
        if not name_munition(marked, item, start):
            return None
        item.is_definite = True
        _add_surroundings(marked, item, quantity)
        return item
    if name_munition(marked, item, start):
        _add_surroundings(marked, item, quantity)
        return item
    return _bare(marked, item, quantity, start)


def is_all_word(marked: MarkedSentence, index: int) -> bool:
    """Whether the word at `index` means "all", and not "almost all"."""
    if index not in marked.covered["all_of"]:
        return False
    while index > marked.first and index in marked.covered["all_of"]:
        index -= 1
    return index not in marked.covered["nearly"]


def has_another_before(marked: MarkedSentence, first: int) -> bool:
    """Whether "another" or "ще" precedes a count; not that of "another governor said one"."""
    return "additional" in marked.of and any(
        first - reach.ADDITIONAL <= mark.first < first
        and not any(mark.last <= said.first < first for said in marked.of["said"])
        for mark in marked.of["additional"]
    )


def _share(marked: MarkedSentence, item: Item, link: Mark) -> Item:
    """ "41 of them ...": an outcome makes it a count, anything else a share."""
    item.is_bare = item.is_referring = True
    item.last = link.last
    if marked.next_outcome(link.last, reach.OUTCOME_BEHIND_SHARE) is not None:
        return item
    clause_end = marked.clause_end(link.last)
    for index in range(link.last, min(clause_end, link.last + reach.OUTCOME_OF_SHARE)):
        if marked.tokens[index].kind != WORD:
            break
        if index in marked.outcome_at:
            item.role = marked.outcome_at[index].value
            return item
    before = marked.last_outcome(item.first)
    if before is not None and before.value in INTERCEPTIONS and not any(
        marked.tokens[index].norm in BREAKS for index in range(before.last, item.first)
    ):  # fmt: skip
        return item
    item.is_share = True
    item.is_jet = _is_jet(marked, link.last, clause_end)
    return item


def _bare(marked: MarkedSentence, item: Item, quantity: Quantity, start: int) -> Item | None:
    """A count without noun: "193 — lost", "12 – over Kursk region", "16 of 16 destroyed"."""
    item.is_bare = True
    if item.role == "launched":
        item.last = start
        return item
    item.is_referring = marked.has_before("share", item.first, reach.SHARE_BEFORE)
    outcome = marked.next_outcome(start, reach.OUTCOME_BEHIND)
    item.places = places_behind(marked, start)
    if outcome is not None:
        _add_surroundings(marked, item, quantity)
        return item
    over = next((mark for mark in marked.of["over"] if mark.first >= start), None)
    if over is not None and _has_only_dashes(marked, start, over.first):
        item.is_regional = marked.lang == "ru" or bool(item.places)
        return item if item.is_regional else None
    if item.of_total is not None:
        return item
    if _is_jet(marked, start, start + reach.JET):
        item.is_share = item.is_jet = True
        return item
    place = place_before(marked, quantity.first)
    if place is not None:
        item.places = (place,)
        return item
    if _counts_before(marked, item, quantity):
        return item
    if marked.lang == "ru" and is_under_area(marked, item.first) and _ends_count(marked, start):
        item.is_regional = True
        return item
    return _under_outcome(marked, item, start)


def _under_outcome(marked: MarkedSentence, item: Item, start: int) -> Item | None:
    """The 61 of "shot down 61 and another 22 ...": right behind its verb, nothing named behind."""
    before = marked.last_outcome(item.first)
    ends = _ends_count(marked, start) or _opens_kinds(marked, start)
    if before is None or not ends or not _has_only_dashes(marked, before.last, item.first):
        return None
    item.places = places_ahead(marked, item.first)
    return item if before.value in INTERCEPTIONS else None


def _counts_before(marked: MarkedSentence, item: Item, quantity: Quantity) -> bool:
    """ "рекордною кількістю ударних БпЛА – 273": the number follows its munition."""
    dash = quantity.first - 1
    if dash < marked.first or marked.tokens[dash].norm not in DASHES:
        return False
    earliest = dash - reach.MUNITION_BEFORE_DASH
    part = next((one for one in marked.parts if earliest <= one.last <= dash), None)
    if part is None or not any(
        part.first - reach.AMOUNT_BEFORE <= mark.first < part.first for mark in marked.of["amount"]
    ):
        return False
    item.is_bare = False
    item.first = part.first
    found = name_munition(marked, item, part.first)
    item.last = quantity.last
    return found


def _ends_count(marked: MarkedSentence, start: int) -> bool:
    """Whether nothing is named behind a bare count."""
    while start < marked.last and start in marked.covered["be"]:
        start += 1
    if start >= marked.last or marked.tokens[start].norm in ENDS:
        return True
    if start in marked.at["clause_link"]:
        return True
    following = start + 1
    counts_on = following in marked.quantity_at or following in marked.at["additional"]
    return start in marked.covered["list_link"] and counts_on


def _opens_kinds(marked: MarkedSentence, start: int) -> bool:
    """ "Збито 18: з них 16 - «Калібр», дві - Х-101"."""
    is_colon = start < marked.last and marked.tokens[start].norm == ":"
    return is_colon and start + 1 in marked.at["of_which"]


def _add_surroundings(marked: MarkedSentence, item: Item, quantity: Quantity) -> None:
    """Add what precedes and follows a count: "all", "another", its places, its side."""
    before = quantity.first - 1
    all_words = marked.at["all_of"]
    if all_words:
        item.is_all = is_all_word(marked, before) or any(
            index in all_words for index in range(quantity.first, item.last)
        )
    if before in marked.at["of_link"] and marked.lang in ("uk", "ru"):
        item.role = "total"
    item.is_additional = has_another_before(marked, quantity.first)
    item.launch_areas = launch_areas(marked, item.last)
    if "over" in marked.of:
        item.places = places_behind(marked, item.last) or item.places
        if not item.places:
            place = place_before(marked, quantity.first)
            item.places = (place,) if place is not None else places_ahead(marked, quantity.first)
    item.side = marked.side_in(quantity.first, item.last) or item.side


def _has_only_dashes(marked: MarkedSentence, start: int, end: int) -> bool:
    return all(
        marked.tokens[index].norm in DASHES
        or marked.tokens[index].kind == BREAK
        or index in marked.covered["be"]
        for index in range(start, end)
    )


def _is_jet(marked: MarkedSentence, start: int, end: int) -> bool:
    """Whether tokens [start, end) name jet-powered munitions."""
    return any(start <= mark.first < end for mark in marked.of["weapon_mod"] if mark.value == "jet")
