"""Finds the states whose airspace or territory a sentence names: "Estonian airspace"."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.extraction.airspace import reach
from pipelines.extraction.airspace.scene import Scene
from pipelines.extraction.airspace.states import AT_WAR, SENDERS
from pipelines.extraction.sentence.actors import (
    Actor,
    after_preposition,
    isos,
    nearest_before,
)
from pipelines.extraction.sentence.distance import follows
from pipelines.extraction.text.annotation import AnnotatedText
from pipelines.extraction.text.lexicon import Mark, words

_LINKS = (",", "and", "та", "і", "и")
_KNOWN = ("nato", "natos", "allied", "the")


@dataclass(frozen=True, slots=True)
class Entered:
    """A state whose airspace or territory is named at token `at`."""

    iso3: str
    at: int


def entered(scene: Scene) -> list[Entered]:
    """The states whose airspace or territory the sentence names, with the place of the mention."""
    found = [
        Entered(state, mark.first)
        for mark in scene.sentence.of("airspace")
        for state in owners(scene, mark)
    ]
    origins = set(after_preposition(scene.sentence, scene.states, "prep_from"))
    named_first = set(after_preposition(scene.sentence, scene.states, "prep_into"))
    is_overflight = _is_overflight(scene)
    for mark in scene.sentence.of("intrusion_into"):
        found += [
            Entered(state.iso3, state.first)
            for state in scene.states
            if state not in origins
            and state.iso3 not in AT_WAR
            and (mark.value != "over" or (state.is_noun and is_overflight))
            and (
                follows(state, mark, reach.INTO)
                or (state in named_first and follows(mark, state, reach.INTO_BEFORE))
            )
        ]
        found += own_territory(scene, mark, reach.OWN_LAND)
    for mark in scene.sentence.of("prep_over"):
        found += own_territory(scene, mark, 0)
    return found


def _is_overflight(scene: Scene) -> bool:
    """Whether what flies over a state violates its airspace: no allied aircraft, no sighting."""
    return not scene.sentence.of("site", "site_place") and any(
        flyer.nation in SENDERS or flyer.object_type in ("drone", "missile", "balloon")
        for flyer in scene.objects
    )


def own_territory(scene: Scene, verb: Mark, within: int) -> list[Entered]:
    """The state of "its territory" at most `within` tokens after a verb."""
    own = [land for land in scene.sentence.of("own_land") if follows(land, verb, within)]
    subject = _subject(scene, own[0].first) or scene.state_around() if own else None
    return [Entered(subject, own[0].first)] if subject is not None else []


def owners(scene: Scene, airspace: Mark) -> list[str]:
    """Owners of an airspace: "Polish and Lithuanian airspace", "its airspace".

    Empty if the sentence does not name them.
    """
    before = [state for state in scene.states if follows(airspace, state, reach.OWNER_BEFORE)]
    if before:
        return _listed(scene.text, scene.states, before[-1])
    links = {
        index
        for mark in scene.sentence.of("owner_link", "article")
        for index in range(mark.first, mark.last)
    }
    origins = set(after_preposition(scene.sentence, scene.states, "prep_from"))
    for state in scene.states:
        if state.is_noun and state not in origins and _is_owner(airspace, state, links):
            # "the airspace of Moldova and Romania"
            behind = [each for each in scene.states if each.first >= state.first]
            last = next(each for each in reversed(behind) if _is_list(scene.text, behind, each))
            return _listed(scene.text, behind, last)
    referred = _referred_to(scene, airspace)
    return [referred] if referred else []


def _is_owner(airspace: Mark, state: Actor, links: set[int]) -> bool:
    """Whether a state follows its airspace: "airspace of the NATO member Lithuania"."""
    if follows(state, airspace, reach.OWNER_AFTER):
        return True
    return state.first > airspace.last and links.issuperset(range(airspace.last, state.first))


def _referred_to(scene: Scene, airspace: Mark) -> str | None:
    """The state of "its airspace", "the country's airspace", "NATO airspace"."""
    tokens, sentence = scene.text.tokens, scene.sentence
    at = airspace.first - 1
    if any(mark.first == at for mark in sentence.of("national")):
        at -= 1
    before = tokens[at].norm if at >= sentence.first else ""
    after = tokens[airspace.last].norm if airspace.last < sentence.last else ""
    lang = scene.text.lang
    if before in words("own", lang) or after in words("own_after", lang):
        return _subject(scene, airspace.first) or scene.state_around()
    is_ukraine = any(state.iso3 == "UKR" and state.is_noun for state in scene.states)
    return scene.state_around() if before in _KNOWN or not is_ukraine else None


def _subject(scene: Scene, index: int) -> str | None:
    """Owner of "its airspace" and "the country's territory": the last state named before.

    Belarus only where it is not an origin and the sentence names neither another state nor an
    object of its own: "Belarus shot down a Russian drone in its airspace".
    """
    origins = set(after_preposition(scene.sentence, scene.states, "prep_from"))
    states = [each for each in scene.states if each not in origins]
    state = nearest_before([each for each in states if each.iso3 not in SENDERS], index)
    if state is None and any(flyer.nation == "RUS" for flyer in scene.objects):
        state = nearest_before([each for each in states if each.iso3 == "BLR"], index)
    return state.iso3 if state is not None else None


def _is_list(text: AnnotatedText, states: Sequence[Actor], last: Actor) -> bool:
    """Whether a list of states begins with the first of them and ends with `last`."""
    return len(_listed(text, states, last)) == states.index(last) + 1


def _listed(text: AnnotatedText, states: Sequence[Actor], last: Actor) -> list[str]:
    """The states of the list that ends with `last`: "Polish and Lithuanian airspace"."""
    listed = [last]
    for state in reversed(states[: states.index(last)]):
        gap = range(state.last, listed[0].first)
        is_linked = all(text.tokens[index].norm in _LINKS for index in gap)
        if len(gap) > reach.LISTED or not is_linked or state.is_noun != last.is_noun:
            break
        listed.insert(0, state)
    return isos(listed)
