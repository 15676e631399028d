"""Finds the day of an incident: in its own sentence, else in the sentences around it.

The day of a statement, a protest or another incident is not the day of the incident.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from pipelines.extraction.airspace import reach
from pipelines.extraction.airspace.incident import Incident, Incidents
from pipelines.extraction.airspace.objects import FlyingObject
from pipelines.extraction.airspace.scene import Scene
from pipelines.extraction.airspace.states import AT_WAR, SENDERS
from pipelines.extraction.sentence.distance import gap
from pipelines.extraction.sentence.placing import (
    Day,
    days,
    is_said,
    nearest_day,
)
from pipelines.extraction.text.annotation import AnnotatedText, Sentence
from pipelines.extraction.text.lexicon import Mark
from pipelines.extraction.text.when import MONTH

_EVENT = frozenset(("happened", "airspace", "intrusion_noun", "fell", "seen"))
_ANSWERS = ("protest", "article_4")
_Rank = tuple[bool, bool, int, int, int]


def day_of(scene: Scene, flyer: FlyingObject, at: Mark) -> Day | None:
    """The day of the incident that the words `at` report of an object."""
    text, sentence = scene.text, scene.sentence
    within = reach.NOUN_DAY if is_noun(sentence, at) else reach.DAY
    places = (at, *(mark for mark in sentence.of("airspace") if mark.first >= at.first))
    is_answered = _is_answered(sentence, at)
    own_times = sentence.of("own_time")  # "over the weekend": another day is that of a statement
    found = [
        day
        for day in days(text, sentence)
        if day.precision <= MONTH
        and (day.is_explicit or not sentence.has("same_time"))
        and min(gap(day, place) for place in places) <= within
        and (sentence.has("day_before") or not is_said(text, sentence, day))
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


def date_by_context(text: AnnotatedText, incidents: Incidents) -> None:
    """Date violations by the sentences around them: "The incident happened on Friday"."""
    taken = {each.sentence.index for each in incidents.in_order() if each.day is not None}
    for incident in incidents.undated_violations():
        at = incident.sentence.index
        near = text.sentences[max(0, at - reach.DAY_SENTENCES) : at + reach.DAY_SENTENCES + 1]
        found = [
            each
            for sentence in near
            if sentence.index not in taken
            for each in _days_around(text, incident, sentence)
        ]
        if found:
            incident.day = min(found, key=lambda each: each[0])[1]


def _days_around(
    text: AnnotatedText, incident: Incident, sentence: Sentence
) -> Iterator[tuple[_Rank, Day]]:
    """The days of a sentence that may be that of an incident, each with its rank.

    Days of the event come before those of statements, sentences about it before others.
    """
    if is_earlier(sentence) or sentence.has("own_time") or sentence.has("apart"):
        return
    away = sentence.index - incident.sentence.index
    if _is_elsewhere(incident, sentence) or not (away or _is_fresh(incident)):
        return
    is_about = _is_about(sentence)
    for day in days(text, sentence):
        is_answer = is_said(text, sentence, day) or sentence.has("response", "protest")
        is_near = abs(away) <= reach.SAID_SENTENCES if is_answer else is_about and bool(away)
        if day.is_exact and (is_near or abs(away) == 1) and _is_recent(text, day):
            yield (is_answer, not is_about, abs(away), away, day.first), day


def _is_about(sentence: Sentence) -> bool:
    """Whether a sentence has words for an incident or for what is done against it at once."""
    return not _EVENT.isdisjoint(sentence.by_kind) or any(
        mark.value not in _ANSWERS for mark in sentence.of("response")
    )


def _is_elsewhere(incident: Incident, sentence: Sentence) -> bool:
    """Whether a sentence names another state that the war may have spilled over to."""
    named = {mark.value for mark in sentence.of("state")} - AT_WAR - SENDERS
    return bool(named) and incident.state not in named


def _is_recent(text: AnnotatedText, day: Day) -> bool:
    published = text.calendar.published_day
    return published is None or (published - day.start_on).days <= reach.NEWS_DAYS


def _is_fresh(incident: Incident) -> bool:
    """Whether a statement reports an incident as news: not "the drone that crashed was Russian"."""
    flyer, sentence = incident.flyer, incident.sentence
    is_known = flyer.count_first == flyer.first and any(
        mark.last == flyer.first for mark in sentence.of("article")
    )
    is_explained = any(mark.first == flyer.last for mark in sentence.of("who"))
    return not (is_known or is_explained or incident.is_recalled)


def _is_answered(sentence: Sentence, at: Mark) -> bool:
    """Whether a day before is that of an answer: "summoned on Wednesday over the violation"."""
    if not any(
        mark.value == "protest" and mark.last <= at.first for mark in sentence.of("response")
    ):
        return False
    return is_noun(sentence, at) or any(
        mark.last <= at.first for mark in sentence.of("talks_before")
    )


def is_earlier(sentence: Sentence) -> bool:
    """Whether a sentence recalls an earlier incident; "earlier today" is news."""
    return sentence.has("earlier") and not sentence.has("relative_day", "0")


def _day_earlier(day: Day) -> Day:
    before = day.start_on - timedelta(days=1)
    return replace(day, start=before.isoformat(), end=before.isoformat(), start_on=before)
