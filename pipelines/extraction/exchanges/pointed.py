"""Exchanges that a reader points at: their values are read from the characters at the places."""

from collections.abc import Iterator

from pipelines.extraction.document import Claim
from pipelines.extraction.exchanges.directions import is_excluded
from pipelines.extraction.exchanges.people import OTHER_SIDE, groups
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
        sentence = place.sentence
        for group in groups(text, sentence):
            number = group.quantity
            if not place.contains(number.number_first, number.last):
                continue
            if is_excluded(text, sentence, group) or group.qualifier != "exact":
                continue
            evidence = (
                text.evidence("count", number.first, number.last),
                text.evidence("category", group.first, group.last),
                text.evidence("exchanged_stated", day.first, day.last),
                party[1],
            )
            values: dict[str, object] = {
                "exchanged_stated": day.start,
                "time_precision": day.precision,
                "to_party": party[0],
                "category": group.category,
                "count": group.count,
                "count_qualifier": "exact",
                "count_basis": "per_side",
                "is_aggregate": False,
                "flags": [],
            }
            return Claim("exchanges", values, evidence)
    return None


def figures(claim: Claim) -> Iterator[tuple[object, ...]]:
    """What a claim states in a form that claims of two readers share."""
    stated = claim.values
    if stated.get("count") is not None:
        columns = ("exchanged_stated", "to_party", "category", "count")
        yield (claim.family, *(stated.get(name) for name in columns))
