"""Finds parts and totals within one sentence: counts inside another, and counts of launches.

A part of another item is a share and is never added to it. Totals in other sentences are recognised
in `launches` and `parts_and_totals`.
"""

from collections.abc import Sequence

from pipelines.extraction.strikes import reach
from pipelines.extraction.strikes.counted import INTERCEPTIONS, Item
from pipelines.extraction.strikes.marks import MarkedSentence
from pipelines.extraction.text.lexicon import Mark


def is_included(marked: MarkedSentence, item: Item, sharing: Item | None) -> bool:
    """Whether a count is inside the one before: "including 34 over ... and four over ...".

    `sharing` is the item right before, where that is a share itself.
    """
    if _opens_share(marked, item):
        return True
    if sharing is None:
        return False
    gap = [marked.tokens[index].norm for index in range(sharing.last, item.first)]
    if any(norm in ";)" for norm in gap):
        return False
    return item.is_bare or ("," not in gap and item.group == sharing.group)


def settle_totals(items: list[Item]) -> None:
    """ "Із 140 БпЛА збито 120": the number before was launched, if another was stopped."""
    stopped = [item for item in items if item.role in INTERCEPTIONS and item.count is not None]
    for item in items:
        if item.role == "total":
            is_total = any((one.count or 0) <= (item.count or 0) for one in stopped)
            item.role = "launched" if is_total else None


def settle_lone(items: list[Item]) -> None:
    """ "A drone attack" counts nothing; "a Kh-59 missile" counts one."""
    if any(item.count is not None and not item.is_lone for item in items):
        return
    for item in items:
        generic = not item.weapons and item.weapon_class in ("drone", "missile", "glide_bomb")
        if item.is_lone and item.role not in INTERCEPTIONS and generic:
            item.count, item.is_uncounted = None, True


def settle_verbless(items: list[Item]) -> None:
    """ "У ніч на 23 грудня — 635 БпЛА; 35 крилатих ракет": counted for a night, launched."""
    for item in items:
        if item.role is not None or item.is_bare:
            return
        if item.count is not None and not item.is_share and not item.is_lone:
            item.role = "launched"


def enclose(marked: MarkedSentence, items: list[Item]) -> None:
    """Parts in brackets or behind a colon: if they add up, the number before is their total."""
    for place, item in enumerate(items):
        if item.count is None or item.last >= marked.last:
            continue
        if _gives_models(item, items[place + 1 :]) or item.is_bare:
            continue
        parts = _enclosed(marked, item, items[place + 1 :])
        if not parts or any(part.is_share or part.is_bare for part in parts):
            continue
        if sum(part.count or 0 for part in parts) == item.count:
            item.is_share = True
        elif marked.tokens[item.last].norm == "(":
            for part in parts:
                part.is_share = True


def attach_jets(items: list[Item]) -> None:
    """Give the share of jet-powered munitions to the item before it."""
    owner: Item | None = None
    for item in items:
        if item.is_share:
            if item.is_jet and owner is not None and item.count is not None:
                owner.jet_powered = item.count
        elif not item.is_bare:
            owner = item


def _opens_share(marked: MarkedSentence, item: Item) -> bool:
    """Whether "including" or "of which" precedes a count that has no outcome of its own."""
    for mark in marked.of["including"]:
        if _is_share_mark(marked, mark, item):
            return True
    if "of_which" not in marked.of:
        return False
    has_outcome = (
        marked.next_outcome(item.last, reach.OUTCOME_BEHIND) is not None and not item.places
    )
    for mark in marked.of["of_which"]:
        has_verb = any(mark.last <= one.first < item.first for one in marked.outcomes)
        if _is_share_mark(marked, mark, item) and not has_outcome and not has_verb:
            return True
    return False


def _is_share_mark(marked: MarkedSentence, mark: Mark, item: Item) -> bool:
    near = 0 <= item.first - mark.last <= reach.INCLUDING_BEFORE and mark.first > marked.head
    return near and not _sums_up(marked, mark)


def _sums_up(marked: MarkedSentence, including: Mark) -> bool:
    """Whether "including" lists the parts of a total of all kinds."""
    before = [part for part in marked.parts if part.last <= including.first]
    return bool(before) and before[-1].weapon_class == "air_target"


def _enclosed(marked: MarkedSentence, item: Item, behind: Sequence[Item]) -> list[Item]:
    """The items of the same group in the bracket, or behind the colon, that follows an item."""
    opening = marked.tokens[item.last].norm
    end = marked.closing(item.last) if opening == "(" else marked.last if opening == ":" else None
    parts: list[Item] = []
    if end is None:
        return parts
    for other in behind:
        if other.first >= end or other.group != item.group:
            break
        parts.append(other)
    return parts


def _gives_models(item: Item, behind: list[Item]) -> bool:
    """ "Збито 18: з них 16 - «Калібр», дві - Х-101": models that add up replace their total."""
    if item.weapons or not behind or not behind[0].is_share:
        return False
    models: list[Item] = []
    for other in behind:
        if not other.weapons or not (other.is_share or other.role == item.role):
            break
        models.append(other)
    if len(models) < 2 or sum(other.count or 0 for other in models) != item.count:
        return False
    for other in models:
        other.is_share, other.role = False, item.role
    item.is_share = True
    return True
