"""Exchanges that a reader points at: their values are read from the characters at the places."""

from collections.abc import Iterator
from dataclasses import replace

from pipelines.extraction.document import Claim
from pipelines.extraction.exchanges.claims import claim_of
from pipelines.extraction.exchanges.directions import is_excluded
from pipelines.extraction.exchanges.people import OTHER_SIDE, groups
from pipelines.extraction.exchanges.settle import Figure
from pipelines.extraction.readers.pointing import Pointed
from pipelines.extraction.readers.stated import day_at, state_at
from pipelines.extraction.text.annotation import AnnotatedText

FIELDS = ("count", "to_party", "date")
"""Fields that a reader can point at."""

ROLES = {"count": "exchanged"}
"""What a reader of words says of what is cited for a column."""


def claim(text: AnnotatedText, stated: Pointed) -> Claim | None:
    """People of one category handed over to one side on one day; None unless all is stated."""
    day = day_at(text, stated.places.get("date", ()))
    party = state_at(text, "to_party", stated.places.get("to_party", ()))
    if day is None or party is None or party[0] not in OTHER_SIDE:
        return None
    for place in stated.places.get("count", ()):
        for group in groups(text, place.sentence):
            is_cited = place.contains(group.quantity.number_first, group.quantity.last)
            is_exact = is_cited and group.qualifier == "exact"
            if is_exact and not is_excluded(text, place.sentence, group):
                figure = Figure(group, place.sentence, party[0], "per_side", group.category, day)
                found = claim_of(text, figure, [])
                return replace(found, evidence=(*found.evidence, party[1]))
    return None


def figures(claim: Claim) -> Iterator[tuple[object, ...]]:
    """What a claim states in a form that claims of two readers share."""
    stated = claim.values
    if stated.get("count") is not None:
        columns = ("exchanged_stated", "to_party", "category", "count")
        yield (claim.family, *(stated.get(name) for name in columns))
