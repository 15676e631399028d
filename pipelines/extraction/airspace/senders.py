"""Finds who sent an object, and whether its entry is a violation related to this war."""

from pipelines.extraction.airspace import reach
from pipelines.extraction.airspace.incident import Incident
from pipelines.extraction.airspace.objects import FlyingObject
from pipelines.extraction.airspace.report import report
from pipelines.extraction.airspace.scene import Scene
from pipelines.extraction.airspace.states import AT_WAR, NEIGHBOURS, OF_THIS_WAR, SENDERS
from pipelines.extraction.sentence.actors import after_preposition, nearest_before
from pipelines.extraction.sentence.distance import follows
from pipelines.extraction.text.lexicon import Mark


def violation(scene: Scene, flyer: FlyingObject, state: str, verb: Mark) -> Incident | None:
    """The violation of a state's airspace by an object; None if it belongs to another war."""
    violator = flyer.nation or sender(scene, flyer, state)
    if violator == state or (state in AT_WAR and (violator is None or violator in AT_WAR)):
        return None
    if violator is None:
        if state not in NEIGHBOURS and (state not in SENDERS or flyer.object_type == "balloon"):
            return None
    elif violator not in OF_THIS_WAR:
        return None
    incident = report(scene, "violation", state, flyer, violator, verb)
    incident.evidence.append(scene.text.evidence("kind", verb.first, verb.last))
    return incident


def sender(scene: Scene, flyer: FlyingObject, state: str | None) -> str | None:
    """The state that sent an object into another one; "from Belarus" shows it of balloons only."""
    nouns = [each for each in scene.states if each.is_noun]
    if flyer.object_type == "balloon":
        for origin in after_preposition(scene.sentence, nouns, "prep_from"):
            if follows(origin, flyer, reach.BALLOON_FROM):
                return origin.iso3
    for mark in scene.sentence.of("launched"):
        if follows(flyer, mark, reach.LAUNCHED):
            subject = nearest_before(nouns, mark.first)
            if subject is not None and subject.iso3 != state:
                return subject.iso3
    return None
