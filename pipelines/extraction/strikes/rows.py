"""What the items of one attack add up to: one row for each kind of munition.

Launches make the rows, outcomes join them; totals are told from their parts, repetitions from
additions, headlines from bodies. Nothing here looks at text.
"""

from dataclasses import dataclass, field, replace

from pipelines.extraction.strikes.attacks import Attack
from pipelines.extraction.strikes.counted import GROUPS, INTERCEPTIONS, Item
from pipelines.extraction.text.annotation import AnnotatedText
from pipelines.extraction.text.lexicon import Mark

_COLUMN = {
    "launched": "launched",
    "shot_down": "shot_down",
    "suppressed": "suppressed",
    "merged": "shot_down_or_suppressed",
    "neutralised": "shot_down_or_suppressed",
    "lost": "not_reached_target",
    "not_reached": "not_reached_target",
    "hit": "hits",
    "airborne": "still_airborne",
    "left": "left_airspace",
}


@dataclass(slots=True)
class Row:
    """One claim in the making."""

    weapon_class: str | None
    weapons: list[str]
    values: dict[str, int] = field(default_factory=dict)
    qualifiers: dict[str, str] = field(default_factory=dict)
    evidence: list[tuple[str, int, int]] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    has_decoys: bool = False
    is_total: bool = False
    where: tuple[Mark, ...] = ()
    written: tuple[int, int] | None = None

    @property
    def group(self) -> str | None:
        return GROUPS[self.weapon_class] if self.weapon_class else None

    def set(self, column: str, value: int, qualifier: str, first: int, last: int) -> None:
        self.values[column] = value
        self.qualifiers[column] = qualifier
        self.evidence.append((column, first, last))

    def add(self, column: str, value: int, first: int, last: int) -> None:
        self.values[column] = self.values.get(column, 0) + value
        self.qualifiers.setdefault(column, "exact")
        self.evidence.append((column, first, last))

    @property
    def stopped(self) -> int:
        """Shot down or suppressed, however it was stated; 0 where nothing was."""
        merged = self.values.get("shot_down_or_suppressed", 0)
        return merged or self.values.get("shot_down", 0) + self.values.get("suppressed", 0)

    @property
    def is_intercepted(self) -> bool:
        return any(
            name in self.values for name in ("shot_down", "suppressed", "shot_down_or_suppressed")
        )


def rows(reading: AnnotatedText, attack: Attack) -> list[Row]:
    """Munitions by kind: launches first, then what became of them."""
    rows: list[Row] = []
    items = _named(attack.items)
    headers = _named(attack.headers)
    launches = [
        item for item in items
        if item.role == "launched" and not item.is_share and not _is_seen_over(items, item)
    ]  # fmt: skip
    for item in launches:
        _add_launch(rows, item)
    for item in items:
        if item.of_total is not None and item.role in INTERCEPTIONS and not item.is_share:
            _add_whole(rows, item)
    for item in headers:
        if item.role == "launched" and not _of_group(rows, item.group):
            _add_launch(rows, item)
    _drop_totals(rows)
    parts: list[Item] = []
    for item in items:
        if item.is_share or item.role not in _COLUMN or item.role == "launched":
            continue
        if item.is_regional and _has_total(items, item):
            continue
        if item.is_regional and len([one for one in items if _same_kind(one, item)]) > 1:
            parts.append(item)
            continue
        _add_outcome(rows, item, reading)
    if not any(item.is_each and item.count is None for item in items):
        _add_parts(rows, parts, reading)
    for item in items:
        if item.is_all and item.is_uncounted and item.role in INTERCEPTIONS:
            _add_all(rows, item, headers)
    for item in headers:
        if item.role in _COLUMN and item.role != "launched" and not item.is_share:
            _add_header(rows, item, reading)
    _all_of_one_kind(rows)
    _lost_drones(rows)
    _share_out(rows)
    _drop_outcome_totals(rows)
    return [row for row in rows if not row.is_total]


def _is_seen_over(items: list[Item], item: Item) -> bool:
    """Whether a regional count only tells where munitions stopped elsewhere were noticed."""
    return item.is_regional and any(
        one.role in INTERCEPTIONS and one.count is not None and not one.is_regional
        and one.group == item.group and one.sentence.index < item.sentence.index
        for one in items
    )  # fmt: skip


