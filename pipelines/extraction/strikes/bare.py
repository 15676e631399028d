"""Finds the munition of a bare count: "Збито 20" after "27 шахедів" counts Shaheds."""

from dataclasses import replace

from pipelines.extraction.strikes.counted import INTERCEPTIONS, Item


def with_munitions(items: list[Item]) -> list[Item]:
    """The items of an attack, bare counts with the munition named before them.

    A bare count after several kinds gets `air_target`; one without a munition before it is left
    out.
    """
    last: Item | None = None
    found: list[Item] = []
    for place, item in enumerate(items):
        if item.is_bare and item.weapon_class is None:
            named = _named(item, last, found, items[place + 1 :])
            if named is not None:
                found.append(named)
            continue
        if item.role not in ("hit", "debris"):
            last = item
        found.append(item)
    return found


def _named(item: Item, last: Item | None, before: list[Item], behind: list[Item]) -> Item | None:
    """A bare count with its munition; `last` is the item that named one last."""
    ahead = next((one for one in behind if not one.is_bare), None)
    is_first = last is None or last.sentence is not item.sentence
    if is_first and ahead is not None and ahead.is_regional and ahead.sentence is item.sentence:
        return replace(item, weapon_class=ahead.weapon_class)
    if last is None:
        return None
    if _is_mixed(before, last, item):
        return replace(item, weapon_class="air_target")
    return replace(item, weapon_class=last.weapon_class, weapons=last.weapons)


def _is_mixed(before: list[Item], last: Item, item: Item) -> bool:
    """Whether a bare count that opens a sentence after several kinds counts all of them."""
    if item.is_regional:
        return False
    counted = [one for one in before if one.sentence is last.sentence and one.count is not None]
    launched = {one.group for one in counted if one.role == "launched"} - {"air_target"}
    several = item.is_referring and len(launched) > 1
    if item.sentence is last.sentence:
        too_many = item.count is not None and last.count is not None and item.count > last.count
        return several and too_many
    stopped = {one.group for one in counted if one.role in INTERCEPTIONS} - {"air_target"}
    return several or len(stopped) > 1
