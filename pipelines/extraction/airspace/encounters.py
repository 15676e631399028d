"""Incidents that violate no state's airspace: dangerous encounters over the sea, and sightings."""

from dataclasses import dataclass

from pipelines.extraction.airspace import reach
from pipelines.extraction.airspace.exclusions import is_denied
from pipelines.extraction.airspace.incident import Incident
from pipelines.extraction.airspace.report import report
from pipelines.extraction.airspace.scene import Scene
from pipelines.extraction.airspace.states import AT_WAR, SENDERS


def encounter(scene: Scene) -> Incident | None:
    """Aircraft that met dangerously over the sea: the one endangered is the object."""
    sentence = scene.sentence
    verbs = sentence.of("encounter")
    if not verbs or not sentence.of("international", "water"):
        return None
    russian = [flyer for flyer in scene.objects if flyer.nation == "RUS"]
    endangered = [
        flyer
        for flyer in scene.objects
        if flyer.nation not in SENDERS and flyer.object_type in ("recon_aircraft", "aircraft")
    ]
    reconnaissance = [flyer for flyer in endangered if flyer.object_type == "recon_aircraft"]
    if not endangered or not (russian or reconnaissance):
        return None
    flyer = (reconnaissance or endangered)[0]
    violator = "RUS" if russian else None
    incident = report(scene, "dangerous_encounter", None, flyer, violator, verbs[0])
    for water in sentence.of("water")[:1]:
        incident.location = water.value
        incident.evidence.append(scene.text.evidence("location_name", water.first, water.last))
    return incident if incident.day is not None else None


def sighting(scene: Scene) -> Incident | None:
    """Drones over an airport, a base or a plant that no one has identified."""
    sentence = scene.sentence
    seen = sentence.of("seen")
    drone = next(
        (
            flyer
            for flyer in scene.objects
            if flyer.object_type in ("drone", "balloon") and not flyer.nation
        ),
        None,
    )
    if drone is None or not seen or not sentence.of("site", "site_place"):
        return None
    verb = min(seen, key=lambda mark: abs(mark.first - drone.last))
    site = _site(scene)
    if site.state is None or sentence.has("weapon"):
        return None
    if is_denied(scene.text, sentence, verb) or abs(verb.first - drone.last) > reach.SEEN:
        return None
    incident = report(scene, "sighting", site.state, drone, None, verb)
    incident.location = site.name
    return incident


@dataclass(frozen=True, slots=True)
class _Site:
    """The name of a site, where the lexicon knows it, and the state in which it is."""

    name: str | None
    state: str | None


def _site(scene: Scene) -> _Site:
    """The site of a sighting; one without a known name is in the last state named."""
    for place in scene.sentence.of("site_place"):
        name, _, state = place.value.partition(":")
        return _Site(name, state)
    states = [state.iso3 for state in scene.states if state.iso3 not in (*AT_WAR, "USA")]
    return _Site(None, states[-1] if states else None)
