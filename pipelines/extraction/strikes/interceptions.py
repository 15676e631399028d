"""Adds each outcome to the row of its munition."""

from pipelines.extraction.strikes.counted import INTERCEPTIONS, Item
from pipelines.extraction.strikes.row import (
    COLUMNS,
    STOPPED_COLUMNS,
    Row,
    is_generic,
    of_group,
)
from pipelines.extraction.text.annotation import AnnotatedText


def add_outcomes(rows: list[Row], text: AnnotatedText, items: list[Item]) -> None:
    """Add the outcomes of an attack's items; regional shares only where no total is counted."""
    parts: list[Item] = []
    for item in items:
        if item.is_share and any(one.count is not None and not one.is_share for one in items):
            continue
        if item.role not in COLUMNS or item.role == "launched":
            continue
        if item.is_regional and _has_total(items, item):
            continue
        if item.is_regional and sum(_is_same_kind(one, item) for one in items) > 1:
            parts.append(item)
            continue
        _add_outcome(rows, text, item)
    is_unknown = any(item.is_each and item.count is None for item in items)
    if not is_unknown and _are_complete(text, parts):
        for item in parts[:1] if _is_sum(parts[0], parts[1:]) else parts:
            _add_part(rows, item)


def add_all(rows: list[Row], item: Item) -> None:
    """ "All of them": as many as were launched, where that is known exactly."""
    if not (item.is_all and item.is_uncounted and item.role in INTERCEPTIONS):
        return
    for row in rows:
        if row.is_total or row.is_intercepted:
            continue
        if item.group not in (None, "air_target", row.group):
            continue
        launched = row.values.get("launched")
        if launched is not None and row.qualifiers["launched"] == "exact":
            row.set(COLUMNS[item.role], launched, "exact", item.first, item.last)


def add_header(rows: list[Row], text: AnnotatedText, item: Item) -> None:
    """Fill gaps of the body from a headline; if they differ, the body is kept."""
    if item.role not in COLUMNS or item.role == "launched" or item.is_share or item.count is None:
        return
    if item.group == "air_target":
        _add_header_of_all(rows, text, item)
        return
    row = _row_for(rows, item)
    if row is None:
        if not any(one.is_intercepted for one in rows):
            _add_outcome(rows, text, item)
        return
    columns = ("not_reached_target",)
    if item.role not in ("lost", "not_reached"):
        columns = (*STOPPED_COLUMNS, *columns)
    stated = [row.values[name] for name in columns if name in row.values]
    if not row.weapons and item.weapons:
        row.weapons = list(item.weapons)
    if not stated:
        _add_outcome(rows, text, item)
    elif item.count not in stated and item.count != sum(stated):
        row.flags.append("header_contradicts_body")


def _add_header_of_all(rows: list[Row], text: AnnotatedText, item: Item) -> None:
    """A headline that counts all kinds together only checks the body, unless it is empty."""
    totals = {row.stopped for row in rows if row.group == "air_target"}
    totals |= {sum(row.stopped for row in rows if row.group != "air_target")}
    totals -= {0}
    if totals and item.count not in totals:
        for row in rows:
            row.flags.append("header_contradicts_body")
    elif not totals and not rows:
        _add_outcome(rows, text, item)


def _add_outcome(rows: list[Row], text: AnnotatedText, item: Item) -> None:
    """Add what became of a munition to its row, or to a new one."""
    if item.is_all and item.is_uncounted:
        return
    column = COLUMNS[item.role or ""]
    row = _row_for(rows, item)
    count = item.count if item.count is not None else _count_of_launched(row, text, item)
    if count is None:
        return
    launched = [
        one.values["launched"] for one in of_group(rows, item.group) if "launched" in one.values
    ]
    if len(launched) > 1 and is_generic(item) and count > max(launched):
        row = None
    if row is None:
        row = Row.of(item)
        rows.append(row)
    if item.of_total is not None and item.of_total.value in (
        row.values.get("shot_down"), row.values.get("shot_down_or_suppressed"),
    ):  # fmt: skip
        return
    row.items.append(item)
    if column in row.values:
        if _adds_up(row, item, column, count):
            row.add(column, count, item.first, item.last)
        elif row.values[column] != count:
            row.flags.append("restated_differently")
            if count > row.values[column] and count <= row.values.get("launched", count):
                row.restate(column, count, item.qualifier, item.first, item.last)
        return
    row.set(column, count, item.qualifier, item.first, item.last)
    stops_all = item.is_all and item.role in INTERCEPTIONS
    if stops_all and "launched" not in row.values and len(launched) < 2:
        row.set("launched", count, item.qualifier, item.first, item.last)