def _named(items: list[Item]) -> list[Item]:
    """A bare count takes the munition named before it."""
    last: Item | None = None
    named: list[Item] = []
    for place, item in enumerate(items):
        if item.is_bare and item.weapon_class is None:
            ahead = next((one for one in items[place + 1 :] if not one.is_bare), None)
            told = last is not None and last.sentence is item.sentence
            if (
                ahead is not None
                and ahead.is_regional
                and ahead.sentence is item.sentence
                and not told
            ):
                named.append(replace(item, weapon_class=ahead.weapon_class))
                continue
            if last is None:
                continue
            if _is_mixed(named, last, item) or _goes_on_mixed(named, item):
                item = replace(item, weapon_class="air_target")
            else:
                item = replace(item, weapon_class=last.weapon_class, weapons=last.weapons)
        elif item.role not in ("hit", "debris"):
            last = item
        named.append(item)
    return named


def _goes_on_mixed(named: list[Item], item: Item) -> bool:
    before = named[-1]
    return before.is_bare and before.group == "air_target" and before.sentence is item.sentence


def _is_mixed(named: list[Item], last: Item, item: Item) -> bool:
    """A bare count that opens a sentence after several kinds speaks of all of them."""
    if item.is_regional:
        return False
    launched = {
        one.group for one in named
        if one.sentence is last.sentence and one.role == "launched" and one.count is not None
    } - {"air_target"}  # fmt: skip
    if item.sentence is not last.sentence and item.is_referring and len(launched) > 1:
        return True
    if item.sentence is last.sentence:
        too_many = item.count is not None and last.count is not None and item.count > last.count
        return item.is_referring and len(launched) > 1 and too_many
    kinds = {
        one.group for one in named
        if one.sentence is last.sentence and one.count is not None and one.role in INTERCEPTIONS
    }  # fmt: skip
    return len(kinds - {"air_target"}) > 1


def _add_launch(rows: list[Row], item: Item) -> None:
    """Put a launched munition into its row, or recognise it as a total or a repetition."""
    for row in _of_group(rows, item.group):
        launched = row.values.get("launched")
        if launched is not None and launched == item.count and _compatible(row, item):
            _refine(row, item)
            return
        if item.count is None and _compatible(row, item):
            _refine(row, item)
            return
        if (
            launched is None
            and _compatible(row, item)
            and not row.is_intercepted
            and not _is_told_apart(row, item)
        ):
            _refine(row, item)
            if item.count is not None:
                row.set("launched", item.count, item.qualifier, item.first, item.last)
            return
    elsewhere = [
        row for row in _of_group(rows, item.group)
        if all(one.sentence is not item.sentence for one in row.items)
        and row.values.get("launched") is not None
    ]  # fmt: skip
    if item.count is not None and len(elsewhere) == 1 and not item.is_additional:
        row = elsewhere[0]
        generic = _is_generic(item) and _is_generic_row(row)
        if generic or set(row.weapons) == set(item.weapons):
            if item.qualifier == "exact" and row.qualifiers["launched"] != "exact":
                row.set("launched", item.count, "exact", item.first, item.last)
            elif item.qualifier == row.qualifiers["launched"] == "exact":
                row.flags.append("restated_differently")
            _refine(row, item)
            return
    if item.count is not None and elsewhere and not item.is_additional:
        if _is_generic(item) and sum(row.values["launched"] for row in elsewhere) <= item.count:
            for row in elsewhere:
                row.flags.append("total_of_parts")
            return
        if _is_generic(item):
            return
        for row in elsewhere:
            if _is_generic_row(row) and row.values["launched"] >= item.count:
                row.is_total = True
            elif _compatible(row, item):
                return
    row = Row(item.weapon_class, list(item.weapons), has_decoys=item.has_decoys)
    row.items.append(item)
    row.written = (item.first, item.last)
    if item.count is not None:
        row.set("launched", item.count, item.qualifier, item.first, item.last)
    else:
        row.evidence.append(("weapon_as_written", item.first, item.last))
    rows.append(row)


def _is_told_apart(row: Row, item: Item) -> bool:
    """ "Ракетами С-300 та 14 ракетами різного типу": the 14 are others than those named before."""
    return (
        item.group == "missile"
        and _is_generic(item)
        and bool(row.weapons)
        and any(one.sentence is item.sentence for one in row.items)
    )


