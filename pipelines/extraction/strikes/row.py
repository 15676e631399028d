"""A row of figures under construction, for one kind of munition in one attack."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from pipelines.extraction.strikes.counted import GROUPS, Item
from pipelines.extraction.text.lexicon import Mark

COLUMNS = {
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
STOPPED_COLUMNS = ("shot_down", "suppressed", "shot_down_or_suppressed")
_STOPPED = frozenset(STOPPED_COLUMNS)
_GENERIC = ("drone", "missile", "air_target", "glide_bomb")


class Cited(NamedTuple):
    """The tokens [first, last) that support the value of a column."""

    column: str
    first: int
    last: int


@dataclass(slots=True)
class Row:
    """A claim under construction.

    `values` and `qualifiers` are by column of the contract; `items` are those it was made from and
    `written` is the one that names the munition; a row with `is_total` sums up other rows, and
    `parts` are launches of models in other sentences that the row may sum up.
    """

    weapon_class: str | None
    weapons: list[str]
    values: dict[str, int] = field(default_factory=dict)
    qualifiers: dict[str, str] = field(default_factory=dict)
    evidence: list[Cited] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    parts: list[Item] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    has_decoys: bool = False
    is_total: bool = False
    where: tuple[Mark, ...] = ()
    written: Item | None = None

    @classmethod
    def of(cls, item: Item) -> "Row":
        """An empty row for the munition of an item."""
        return cls(item.weapon_class, list(item.weapons), has_decoys=item.has_decoys, written=item)

    @property
    def group(self) -> str | None:
        """drone, missile, glide_bomb, air_target or other; None for people hurt."""
        return GROUPS[self.weapon_class]

    @property
    def stopped(self) -> int:
        """Shot down or suppressed, however it was stated; 0 where nothing was."""
        merged = self.values.get("shot_down_or_suppressed", 0)
        return merged or self.values.get("shot_down", 0) + self.values.get("suppressed", 0)

    @property
    def is_intercepted(self) -> bool:
        """Whether any count of interceptions is set."""
        return not _STOPPED.isdisjoint(self.values)

    @property
    def is_generic(self) -> bool:
        """Whether neither a model nor a kind within the group is named."""
        return not self.weapons and self.weapon_class in _GENERIC

    def set(self, column: str, value: int, qualifier: str, first: int, last: int) -> None:
        """Set a figure that tokens [first, last) support."""
        self.values[column] = value
        self.qualifiers[column] = qualifier
        self.cite(column, first, last)

    def restate(self, column: str, value: int, qualifier: str, first: int, last: int) -> None:
        """Replace a figure and what supports it."""
        self.evidence = [one for one in self.evidence if one.column != column]
        self.set(column, value, qualifier, first, last)

    def add(self, column: str, value: int, first: int, last: int) -> None:
        """Add to a figure, which may not be set yet."""
        self.values[column] = self.values.get(column, 0) + value
        self.qualifiers.setdefault(column, "exact")
        self.cite(column, first, last)

    def cite(self, column: str, first: int, last: int) -> None:
        """Cite tokens [first, last) for a column without setting a figure."""
        self.evidence.append(Cited(column, first, last))

    def cited(self, column: str) -> Cited:
        """The tokens that support the first value of a column."""
        return next(one for one in self.evidence if one.column == column)


def of_group(rows: Iterable[Row], group: str | None) -> list[Row]:
    """The rows of one group, totals left out."""
    return [row for row in rows if GROUPS[row.weapon_class] == group and not row.is_total]


def is_generic(item: Item) -> bool:
    """Whether an item names neither a model nor a kind within its group."""
    return not item.weapons and item.weapon_class in _GENERIC


def is_compatible(row: Row, item: Item) -> bool:
    """Whether a row and an item may count the same munition."""
    if row.weapons and item.weapons:
        return bool(set(row.weapons) & set(item.weapons))
    if row.weapon_class == item.weapon_class:
        return True
    return is_generic(item) or row.is_generic
