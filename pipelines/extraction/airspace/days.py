"""Finds the day of an incident among the days that a sentence states.

The day of a statement, a protest or another incident is not the day of the incident.
"""

from dataclasses import dataclass, replace
from datetime import timedelta

from pipelines.extraction.airspace import reach
from pipelines.extraction.airspace.incident import Incidents
from pipelines.extraction.airspace.objects import FlyingObject
from pipelines.extraction.airspace.owners import owners
from pipelines.extraction.airspace.scene import Scene
from pipelines.extraction.sentence.actors import actors
from pipelines.extraction.sentence.distance import follows, gap
from pipelines.extraction.sentence.placing import Day, days, nearest_day
from pipelines.extraction.text.annotation import AnnotatedText, Sentence
from pipelines.extraction.text.lexicon import Mark, words
from pipelines.extraction.text.when import MONTH


def day_of(scene: Scene, flyer: FlyingObject, at: Mark) -> Day | None:
    """The day of the incident that the words `at` report of an object."""
    text, sentence = scene.text, scene.sentence
    within = reach.NOUN_DAY if is_noun(sentence, at) else reach.DAY
    places = (at, *(mark for mark in sentence.of("airspace") if mark.first >= at.first))
    may_be_said = sentence.has("day_before") or _is_fresh(sentence, flyer, at)
    is_answered = _is_answered(sentence, at)
    own_times = sentence.of("own_time")  # "over the weekend": another day is that of a statement
    found = [
        day
        for day in days(text, sentence)
        if day.precision <= MONTH
        and (day.is_explicit or not sentence.has("same_time"))
        and min(gap(day, place) for place in places) <= within
        and (may_be_said or not _is_said(text, sentence, day))
        and not (is_answered and day.last <= at.first)
        and not any(day.last <= mark.first < at.first for mark in sentence.of("apart"))
        and (not own_times or any(gap(day, time) <= reach.SAID for time in own_times))
    ]
    if found and not any(day.is_explicit for day in found):
        found = _explicit_before(text, sentence) or found
    if sentence.has("day_before"):
        # "announced on Sunday that a drone had crashed a day earlier"
        found = [_day_earlier(day) for day in found if not day.is_range and day.is_exact]
    return nearest_day(found, at.first)


def _explicit_before(text: AnnotatedText, sentence: Sentence) -> list[Day]:
    """The one day that the sentence before writes out: "on November 29", then "at about 2 a.m."."""
    before = text.sentences[max(0, sentence.index - 1)]
    found = [day for day in days(text, before) if day.is_explicit and day.is_exact]
    return found if len({day.start for day in found}) == 1 else []


def is_noun(sentence: Sentence, at: Mark) -> bool:
    """Whether a noun names the incident: "after a breach of its airspace"."""
    is_in_noun = any(mark.first <= at.first < mark.last for mark in sentence.of("intrusion_noun"))
    return is_in_noun or any(mark.last == at.first for mark in sentence.of("article"))


def take_stated_days(text: AnnotatedText, incidents: Incidents) -> None:
    """Date incidents by sentences on them: "the violation of Estonian airspace on 19 September"."""
    undated = incidents.undated_violations()
    if not undated:
        return
    only_state = (undated[0].state or "") if len(undated) == 1 else None
    stated = [
        each
        for sentence in text.sentences
        if sentence.has("airspace") and sentence.has("intrusion") and sentence.whens
        for each in _stated(text, sentence, only_state)
    ]
    for incident in undated:
        known = [each.day for each in stated if each.state == (incident.state or "")]
        if len({day.start for day in known}) == 1:
            incident.day = known[0]


@dataclass(frozen=True, slots=True)
class _Stated:
    """A state whose airspace was violated, and the day stated next to it."""

    state: str
    day: Day


def _stated(text: AnnotatedText, sentence: Sentence, only_state: str | None) -> list[_Stated]:
    """The states whose airspace a sentence names, each with the day stated next to it.

    `only_state`: that of "the airspace violation lasted until 7 September", if it can be no other.
    """
    scene = Scene(text, sentence, actors(text, sentence), (), None)
    found: list[_Stated] = []
    for mark in sentence.of("airspace"):
        near = nearest_day(days(text, sentence), mark.first)
        if near is None or not near.is_exact or _is_said(text, sentence, near):
            continue
        named = owners(scene, mark)
        within = reach.OWNED_DAY if named else reach.NOUN_DAY
        if not named and only_state is not None and sentence.has("intrusion_noun"):
            named = [only_state]
        if follows(near, mark, within):
            found += [_Stated(state, near) for state in named]
    return found


def _is_fresh(sentence: Sentence, flyer: FlyingObject, at: Mark) -> bool:
    """Whether a text opens with the incident itself: "said on Thursday that two jets entered"."""
    is_known = flyer.count_first == flyer.first and any(
        mark.last == flyer.first for mark in sentence.of("article")
    )
    between = range(flyer.last, at.first)
    return (
        sentence.index <= reach.OPENING_SENTENCES
        and not is_known
        and not sentence.has("earlier")
        and not any(mark.first in between for mark in sentence.of("who"))
    )


def _is_answered(sentence: Sentence, at: Mark) -> bool:
    """Whether a day before is that of an answer: "summoned on Wednesday over the violation"."""
    if not any(
        mark.value == "protest" and mark.last <= at.first for mark in sentence.of("response")
    ):
        return False
    return is_noun(sentence, at) or any(
        mark.last <= at.first for mark in sentence.of("talks_before")
    )


def _is_said(text: AnnotatedText, sentence: Sentence, day: Day) -> bool:
    """Whether a day is that of a statement: "officials said on Monday"."""
    ends = text.tokens[day.last - 1].norm not in words("list_link", text.lang)
    return any(
        follows(day, mark, reach.SAID) or (ends and mark.first == day.last)
        for mark in sentence.of("said")
    )


def _day_earlier(day: Day) -> Day:
    before = day.start_on - timedelta(days=1)
    return replace(day, start=before.isoformat(), end=before.isoformat(), start_on=before)