def _add_whole(rows: list[Row], item: Item) -> None:
    """The 16 of "14 out of 16 drones" was launched."""
    whole = item.of_total
    if whole is None or whole.value is None:
        return
    same = [
        row for row in _of_group(rows, item.group)
        # A list of "3 Іскандер-М (із 4)" gives each model its row beside "ракетами різних типів".
        if _compatible(row, item)
        and not (item.weapons and item.group == "missile" and _is_generic_row(row))
    ]  # fmt: skip
    counted = [row for row in same if "launched" in row.values]
    if counted:
        row = counted[0]
        smaller = len(counted) == 1 and row.values["launched"] < whole.value
        if not (smaller and _is_generic(item) and _is_generic_row(row)):
            return
        # "Four of eight missiles", and four of the eight went to one region.
    else:
        row = next(iter(same), None)
    if row is None:
        row = Row(item.weapon_class, list(item.weapons), has_decoys=item.has_decoys)
        row.items.append(item)
        row.written = (item.first, item.last)
        rows.append(row)
    row.set("launched", whole.value, whole.qualifier, whole.first, whole.last)


def _drop_totals(rows: list[Row]) -> None:
    """Within one group, a row that is the sum of the others is their total."""
    for group in {row.group for row in rows}:
        counted = [row for row in _of_group(rows, group) if "launched" in row.values]
        if len(counted) < 3:
            continue
        for row in counted:
            rest = sum(other.values["launched"] for other in counted if other is not row)
            if _is_generic_row(row) and rest == row.values["launched"]:
                row.is_total = True
                break


def _add_outcome(rows: list[Row], item: Item, reading: AnnotatedText) -> None:
    """Put what became of a munition into the row it speaks of."""
    column = _COLUMN[item.role or ""]
    if item.is_all and item.is_uncounted:
        return
    count = item.count
    row = _row_for(rows, item)
    if count is None:
        launched = row.values.get("launched") if row is not None else None
        plural = reading.lang == "ru" and not item.is_singular and not item.is_share
        if launched is not None and (plural or (item.is_definite and launched == 1)):
            count = launched
        if count is None:
            return
    counted = [one for one in _of_group(rows, item.group) if "launched" in one.values]
    if row is not None and len(counted) > 1 and _is_generic(item) and count > max(
        one.values["launched"] for one in counted
    ):  # fmt: skip
        row = None
    if row is None:
        row = Row(item.weapon_class, list(item.weapons), has_decoys=item.has_decoys)
        row.written = (item.first, item.last)
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
        return
    row.set(column, count, item.qualifier, item.first, item.last)
    if (
        item.is_all and "launched" not in row.values and item.role in INTERCEPTIONS
        and len(counted) < 2
    ):  # fmt: skip
        row.set("launched", count, item.qualifier, item.first, item.last)


def _adds_up(row: Row, item: Item, column: str, count: int) -> bool:
    """Whether a second figure adds to the first: "ще 3", "22 уничтожены и 13 перехвачены"."""
    if row.values[column] == count and not item.is_additional:
        return False
    if item.is_additional:
        return True
    launched = row.values.get("launched")
    together = item.is_bare and any(
        one.sentence is item.sentence and one is not item for one in row.items
    )
    return together and launched is not None and row.values[column] + count <= launched


def _row_for(rows: list[Row], item: Item, in_list: bool = True) -> Row | None:
    """The row an outcome belongs to: by model, then class, then the only one of its group."""
    group = [row for row in _of_group(rows, item.group) if not row.is_total]
    if not group:
        return None
    column = _COLUMN[item.role or ""]
    group = [row for row in group if not (in_list and _is_neighbour(row, item, column))]
    if item.weapons:
        shared = [row for row in group if set(row.weapons) & set(item.weapons)]
        if shared:
            return max(shared, key=lambda row: len(set(row.weapons) & set(item.weapons)))
        same = [
            row for row in group
            if row.weapon_class == item.weapon_class and (not row.weapons or item.group == "drone")
            and ("launched" in row.values or not row.values)
            and (item.group == "drone" or column not in row.values)
            and (row.weapons or item.group == "drone" or not _is_told_by_model(group, item))
        ]  # fmt: skip
        return same[0] if len(same) == 1 else None
    if item.weapon_class == "recon_drone":
        return next((row for row in group if row.weapon_class == "recon_drone"), None)
    group = [row for row in group if row.weapon_class != "recon_drone"]
    if item.group == "drone":
        return _largest(group, column) if group else None
    same = [row for row in group if row.weapon_class == item.weapon_class]
    if item.weapon_class != "missile":
        return same[0] if len(same) == 1 else None
    if len(group) == 1:
        return group[0]
    same = [row for row in same if row.values.get("launched", item.count or 0) >= (item.count or 0)]
    return same[0] if len(same) == 1 else None


