"""Assigns a day to each group: stated next to it, in a sentence before it, or pending.

`settle` gives a pending group the only day of its text. Planned exchanges, and those on a day that
the text does not state, get no placement.
"""

from dataclasses import dataclass

from pipelines.extraction.exchanges.directions import is_planned
from pipelines.extraction.exchanges.people import Group
from pipelines.extraction.sentence.distance import follows
from pipelines.extraction.sentence.placing import (
    Day,
    days,
    days_not_after,
    has_future_day,
    nearest_day,
)
from pipelines.extraction.text.annotation import AnnotatedText, Sentence
from pipelines.extraction.text.when import DAY

_MONTH = 5  # a month or a year dates a figure only in its own phrase
_EARLIER_SENTENCES = 3  # a figure takes the day of an exchange reported just before
_NEWS_SENTENCES = 6  # an undated figure is news near the top: headlines, first paragraphs


@dataclass(frozen=True, slots=True)
class Placement:
    """The day of a group; without a day it is news, or pending until the text states a day."""

    day: Day | None
    is_pending: bool = False


def placement(
    text: AnnotatedText, sentence: Sentence, group: Group, exchange_days: dict[int, Day]
) -> Placement | None:
    """When a group was exchanged; None for plans and for days that the text does not state."""
    before = range(sentence.index - 1, sentence.index - 1 - _EARLIER_SENTENCES, -1)
    earlier = next((exchange_days[at] for at in before if at in exchange_days), None)
    if earlier is not None and _is_known_group(text, sentence, group):
        return Placement(earlier)
    stated = _stated_day(text, sentence, group)
    if stated is not None and (stated.is_explicit or not sentence.has("same_time")):
        return None if stated.is_range else Placement(stated)
    if has_future_day(text, sentence) or sentence.has("apart"):
        return None
    if any(mark.last <= group.first for mark in sentence.of("month")):
        # "In early January 248 came home": a day of its own that the text does not state.
        return None
    if sentence.has("same_time"):
        return Placement(_day_before(text, sentence))
    if sentence.has("earlier_exchange"):
        return None
    if earlier is not None:
        return Placement(earlier)
    day = text.calendar.published_day
    if day is not None and any(opening.has("digest_day") for opening in text.sentences[:2]):
        at = sentence.first
        return Placement(Day(day.isoformat(), day.isoformat(), DAY, at, at, day))
    # The people given in return are the same news as those received.
    is_early = sentence.index < _NEWS_SENTENCES or sentence.has("in_return")
    return Placement(None, is_pending=not is_early)


def exchange_days(text: AnnotatedText) -> dict[int, Day]:
    """The days of exchanges by the sentence that states them."""
    dated: dict[int, Day] = {}
    for sentence in text.sentences:
        is_act = sentence.has("exchange_event") or sentence.has("exchange_verb")
        is_of_people = sentence.has("exchange_cue") or sentence.has("people")
        # "Officials reported this on 5 February" dates the news at the top.
        is_reported = sentence.has("this_was") and sentence.index <= _NEWS_SENTENCES
        if not (is_reported or (is_act and (is_of_people or sentence.has("exchange_event")))):
            continue
        found = [
            day
            for day in _own_days(text, sentence)
            if day.is_exact and (day.is_explicit or not sentence.has("same_time"))
        ]
        if found and not is_planned(text, sentence):
            dated[sentence.index] = found[0]
    return dated


def _is_known_group(text: AnnotatedText, sentence: Sentence, group: Group) -> bool:
    """Whether people reported before come up again: "The 75 soldiers arrived on June 1"."""
    is_definite = text.tokens[group.first - 1].norm == "the"
    return text.lang == "en" and group.first > sentence.first and is_definite


def _stated_day(text: AnnotatedText, sentence: Sentence, group: Group) -> Day | None:
    """The day stated with a group; a month or a year only right beside it.

    A day is not the group's where "a day after" is between them.
    """
    found: list[Day] = []
    for day in _own_days(text, sentence):
        low, high = sorted((day.first, group.first))
        is_apart = any(low < mark.first < high for mark in sentence.of("apart"))
        is_near = follows(day, group, _MONTH) or follows(group, day, _MONTH)
        if not is_apart and (day.is_exact or is_near):
            found.append(day)
    return nearest_day(found, group.first)


def _own_days(text: AnnotatedText, sentence: Sentence) -> list[Day]:
    """The days of a sentence without those of another event: "an agreement reached on July 23"."""
    return days_not_after(days(text, sentence), sentence.of("other_event", "other_day"))


def _day_before(text: AnnotatedText, sentence: Sentence) -> Day | None:
    """The last exact day that a sentence before states: that of "on the same day"."""
    for before in reversed(text.sentences[: sentence.index]):
        found = [day for day in days(text, before) if day.is_exact]
        if len({day.start for day in found}) == 1:
            return found[0]
    return None
