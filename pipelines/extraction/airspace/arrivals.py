"""Objects found, shot down or seen inside a state, which must therefore have entered it."""

from collections.abc import Sequence
from dataclasses import replace

from pipelines.extraction.airspace import reach
from pipelines.extraction.airspace.exclusions import is_denied
from pipelines.extraction.airspace.incident import Incident
from pipelines.extraction.airspace.owners import Entered, own_territory
from pipelines.extraction.airspace.scene import Scene
from pipelines.extraction.airspace.senders import sender, violation
from pipelines.extraction.airspace.states import AT_WAR
from pipelines.extraction.sentence.actors import Actor, after_preposition
from pipelines.extraction.sentence.distance import follows
from pipelines.extraction.text.lexicon import Mark

_FALLING = frozenset(("drone", "missile", "balloon"))


def arrivals(scene: Scene, states: Sequence[Entered]) -> list[Incident]:
    """The violation that an object's presence shows; `states` are those the sentence names."""
    found = _shot_down(scene, states) or _fallen(scene) or _balloons(scene)
    return [found] if found is not None else []


def _shot_down(scene: Scene, states: Sequence[Entered]) -> Incident | None:
    """ "Three drones were shot down in Poland's airspace": does not state how many entered."""
    for verb in scene.sentence.of("response"):
        if verb.value != "shot_down" or is_denied(scene.text, scene.sentence, verb):
            continue
        near = [
            flyer
            for flyer in scene.objects
            if flyer.object_type == "drone"
            and (follows(flyer, verb, reach.SHOT_DOWN) or follows(verb, flyer, reach.SHOT_DOWN))
        ]
        over = [
            Entered(state.iso3, state.first)
            for state in after_preposition(scene.sentence, _neutral(scene), "prep_over")
            if abs(state.first - verb.last) <= reach.SHOT_DOWN_IN
        ]
        inside = [state for state in states if 0 <= state.at - verb.last <= reach.SHOT_DOWN_IN]
        inside += over or own_territory(scene, verb, reach.SHOT_DOWN_IN)
        if near and inside:
            flyer = near[0] if near[0].count == 1 else replace(near[0], count=None, qualifier=None)
            return violation(scene, flyer, inside[0].iso3, verb)
    return None


def _neutral(scene: Scene) -> list[Actor]:
    return [state for state in scene.states if state.iso3 not in AT_WAR]


def _fallen(scene: Scene) -> Incident | None:
    """A drone or missile that came down in a state that is not at war."""
    origins = set(after_preposition(scene.sentence, scene.states, "prep_from"))
    places = scene.sentence.of("prep_in", "prep_over")
    for verb in scene.sentence.of("fell"):
        if is_denied(scene.text, scene.sentence, verb):
            continue
        after = reach.FELL + verb.last - verb.first
        near = [
            flyer
            for flyer in scene.objects
            if flyer.object_type in _FALLING and -reach.FELL <= flyer.first - verb.last <= after
        ]
        inside = [
            Entered(state.iso3, state.first)
            for state in _neutral(scene)
            if state not in origins
            and abs(state.first - verb.last) <= reach.FELL_IN
            and any(follows(state, mark, reach.PLACE) for mark in places)
        ]
        inside = inside or own_territory(scene, verb, reach.FELL_IN) or _finder(scene, verb)
        if near and inside:
            nearest = min(inside, key=lambda state: abs(state.at - verb.last))
            return violation(scene, near[0], nearest.iso3, verb)
    return None


def _finder(scene: Scene, debris: Mark) -> list[Entered]:
    """The state that found debris: "Latvia found the wreckage of a Russian drone"."""
    return [
        Entered(state.iso3, state.first)
        for mark in scene.sentence.of("finder")
        for state in _neutral(scene)
        if follows(mark, state, 0 if state.is_noun else reach.FINDER)
        and (mark.first == debris.first or follows(debris, mark, reach.FOUND))
    ]


def _balloons(scene: Scene) -> Incident | None:
    """Balloons from one state seen in another."""
    seen = scene.sentence.of("seen", "fell", "launched", "intrusion_into") or [
        mark for mark in scene.sentence.of("response") if mark.value == "airport_closed"
    ]
    if not seen or is_denied(scene.text, scene.sentence, seen[0]):
        return None
    for flyer in scene.objects:
        if flyer.object_type != "balloon":
            continue
        origin = flyer.nation or sender(scene, flyer, state=None)
        others = {state.iso3 for state in scene.states}
        others |= {mark.value.partition(":")[2] for mark in scene.sentence.of("site_place")}
        others -= {origin, *AT_WAR}
        if origin is not None and len(others) == 1:
            return violation(scene, flyer, others.pop(), seen[0])
    return None