def _is_told_by_model(group: list[Row], item: Item) -> bool:
    """Whether the sentence told another model before: "2 Х-101, 11 Х-59", each its own row."""
    return any(
        row.weapons and one.sentence is item.sentence and one is not item
        for row in group for one in row.items
    )  # fmt: skip


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


def _add_parts(rows: list[Row], parts: list[Item], reading: AnnotatedText) -> None:
    """Regional shares without a total are added up, unless the text breaks off among them."""
    if not parts:
        return
    last = reading.sentences[-1]
    whole = parts[-1].sentence is not last or reading.tokens[last.last - 1].norm in ".!)]"
    if not whole:
        return
    for item in parts:
        if item.count is None:
            continue
        row = _row_for(rows, item, in_list=False)
        if row is None:
            row = Row(item.weapon_class, list(item.weapons))
            row.written = (item.first, item.last)
            rows.append(row)
        row.items.append(item)
        row.add(_COLUMN[item.role or ""], item.count, item.first, item.last)
        if "derived" not in row.flags:
            row.flags.append("derived")


def _add_all(rows: list[Row], item: Item, headers: list[Item]) -> None:
    """ "All of them": as many as were launched, where that is known exactly."""
    column = _COLUMN[item.role or ""]
    for row in rows:
        if row.is_total or row.is_intercepted:
            continue
        if item.group not in (None, "air_target", row.group):
            continue
        launched = row.values.get("launched")
        if launched is not None and row.qualifiers["launched"] == "exact":
            row.set(column, launched, "exact", item.first, item.last)


def _add_header(rows: list[Row], item: Item, reading: AnnotatedText) -> None:
    """A headline fills what the body leaves open; where they differ the body stands."""
    if item.count is None:
        return
    if item.group == "air_target":
        total = sum(row.stopped for row in rows)
        if total and total != item.count:
            for row in rows:
                row.flags.append("header_contradicts_body")
        elif not total and not rows:
            _add_outcome(rows, item, reading)
        return
    row = _row_for(rows, item)
    if row is None:
        if not any(one.is_intercepted for one in rows):
            _add_outcome(rows, item, reading)
        return
    stated = [
        row.values[name]
        for name in ("shot_down", "suppressed", "shot_down_or_suppressed", "not_reached_target")
        if name in row.values
    ]
    if item.role in ("lost", "not_reached"):
        stated = [row.values["not_reached_target"]] if "not_reached_target" in row.values else []
    if not row.weapons and item.weapons:
        row.weapons = list(item.weapons)
    if not stated:
        _add_outcome(rows, item, reading)
    elif item.count not in stated and item.count != sum(stated):
        row.flags.append("header_contradicts_body")


def _share_out(rows: list[Row]) -> None:
    """Where as many of a class were stopped as its parts launched, each part was stopped."""
    for row in rows:
        if row.is_total or "launched" in row.values or not row.is_intercepted:
            continue
        if not _is_generic_row(row):
            continue
        parts = [
            one for one in rows
            if one is not row and one.group == row.group and "launched" in one.values
            and not one.is_intercepted and not one.is_total
        ]  # fmt: skip
        for column in ("shot_down", "shot_down_or_suppressed", "suppressed"):
            count = row.values.get(column)
            if count and parts and sum(one.values["launched"] for one in parts) == count:
                where = next(place for place in row.evidence if place[0] == column)
                for one in parts:
                    one.set(column, one.values["launched"], "exact", where[1], where[2])
                    one.flags.append("derived")
                row.is_total = True
    for total in [row for row in rows if row.is_total and row.is_intercepted]:
        parts = [
            one for one in rows
            if not one.is_total and one.group == total.group and "launched" in one.values
        ]  # fmt: skip
        launched = total.values.get("launched")
        for column in ("shot_down", "shot_down_or_suppressed"):
            if launched is not None and total.values.get(column) == launched:
                where = next(place for place in total.evidence if place[0] == column)
                for one in parts:
                    if not one.is_intercepted:
                        one.set(column, one.values["launched"], "exact", where[1], where[2])


def _drop_outcome_totals(rows: list[Row]) -> None:
    """A count for a whole class beside counts for its models is their total, or tells no more."""
    for row in rows:
        if not _is_generic_row(row):
            continue
        others = [
            one for one in _of_group(rows, row.group)
            if one is not row and one.weapon_class != "recon_drone" and not _listed(one, row)
        ]  # fmt: skip
        parts = [one for one in others if one.stopped]
        stopped = sum(one.stopped for one in parts)
        if "launched" not in row.values:
            row.is_total = bool(others and set(row.values) == {"hits"}) or (
                0 < stopped <= row.stopped
            )
        elif row.group == "missile" and stopped and stopped == row.stopped:
            _divide(row, parts)


