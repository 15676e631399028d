"""Builds a row for each kind of munition launched, and recognises totals and repetitions."""

from pipelines.extraction.strikes.counted import INTERCEPTIONS, Item
from pipelines.extraction.strikes.row import Row, is_compatible, is_generic, of_group


def launched_items(items: list[Item]) -> list[Item]:
    """The items that were launched, shares of others left out."""
    return [
        item for item in items
        if item.role == "launched" and not item.is_share and not _is_sighting(items, item)
    ]  # fmt: skip


def add_launch(rows: list[Row], item: Item) -> None:
    """Put a launched munition into its row, or recognise it as a total or a repetition."""
    if _repeats(rows, item):
        return
    if item.count is not None and not item.is_additional:
        elsewhere = _elsewhere(rows, item)
        if len(elsewhere) == 1 and _restates(elsewhere[0], item):
            return
        if elsewhere and _sums_up(elsewhere, item):
            return
    rows.append(_launch(item))


def _launch(item: Item) -> Row:
    row = Row.of(item)
    row.items.append(item)
    if item.count is not None:
        row.set("launched", item.count, item.qualifier, item.first, item.last)
    else:
        row.cite("weapon_as_written", item.first, item.last)
    return row


def add_total(rows: list[Row], item: Item) -> None:
    """The 16 of "14 out of 16 drones" was launched."""
    total = item.of_total
    if total is None or total.value is None:
        return
    same = [
        row for row in of_group(rows, item.group)
        # A list of "3 Іскандер-М (із 4)" gives each model its row beside "ракетами різних типів".
        if is_compatible(row, item)
        and not (item.weapons and item.group == "missile" and row.is_generic)
    ]  # fmt: skip
    counted = [row for row in same if "launched" in row.values]
    if counted:
        row = counted[0]
        smaller = len(counted) == 1 and row.values["launched"] < total.value
        if not (smaller and is_generic(item) and row.is_generic):
            return
        # "Four of eight missiles", and four of the eight went to one region.
    elif same:
        row = same[0]
    else:
        row = Row.of(item)
        row.items.append(item)
        rows.append(row)
    row.set("launched", total.value, total.qualifier, total.first, total.last)


def divide_totals(rows: list[Row]) -> None:
    """Replace "28 cruise missiles" by the launches of its models, where these add up to it."""
    for total in [row for row in rows if len(row.parts) > 1]:
        if sum(part.count or 0 for part in total.parts) == total.values["launched"]:
            total.is_total = True
            rows.extend(_launch(part) for part in total.parts)


def drop_totals(rows: list[Row]) -> None:
    """Within one group, mark a row that is the sum of the others as their total."""
    for group in {row.group for row in rows}:
        counted = [row for row in of_group(rows, group) if "launched" in row.values]
        if len(counted) < 3:
            continue
        launched = sum(row.values["launched"] for row in counted)
        for row in counted:
            if row.is_generic and launched == 2 * row.values["launched"]:
                row.is_total = True
                break


def _is_sighting(items: list[Item], item: Item) -> bool:
    """Whether a regional count only says where munitions stopped elsewhere were noticed."""
    return (item.is_regional or item.is_each) and any(
        one.role in INTERCEPTIONS and one.count is not None and not one.is_regional
        and one.group == item.group and one.sentence.index < item.sentence.index
        for one in items
    )  # fmt: skip


def _repeats(rows: list[Row], item: Item) -> bool:
    """Whether an item repeats a row or completes it; the row is refined by the item."""
    for row in of_group(rows, item.group):
        if not is_compatible(row, item):
            continue
        launched = row.values.get("launched")
        if item.count is None or launched == item.count:
            _refine(row, item)
            return True
        if launched is None and not row.is_intercepted and not _is_listed_apart(row, item):
            _refine(row, item)
            row.set("launched", item.count, item.qualifier, item.first, item.last)
            return True
    return False


def _elsewhere(rows: list[Row], item: Item) -> list[Row]:
    """The launches of the same group that other sentences count."""
    return [
        row for row in of_group(rows, item.group)
        if "launched" in row.values
        and all(one.sentence is not item.sentence for one in row.items)
    ]  # fmt: skip


def _restates(row: Row, item: Item) -> bool:
    """Whether an item gives another number for the one row it can repeat."""
    is_same = is_generic(item) and row.is_generic
    if not is_same and set(row.weapons) != set(item.weapons):
        return False
    if item.count is not None and item.qualifier == "exact":
        if row.qualifiers["launched"] != "exact":
            row.set("launched", item.count, "exact", item.first, item.last)
        else:
            row.flags.append("restated_differently")
    _refine(row, item)
    return True


def _sums_up(elsewhere: list[Row], item: Item) -> bool:
    """Whether an item is a total of rows of other sentences, or a part of one of them.

    Rows that are totals of the item are marked so.
    """
    count = item.count or 0
    if is_generic(item):
        if sum(row.values["launched"] for row in elsewhere) <= count:
            for row in elsewhere:
                row.flags.append("total_of_parts")
        return True
    for row in elsewhere:
        if row.is_generic and row.values["launched"] >= count:
            row.is_total = True
        elif is_compatible(row, item):
            row.parts.append(item)
            return True
    return False


def _is_listed_apart(row: Row, item: Item) -> bool:
    """ "Ракетами С-300 та 14 ракетами різного типу": the 14 are others than those named before."""
    return (
        item.group == "missile"
        and is_generic(item)
        and bool(row.weapons)
        and any(one.sentence is item.sentence for one in row.items)
    )


def _refine(row: Row, item: Item) -> None:
    """A repetition may name the models or the class more exactly."""
    row.items.append(item)
    if item.count is None and row.values and row.group == "missile":
        return
    row.has_decoys = row.has_decoys or item.has_decoys
    if not row.weapons and item.weapons:
        row.weapons = list(item.weapons)
        row.weapon_class = item.weapon_class
        row.written = item
    elif row.weapon_class in ("missile", "drone") and row.is_generic:
        row.weapon_class = item.weapon_class
