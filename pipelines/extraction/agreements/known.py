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
    return _security_agreements() | found


def security_agreement(state: str) -> str | None:
    """The name of a state's agreement on security with Ukraine; null for no third state."""
    for row in vocabulary("parties"):
        if row["party_id"] == state and row["side"] == "third_party" and len(state) == _ISO3:
            return f"{_SHORT.get(state, row['name_en'])}-Ukraine security agreement"
    return None


def _security_agreements() -> dict[str, Agreement]:
    """The agreements that follow the G7's declaration of Vilnius; the first was the UK's."""
    found = {}
    for row in vocabulary("parties"):
        state = row["party_id"]
        name = security_agreement(state)
        if name is not None:
            parties = tuple(sorted((state, "UKR")))
            found[name] = Agreement(name, "framework", parties, _FIRST, None)
    return found
