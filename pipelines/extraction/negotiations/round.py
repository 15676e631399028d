"""A round of talks, as far as a text has described it."""

from dataclasses import dataclass, field

from pipelines.extraction.document import Evidence
from pipelines.extraction.sentence.attribution import Claimant
from pipelines.extraction.text.annotation import Sentence

PARTIES = frozenset(("UKR", "RUS", "USA"))


@dataclass(slots=True)
class Round:
    """One round: details of its first sentence, then those of later mentions (`gather`).

    Days are ISO 8601 at the stated precision, `precision` as in `text.when`. `is_earlier` marks a
    round before the one in the news, `is_past` one whose day is not that of the news, `is_open` one
    whose end is not reported yet.
    """

    sentence: Sentence
    city: str | None = None
    iso3: str | None = None
    number: int | None = None
    start: str | None = None
    end: str | None = None
    precision: int | None = None
    parties: list[str] = field(default_factory=list)
    mediators: frozenset[str] = frozenset()
    format: str | None = None
    outcome: str | None = None
    heads: dict[str, str] = field(default_factory=dict)
    claimant: Claimant | None = None
    is_earlier: bool = False
    is_past: bool = False
    is_open: bool = False
    evidence: list[Evidence] = field(default_factory=list)

    @property
    def has_venue(self) -> bool:
        """Whether at least the host state is known."""
        return self.iso3 is not None
