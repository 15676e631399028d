"""Labelled and predicted rows, and which of their fields are keys, compared values and figures."""

from collections.abc import Mapping
from dataclasses import dataclass

KEYS = {
    "strikes": ("night_of", "attacker", "weapon_group"),
    "airspace": ("date", "violated_state", "object_type"),
    "negotiations": ("start_date", "venue_city"),
    "exchanges": ("date", "to_party", "category"),
    "agreements": ("name", "event"),
}
FIELDS = {
    "strikes": (
        *("launched", "launched_qualifier", "intercepted", "lost_ew"),
        *("hit_locations", "debris_locations", "killed", "injured"),
        *("weapon_class", "weapons", "window_start", "window_end"),
    ),
    "airspace": ("violator", "model", "count_low", "count_high", "duration_min", "response"),
    "negotiations": ("end_date", "parties", "mediators", "round_no"),
    "exchanges": ("count", "basis"),
    "agreements": ("date",),
}
FIGURES = {
    "strikes": ("launched", "intercepted"),
    "airspace": ("count_low", "duration_min"),
    "negotiations": ("round_no",),
    "exchanges": ("count",),
    "agreements": (),
}
FAMILIES = tuple(KEYS)
CASUALTIES = ("killed", "injured")

Value = str | int | float | frozenset[str] | None


@dataclass(frozen=True)
class Row:
    """One event, labelled or predicted, in the labels' field names and canonical values."""

    family: str
    values: Mapping[str, Value]
    tier: str = ""

    @property
    def key(self) -> tuple[Value, ...]:
        """The values that pair a prediction with a label."""
        return tuple(self.values.get(name) for name in KEYS[self.family])

    @property
    def stated(self) -> str:
        """The compared values that are not null, for reading."""
        return ", ".join(
            f"{name}={shown(self.values[name])}"
            for name in FIELDS[self.family]
            if self.values.get(name) is not None
        )

    def number(self, name: str) -> float | None:
        """A field as a number; None where it is null or no number."""
        value = self.values.get(name)
        return value if isinstance(value, int | float) else None


@dataclass(frozen=True)
class Label:
    """A labelled row with everything that is accepted in its place.

    An optional label is neither missed where no prediction matches it, nor wrong where one does.
    """

    row: Row
    accepted: Mapping[str, frozenset[Value]]
    is_optional: bool = False

    def accepts(self, name: str, value: Value) -> bool:
        """Whether `value` is right for a field."""
        return value in self.accepted.get(name, frozenset([self.row.values.get(name)]))

    def matches(self, row: Row) -> bool:
        """Whether a prediction has an accepted key."""
        return all(self.accepts(name, row.values.get(name)) for name in KEYS[row.family])

    def agreement(self, row: Row) -> int:
        """In how many compared fields a prediction states what is accepted."""
        return sum(
            row.values.get(name) is not None and self.accepts(name, row.values.get(name))
            for name in FIELDS[row.family]
        )


def shown(value: Value) -> str:
    """A value for reading: null, or the members of a set joined by plus signs."""
    if isinstance(value, frozenset):
        return "+".join(sorted(value))
    return "null" if value is None else str(value)
