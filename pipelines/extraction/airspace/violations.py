"""Violations: objects that entered the airspace of a state, and who sent them.

Objects found or shot down inside a state are in `arrivals`. Approaches, denials and hypothetical
entries give no violations (`exclusions`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipelines.extraction.airspace import reach
from pipelines.extraction.airspace.arrivals import arrivals
from pipelines.extraction.airspace.exclusions import is_denied
from pipelines.extraction.airspace.incident import Incident
from pipelines.extraction.airspace.objects import FlyingObject
from pipelines.extraction.airspace.owners import entered
from pipelines.extraction.airspace.scene import Scene
from pipelines.extraction.airspace.senders import violation
from pipelines.extraction.sentence.distance import follows
from pipelines.extraction.text.annotation import AnnotatedText
from pipelines.extraction.text.lexicon import Mark, words

_JOINS = frozenset(
    (",", "–", "—", "(", "and", "та", "і", "и", "a", "an", "one", "including", "namely")
)
_APPOSITIONS = frozenset((",", "–", "—", "("))


def violations(scene: Scene) -> Iterator[Incident]:
    """The violations that a sentence reports, one for each state."""
    states = entered(scene)
    for verb in _verbs(scene):
        flyer = _intruder(scene, verb)
        if flyer is None:
            continue
        near = [state.iso3 for state in states if abs(state.at - verb.first) <= reach.ENTERED]
        for state in dict.fromkeys(near):
            incident = violation(scene, flyer, state, verb)
            if incident is not None:
                yield incident
        if near:
            return
    yield from arrivals(scene, states)


def _verbs(scene: Scene) -> list[Mark]:
    """Words for entering; "into" alone only in "launched into" and "700 metres into"."""
    is_launched = scene.sentence.has("launched")
    deep = {mark.last for mark in scene.sentence.of("kilometre")}
    return [
        mark
        for mark in scene.sentence.of("intrusion")
        if not is_denied(scene.text, scene.sentence, mark)
        and (is_launched or mark.first in deep or not _is_bare(scene.text, mark))
    ]


def _is_bare(text: AnnotatedText, mark: Mark) -> bool:
    return mark.last - mark.first == 1 and text.tokens[mark.first].norm == "into"


def _intruder(scene: Scene, verb: Mark) -> FlyingObject | None:
    """Who entered: the objects before the verb, behind "by", or launched into the airspace."""
    before = [flyer for flyer in scene.objects if follows(verb, flyer, reach.INTRUDER)]
    if before:
        return _with_apposition(scene.text, before)
    return next((flyer for flyer in scene.objects if follows(flyer, verb, reach.INTRUDER)), None)


def _with_apposition(text: AnnotatedText, before: Sequence[FlyingObject]) -> FlyingObject:
    """The last object before the verb, or the one it explains: "two aircraft, a Su-30 and ..."."""
    place = len(before) - 1
    relative = words("relative", text.lang)
    while place and any(
        text.tokens[index].norm in relative
        for index in range(before[place - 1].last, before[place].count_first)
    ):
        place -= 1  # "jets, which carry missiles, entered"
    before = before[: place + 1]
    while place and all(
        text.tokens[index].norm in _JOINS
        for index in range(before[place - 1].last, before[place].count_first)
    ):
        place -= 1
    head, tail = before[place], before[place + 1 :]
    if tail and _are_two(text, head, tail):
        # "A Su-30 and an Il-78 crossed the border": two of one kind.
        return replace(head, count=1 + len(tail), model=_models(head, *tail))
    if tail and head.count == 1 + len(tail):
        # "Two aircraft, a Su-30 and an Il-78": the count is of both.
        return replace(head, model=_models(head, *tail))
    if not tail or text.tokens[head.last].norm not in _APPOSITIONS:
        return before[-1]
    return replace(head, model=_models(head, *tail))


def _are_two(text: AnnotatedText, head: FlyingObject, tail: Sequence[FlyingObject]) -> bool:
    return (
        text.tokens[head.last].norm in words("list_link", text.lang)
        and all(each.count == 1 and each.qualifier == "exact" for each in (head, *tail))
        and all(each.object_type == head.object_type for each in tail)
    )


def _models(*flyers: FlyingObject) -> str | None:
    """The models of these objects, each once: "Su-30/Il-78"."""
    models = [model for each in flyers for model in (each.model or "").split("/") if model]
    return "/".join(dict.fromkeys(models)) or None
