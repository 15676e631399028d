"""The known agreements: names, kinds, parties and terms from lexicons/known_agreements.csv."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from pipelines.extraction.text.lexicon import LEXICONS
from pipelines.vocabulary.tables import rows, vocabulary

_ISO3 = 3  # letters; longer ids are those of organisations
_SHORT = {"GBR": "UK", "USA": "US"}
_FIRST = date(2024, 1, 12)


@dataclass(frozen=True, slots=True)
class Agreement:
    """A known agreement; names that recur ("Easter truce") differ in their dates."""

    name: str
    kind: str
    parties: tuple[str, ...]
    valid_from: date | None
    valid_to: date | None

    def fits(self, day: date) -> bool:
        """Whether a change on `day` can be one of this agreement."""
        after = self.valid_from is None or day >= self.valid_from
        return after and (self.valid_to is None or day <= self.valid_to)


@cache
def agreements() -> dict[str, Agreement]:
    """The known agreements by name, with the one on security that a state can have with Ukraine."""
    found = {
        row["name"]: Agreement(
            row["name"],
            row["kind"],
            tuple(party for party in row["parties"].split(";") if party),
            date.fromisoformat(row["valid_from"]) if row["valid_from"] else None,
            date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
        )
        for row in rows(LEXICONS / "known_agreements.csv")
    }
    return {
        name: Agreement(name, "framework", tuple(sorted((state, "UKR"))), _FIRST, None)
        for state, name in security_agreements().items()
    } | found


@cache
def security_agreements() -> dict[str, str]:
    """The name of each third state's agreement on security with Ukraine, by state.

    They follow the G7's declaration of Vilnius; the first was the UK's.
    """
    return {
        state: f"{_SHORT.get(state, row['name_en'])}-Ukraine security agreement"
        for row in vocabulary("parties")
        if row["side"] == "third_party" and len(state := row["party_id"]) == _ISO3
    }
