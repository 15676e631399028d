"""Incidents that a reader points at: their values are read from the characters at the places."""

from collections.abc import Iterator

from pipelines.extraction.airspace.objects import FlyingObject, is_responder, objects
from pipelines.extraction.airspace.states import AT_WAR
from pipelines.extraction.document import Claim
from pipelines.extraction.readers.pointing import Place, Pointed
from pipelines.extraction.readers.stated import day_at, state_at
from pipelines.extraction.sentence.actors import actors
from pipelines.extraction.text.annotation import AnnotatedText

FIELDS = ("object", "violated_state", "date")
"""Fields that a reader can point at."""


def claim(text: AnnotatedText, stated: Pointed) -> Claim | None:
    """An object in the airspace of a state on one day; None unless all is stated."""
    day = day_at(text, stated.places.get("date", ()))
    state = state_at(text, "violated_state_iso3", stated.places.get("violated_state", ()))
    flyer = _flyer(text, stated.places.get("object", ()))
    if day is None or state is None or state[0] in AT_WAR or flyer is None:
        return None
    values: dict[str, object] = {
        "kind": "violation",
        "occurred_stated": day.end,
        "time_precision": day.precision,
        "violated_state_iso3": state[0],
        "violated_states": [state[0]],
        "where_precision": "country",
        "attribution": "unknown",
        "object_type": flyer.object_type,
        "model": flyer.model,
        "object_count": flyer.count,
        "object_count_qualifier": flyer.qualifier,
        "flags": [],
    }
    evidence = (
        text.evidence("object_type", flyer.first, flyer.last),
        text.evidence("occurred_stated", day.first, day.last),
        state[1],
    )
    return Claim("airspace", values, evidence)


def _flyer(text: AnnotatedText, places: tuple[Place, ...]) -> FlyingObject | None:
    for place in places:
        for flyer in objects(text, place.sentence, actors(text, place.sentence)):
            if place.contains(flyer.first, flyer.last):
                return None if is_responder(place.sentence, flyer) else flyer
    return None


def figures(claim: Claim) -> Iterator[tuple[object, ...]]:
    """What a claim states in a form that claims of two readers share."""
    stated = claim.values
    if stated.get("kind") == "violation":
        columns = ("occurred_stated", "violated_state_iso3", "object_type")
        yield (claim.family, *(stated.get(name) for name in columns))