def _divide(total: Row, parts: list[Row]) -> None:
    """What was stopped is told by the parts; so is what was launched, where all was stopped."""
    if total.values["launched"] != total.stopped or any("launched" in one.values for one in parts):
        for column in ("shot_down", "shot_down_or_suppressed", "suppressed"):
            total.values.pop(column, None)
        return
    where = next(place for place in total.evidence if place[0] == "launched")
    for one in parts:
        one.set("launched", one.stopped, "exact", where[1], where[2])
        one.flags.append("derived")
    total.is_total = True


def _listed(one: Row, other: Row) -> bool:
    """Whether both rows come from lines of a list: then neither is the other's total."""
    return all(
        any(item.sentence.is_bullet for item in row.items if item.role in INTERCEPTIONS)
        for row in (one, other)
    )


def _all_of_one_kind(rows: list[Row]) -> None:
    """Targets stopped, where only one kind was launched, were of that kind."""
    totals = [row for row in rows if row.group == "air_target" and row.is_intercepted]
    others = [row for row in rows if row.group != "air_target" and not row.is_total]
    if len(totals) != 1 or len(others) != 1 or others[0].is_intercepted:
        return
    if not 0 < totals[0].stopped <= others[0].values.get("launched", 0):
        return
    for column, first, last in totals[0].evidence:
        if column in ("shot_down", "suppressed", "shot_down_or_suppressed"):
            count, qualifier = totals[0].values[column], totals[0].qualifiers[column]
            others[0].set(column, count, qualifier, first, last)
    others[0].flags.append("derived")


def _lost_drones(rows: list[Row]) -> None:
    """What all kinds together lost to electronic warfare was drones, where one row has them."""
    column = "not_reached_target"
    totals = [row for row in rows if row.group == "air_target" and column in row.values]
    drones = [row for row in rows if row.group == "drone" and row.weapon_class != "recon_drone"]
    if len(totals) != 1 or len(drones) != 1 or any(
        column in row.values for row in rows if row is not totals[0]
    ):  # fmt: skip
        return
    _, first, last = next(place for place in totals[0].evidence if place[0] == column)
    drones[0].set(column, totals[0].values[column], totals[0].qualifiers[column], first, last)
    drones[0].flags.append("derived")


def _has_total(items: list[Item], part: Item) -> bool:
    """Whether a count for the whole country stands beside this regional share."""
    apart = part.is_bare and part.has_verb_behind
    return any(
        not one.is_regional and one.count is not None and _same_kind(one, part) and one is not part
        and not (apart and one.sentence is part.sentence)
        for one in items
    )  # fmt: skip


def _same_kind(one: Item, other: Item) -> bool:
    intercepted = one.role in INTERCEPTIONS and other.role in INTERCEPTIONS
    return one.group == other.group and (one.role == other.role or intercepted) and not one.is_share


def _of_group(rows: list[Row], group: str | None) -> list[Row]:
    return [row for row in rows if row.group == group and not row.is_total]


def _compatible(row: Row, item: Item) -> bool:
    """Whether a row and an item may speak of the same munition."""
    if row.weapons and item.weapons:
        return bool(set(row.weapons) & set(item.weapons))
    if row.weapon_class == item.weapon_class:
        return True
    return _is_generic(item) or _is_generic_row(row)


def _is_generic(item: Item) -> bool:
    return not item.weapons and item.weapon_class in (
        "drone",
        "missile",
        "air_target",
        "glide_bomb",
    )


def _is_generic_row(row: Row) -> bool:
    return not row.weapons and row.weapon_class in ("drone", "missile", "air_target", "glide_bomb")


def _refine(row: Row, item: Item) -> None:
    """A repetition may name the models or the class more exactly."""
    row.items.append(item)
    if item.count is None and row.values and row.group == "missile":
        return
    row.has_decoys = row.has_decoys or item.has_decoys
    if not row.weapons and item.weapons:
        row.weapons = list(item.weapons)
        row.weapon_class = item.weapon_class
        row.written = (item.first, item.last)
    elif row.weapon_class in ("missile", "drone") and _is_generic_row(row):
        row.weapon_class = item.weapon_class
