"""The weapons of the vocabulary, with their classes and groups (weapons.csv).

Their names in texts and tables do not belong here (weapon_aliases.csv).
"""

from dataclasses import dataclass
from functools import cache

from pipelines.vocabulary.tables import vocabulary


@dataclass(frozen=True, slots=True)
class Weapon:
    """One row of weapons.csv; `origin_iso3` is empty if it is not known."""

    weapon_id: str
    name: str
    weapon_class: str
    weapon_group: str
    origin_iso3: str


@cache
def weapons() -> dict[str, Weapon]:
    """The weapons by id."""
    return {row["weapon_id"]: Weapon(**row) for row in vocabulary("weapons")}
