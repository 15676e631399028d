"""A figure: a group with its direction and day, ready to become a claim."""

from dataclasses import dataclass

from pipelines.extraction.exchanges.people import Group
from pipelines.extraction.sentence.placing import Day
from pipelines.extraction.text.annotation import Sentence


@dataclass(frozen=True, slots=True)
class Figure:
    """Number, category, direction and day of a group; None means not stated.

    `category` may be more exact than the group's. A pending figure needs the one day of its text.
    """

    group: Group
    sentence: Sentence
    to_party: str | None
    basis: str
    day: Day | None
    category: str
    is_pending: bool = False
    flags: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """The number of people."""
        return self.group.count

    @property
    def start(self) -> str | None:
        """The day, ISO 8601 at the stated precision."""
        return self.day.start if self.day else None

    @property
    def key(self) -> tuple[str | None, str | None, str]:
        """Day, direction and basis: figures with one key may repeat or contain each other."""
        return self.start, self.to_party, self.basis

    def may_share_day(self, other: "Figure") -> bool:
        """Whether both may be of one day: the same, or one of them undated."""
        return self.day is None or other.day is None or self.start == other.start
