"""Claims of the family `airspace`: violations, dangerous encounters and sightings.

A violation needs a flying object, a state, and words that say it entered (`violations`). An
unidentified drone over an airport is a sighting and has no violator; an encounter over the sea
belongs to no state (`encounters`). Running counts ("the fifth this year"), approaches, denials and
hypothetical incidents give no claims (`exclusions`). Attacks inside Ukraine and Russia are claims
of the family strikes.
"""

from collections.abc import Iterator, Sequence

from pipelines.extraction.airspace import reach
from pipelines.extraction.airspace.days import date_by_context, is_earlier
from pipelines.extraction.airspace.details import add_details
from pipelines.extraction.airspace.encounters import encounter, sighting
from pipelines.extraction.airspace.exclusions import is_running_count
from pipelines.extraction.airspace.incident import Incident, Incidents
from pipelines.extraction.airspace.objects import FlyingObject, objects
from pipelines.extraction.airspace.scene import Scene
from pipelines.extraction.airspace.states import AT_WAR, ORGANISATIONS
from pipelines.extraction.airspace.violations import violations
from pipelines.extraction.document import Claim
from pipelines.extraction.sentence.actors import STATE_KINDS, actors
from pipelines.extraction.sentence.attribution import attribution
from pipelines.extraction.sentence.placing import has_future_day, is_lead
from pipelines.extraction.text.annotation import AnnotatedText, Sentence

_PLACES = frozenset(("airspace", "own_land", "international", "water", "site_place"))


def claims(text: AnnotatedText) -> list[Claim]:
    """The claims of this family in one document."""
    if not any(_is_elsewhere(sentence) for sentence in text.sentences):
        return []
    found = Incidents()
    current: Incident | None = None
    for sentence in text.sentences:
        for incident in _reported(text, sentence, current):
            current = found.add(incident)
        if current is not None and _is_near(sentence, current):
            add_details(text, sentence, current)
    date_by_context(text, found)
    return [_claim(incident) for incident in _news(text, found.in_order())]


def _is_elsewhere(sentence: Sentence) -> bool:
    """Whether a sentence names an airspace, a sea, a guarded site or a state not at war."""
    return not _PLACES.isdisjoint(sentence.by_kind) or any(
        mark.value not in AT_WAR for mark in sentence.of(*STATE_KINDS)
    )


def _is_near(sentence: Sentence, incident: Incident) -> bool:
    return 0 <= sentence.index - incident.sentence.index <= reach.DETAILS_SENTENCES


def _reported(
    text: AnnotatedText, sentence: Sentence, current: Incident | None
) -> Iterator[Incident]:
    """The incidents that a sentence reports; `current` is the last one before it."""
    if not sentence.has("flyer") and not sentence.has("aircraft_model"):
        return
    if current is None and not _is_elsewhere(sentence):
        return
    if is_running_count(text, sentence) or has_future_day(text, sentence):
        return
    states = [state for state in actors(text, sentence) if state.iso3 not in ORGANISATIONS]
    scene = Scene(text, sentence, states, objects(text, sentence, states), current)
    met = encounter(scene)
    found = [met] if met is not None else list(violations(scene))
    yield from found
    seen = sighting(scene) if not found else None
    if seen is not None:
        yield seen


def _news(text: AnnotatedText, found: Sequence[Incident]) -> Iterator[Incident]:
    """Dated incidents, and undated ones with which a text opens; a repetition is left out.

    Without a day of its own, a second incident of a state and a type repeats the first.
    """
    stated = {_kind(each) for each in found if each.day is not None and each.day.is_explicit}
    dated = {_kind(each) for each in found if each.day is not None}
    seen: set[tuple[str | None, str]] = set()
    for place, incident in enumerate(found):
        day, kind = incident.day, _kind(incident)
        is_known = kind in seen if day is None else kind in stated and not day.is_explicit
        if day is not None:
            is_news = day.is_exact or incident.kind == "dangerous_encounter"
        else:
            is_news = _is_opening(text, incident) and (place == 0 or kind not in dated)
        if is_news and not (is_known and incident.kind == "violation"):
            seen.add(kind)
            yield incident


def _kind(incident: Incident) -> tuple[str | None, str]:
    """The state and the type of the object."""
    return incident.state, incident.flyer.object_type


def _is_opening(text: AnnotatedText, incident: Incident) -> bool:
    """Whether an undated violation is the news of its text."""
    return (
        incident.kind == "violation"
        and (
            incident.flyer.count is not None
            or not incident.is_recalled
            or incident.sentence.has("response", "protest")
        )
        and is_lead(text, incident.sentence)
        and not is_earlier(incident.sentence)
    )


def _claim(incident: Incident) -> Claim:
    flyer, day = incident.flyer, incident.day
    return Claim(
        "airspace",
        {
            "kind": incident.kind,
            "occurred_stated": day.end if day else None,
            "time_precision": day.precision if day else None,
            "violated_state_iso3": incident.state,
            "violated_states": [incident.state] if incident.state else [],
            "location_name": incident.location,
            "where_precision": _where_precision(incident),
            "violator_iso3": incident.violator,
            "attribution": incident.attribution,
            "object_type": flyer.object_type,
            "model": flyer.model,
            **_counts(flyer),
            "object_count_qualifier": flyer.qualifier,
            "duration_min": incident.duration_min,
            "depth_km": incident.depth_km,
            "is_transponding": incident.is_transponding,
            "responses": sorted(incident.responses),
            **attribution(incident.claimant),
            "flags": [],
        },
        tuple(incident.evidence),
    )


def _where_precision(incident: Incident) -> str:
    if incident.location and incident.state:
        return "near"
    return "international" if incident.kind == "dangerous_encounter" else "country"


def _counts(flyer: FlyingObject) -> dict[str, int | None]:
    """The columns of the number of objects; "two or three" has only a low and a high."""
    count, upper = flyer.count, flyer.upper
    is_at_least, is_up_to = flyer.qualifier == "at_least", flyer.qualifier == "up_to"
    return {
        "object_count": None if upper is not None or is_up_to else count,
        "object_count_low": count if upper or is_at_least else None,
        "object_count_high": upper or (count if is_up_to else None),
    }