def _count_of_launched(row: Row | None, text: AnnotatedText, item: Item) -> int | None:
    """The count of "the drones were destroyed": as many as were launched, if that is meant."""
    launched = row.values.get("launched") if row is not None else None
    is_plural = text.lang == "ru" and not item.is_singular and not item.is_share
    return launched if is_plural or (item.is_definite and launched == 1) else None


def _adds_up(row: Row, item: Item, column: str, count: int) -> bool:
    """Whether a second figure adds to the first: "ще 3", "22 уничтожены и 13 перехвачены"."""
    if item.is_additional:
        # "Three were shot down: two over Moscow, and another over Ryazan" are three.
        before = (one.count or 0 for one in row.items if one.sentence is item.sentence)
        return sum(before) != row.values[column]
    if row.values[column] == count:
        return False
    launched = row.values.get("launched")
    together = item.is_bare and any(
        one.sentence is item.sentence and one is not item for one in row.items
    )
    return together and launched is not None and row.values[column] + count <= launched


def _row_for(rows: list[Row], item: Item, in_list: bool = True) -> Row | None:
    """The row an outcome belongs to: by model, then class, then the only one of its group."""
    column = COLUMNS[item.role or ""]
    group = [
        row for row in of_group(rows, item.group)
        if not (in_list and _is_neighbour(row, item, column))
    ]  # fmt: skip
    if item.weapons:
        return _row_of_models(group, item)
    if item.weapon_class == "recon_drone":
        return next((row for row in group if row.weapon_class == "recon_drone"), None)
    group = [row for row in group if row.weapon_class != "recon_drone"]
    if item.group == "drone":
        return _largest(group, column) if group else None
    same = [row for row in group if row.weapon_class == item.weapon_class]
    if item.weapon_class == "missile":
        if len(group) == 1:
            return group[0]
        count = item.count or 0
        same = [row for row in same if row.values.get("launched", count) >= count]
    return same[0] if len(same) == 1 else None


def _row_of_models(group: list[Row], item: Item) -> Row | None:
    """The row that shares most models with an item, else the only one it can refine."""
    shared = [row for row in group if set(row.weapons) & set(item.weapons)]
    if shared:
        return max(shared, key=lambda row: len(set(row.weapons) & set(item.weapons)))
    same = [
        row for row in group
        if row.weapon_class == item.weapon_class
        and ("launched" in row.values or not row.values)
        and item.group == "drone"
    ]  # fmt: skip
    return same[0] if len(same) == 1 else None


def _is_neighbour(row: Row, item: Item, column: str) -> bool:
    """Another line of the same list: each line counts its own munitions."""
    return column in row.values and any(
        one.sentence is not item.sentence and one.sentence.is_bullet and item.sentence.is_bullet
        and one.role == item.role
        for one in row.items
    )  # fmt: skip


def _largest(group: list[Row], column: str) -> Row:
    free = [row for row in group if column not in row.values] or group
    return max(free, key=lambda row: row.values.get("launched", 0))


def _is_sum(item: Item, others: list[Item]) -> bool:
    """ "24 over Crimea and the sea. Over Crimea 14, over the sea 10": the first is their sum."""
    is_before = all(one.sentence is not item.sentence for one in others)
    return is_before and item.count == sum(one.count or 0 for one in others)


def _are_complete(text: AnnotatedText, parts: list[Item]) -> bool:
    """Whether regional shares may be added up: not where the text breaks off among them."""
    last = text.sentences[-1]
    ends = text.tokens[last.last - 1].norm in ".!)]"
    return bool(parts) and (parts[-1].sentence is not last or ends)


def _add_part(rows: list[Row], item: Item) -> None:
    """Add a regional share to the sum of its kind."""
    if item.count is None:
        return
    row = _row_for(rows, item, in_list=False)
    if row is None:
        row = Row(item.weapon_class, list(item.weapons), written=item)
        rows.append(row)
    row.items.append(item)
    row.add(COLUMNS[item.role or ""], item.count, item.first, item.last)
    if "derived" not in row.flags:
        row.flags.append("derived")


def _has_total(items: list[Item], part: Item) -> bool:
    """Whether a count for the country accompanies this regional share."""
    apart = part.is_bare and part.has_verb_behind
    return any(
        not one.is_regional and one.count is not None and _is_same_kind(one, part)
        and one is not part and not (apart and one.sentence is part.sentence)
        for one in items
    )  # fmt: skip


def _is_same_kind(one: Item, other: Item) -> bool:
    intercepted = one.role in INTERCEPTIONS and other.role in INTERCEPTIONS
    return one.group == other.group and (one.role == other.role or intercepted) and not one.is_share
