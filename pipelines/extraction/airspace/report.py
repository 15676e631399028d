"""Builds an incident from the sentence that reports it: day, claimant and attribution.

Finding such sentences does not belong here (violations.py, encounters.py).
"""

from pipelines.extraction.airspace import reach
from pipelines.extraction.airspace.days import day_of, is_noun
from pipelines.extraction.airspace.incident import Incident
from pipelines.extraction.airspace.objects import FlyingObject
from pipelines.extraction.airspace.scene import Scene
from pipelines.extraction.sentence.attribution import cited_claimant
from pipelines.extraction.text.lexicon import Mark


def report(
    scene: Scene, kind: str, state: str | None, flyer: FlyingObject, violator: str | None, at: Mark
) -> Incident:
    """The incident of this kind that the words `at` report of an object in a state's airspace."""
    text, sentence = scene.text, scene.sentence
    incident = Incident(
        kind,
        state,
        flyer,
        violator,
        day_of(scene, flyer, at),
        sentence,
        _attribution(scene, flyer, violator),
        cited_claimant(text, sentence),
        is_recalled=is_noun(sentence, at),
    )
    incident.evidence.append(text.evidence("object_type", flyer.first, flyer.last))
    return incident


def _attribution(scene: Scene, flyer: FlyingObject, violator: str | None) -> str:
    if violator is None:
        return "unknown"
    is_suspected = any(
        mark.value == "suspected" and abs(mark.first - flyer.first) <= reach.DOUBT
        for mark in scene.sentence.of("doubt")
    )
    return "suspected" if is_suspected else "attributed"
