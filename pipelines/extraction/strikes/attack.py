"""An attack under construction: everything that a text states for one time and one attacker."""

from dataclasses import dataclass, field
from typing import NamedTuple

from pipelines.extraction.sentence.attribution import Claimant
from pipelines.extraction.strikes.counted import Casualties, Item, Locations
from pipelines.extraction.strikes.frames import Frame, FrameKey
from pipelines.extraction.text.annotation import Sentence


class AttackKey(NamedTuple):
    """Key of an attack; `sentence` is set for the account of one place."""

    frame: FrameKey
    attacker: str
    sentence: int | None = None


@dataclass(slots=True)
class Attack:
    """One attack: its frame, its attacker and what sentences count.

    `headers` are the items of headlines; `is_local` is True for the account of one place.
    """

    frame: Frame
    attacker: str
    items: list[Item] = field(default_factory=list)
    headers: list[Item] = field(default_factory=list)
    locations: list[Locations] = field(default_factory=list)
    casualties: list[Casualties] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    claimant: Claimant | None = None
    is_local: bool = False

    @property
    def counts(self) -> set[int]:
        """The numbers of munitions, headlines included."""
        items = self.headers + self.items
        return {item.count for item in items if item.count is not None}

    @property
    def figures(self) -> set[tuple[str, int]]:
        """The outcomes with their numbers, zeros and headlines left out."""
        return {(item.role, item.count) for item in self.items if item.role and item.count}
