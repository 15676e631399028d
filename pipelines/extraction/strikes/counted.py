"""What a sentence can count: munitions with an outcome, places hit, casualties.

Plain data: `items` reads it from a sentence, `rows` adds it up.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from pipelines.extraction.text.annotation import Sentence
from pipelines.extraction.text.lexicon import Mark
from pipelines.extraction.text.numbers import Quantity

GROUPS: dict[str | None, str | None] = {
    None: None,  # people hurt, and counts that name no munition
    "drone": "drone",
    "decoy_drone": "drone",
    "recon_drone": "drone",
    "cruise_missile": "missile",
    "ballistic_missile": "missile",
    "aeroballistic_missile": "missile",
    "anti_ship_missile": "missile",
    "surface_to_air_missile": "missile",
    "missile": "missile",
    "guided_air": "missile",
    "anti_radar": "missile",
    "glide_bomb": "glide_bomb",
    "air_target": "air_target",
    "other": "other",
}
INTERCEPTIONS = frozenset(
    {"shot_down", "suppressed", "merged", "neutralised", "lost", "not_reached"}
)


@dataclass(slots=True)
class Item:
    """One kind of munition in one sentence, with what happened to it.

    `items.count` fills it step by step. Later it no longer changes, except that it may take the
    outcome of the sentence before.
    """

    sentence: Sentence
    first: int
    last: int
    role: str | None = None
    count: int | None = None
    qualifier: str = "exact"
    weapon_class: str | None = None
    weapons: tuple[str, ...] = ()
    has_decoys: bool = False
    of_total: Quantity | None = None
    is_all: bool = False
    is_share: bool = False
    is_jet: bool = False
    is_additional: bool = False
    is_definite: bool = False
    is_singular: bool = False
    is_lone: bool = False
    is_uncounted: bool = False
    is_bare: bool = False
    has_verb_behind: bool = False
    is_referring: bool = False
    is_by_with: bool = False
    is_regional: bool = False
    is_each: bool = False
    side: str | None = None
    places: tuple[Mark, ...] = ()
    launch_areas: tuple[Mark, ...] = ()
    jet_powered: int | None = None
    quantity: Quantity | None = None

    @property
    def group(self) -> str | None:
        """drone, missile, glide_bomb, air_target, other; None for a bare count."""
        return GROUPS[self.weapon_class]


class Locations(NamedTuple):
    """How many places were hit, or caught debris."""

    count: int
    kind: str
    first: int
    last: int


class Casualties(NamedTuple):
    """How many people were killed or injured; `is_apart` where the sentence names no munition."""

    sentence: Sentence
    count: int
    qualifier: str
    kind: str
    first: int
    last: int
    places: tuple[Mark, ...] = ()
    is_apart: bool = False


@dataclass(slots=True)
class Counted:
    """Everything that a sentence counts."""

    items: list[Item] = field(default_factory=list)
    locations: list[Locations] = field(default_factory=list)
    casualties: list[Casualties] = field(default_factory=list)


def intercepted(claim: Mapping[str, object]) -> int | None:
    """Shot down or suppressed, else shot down + suppressed, else shot down."""
    merged, shot, jammed = (
        claim.get(name) for name in ("shot_down_or_suppressed", "shot_down", "suppressed")
    )
    if isinstance(merged, int):
        return merged
    if isinstance(shot, int) and isinstance(jammed, int):
        return shot + jammed
    return shot if isinstance(shot, int) else None
