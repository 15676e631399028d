"""Known publishers: the rows of publishers.csv, found by name or id.

What a publisher writes does not belong here.
"""

from dataclasses import dataclass
from functools import cache

from pipelines.vocabulary.tables import vocabulary

_OFFICIAL = "official"
_WARRING = frozenset({"ukraine", "russia"})


@dataclass(frozen=True, slots=True)
class Publisher:
    """A row of vocabulary/publishers.csv."""

    publisher_id: str
    name: str
    side: str
    source_type: str

    @property
    def channel_side(self) -> str | None:
        """The warring side that this is an official channel of; null for every other publisher."""
        is_channel = self.source_type == _OFFICIAL and self.side in _WARRING
        return self.side if is_channel else None


def publisher_of(name: str | None) -> Publisher | None:
    """The listed publisher with this name or id; null if it is not listed."""
    return _publishers().get(_folded(name)) if name else None


@cache
def _publishers() -> dict[str, Publisher]:
    listed: dict[str, Publisher] = {}
    for row in vocabulary("publishers"):
        publisher = Publisher(**row)
        listed[_folded(row["name"])] = listed[_folded(row["publisher_id"])] = publisher
    return listed


def _folded(name: str) -> str:
    return " ".join(name.casefold().split()).removeprefix("the ")
