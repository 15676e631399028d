"""Assigns a day to each group: stated next to it, in a sentence before it, or pending.

`settle` gives a pending group the only day of its text. Planned exchanges, and those on a day that
the text does not state, get no placement.
"""

from dataclasses import dataclass

from pipelines.extraction.exchanges import reach
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


@dataclass(frozen=True, slots=True)
class TextDays:
    """Days of a text outside the sentence of a figure.

    `exchanges` holds the days of exchanges and `stated` the only day of a sentence, by the index of
    the sentence; `is_digest` marks a summary of the day it was published.
    """

    exchanges: dict[int, Day]
    stated: dict[int, Day]
    is_digest: bool


@dataclass(frozen=True, slots=True)
class Placement:
    """The day of a group; without a day it is news, or pending until the text states a day."""

    day: Day | None
    is_pending: bool = False


def text_days(text: AnnotatedText) -> TextDays:
    """The days of a text, by sentence."""
    stated = {
        sentence.index: next(iter(found.values()))
        for sentence in text.sentences
        if not any(when.kind in ("window", "range") for when in sentence.whens)
        if (found := {day.start: day for day in days(text, sentence) if day.is_exact})
        if len(found) == 1
    }
    is_digest = any(sentence.has("digest_day") for sentence in text.sentences[:2])
    return TextDays(_exchange_days(text), stated, is_digest)


def placement(
    text: AnnotatedText, sentence: Sentence, group: Group, known: TextDays
) -> Placement | None:
    """When a group was exchanged; None for plans and for days that the text does not state."""
    earlier = _exchange_day_before(sentence, known)
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
        before = [day for index, day in known.stated.items() if index < sentence.index]
        return Placement(before[-1] if before else None)
    if sentence.has("earlier_exchange"):
        return None
    if earlier is not None:
        return Placement(earlier)
    day = text.calendar.published_day
    if known.is_digest and day is not None:
        at = sentence.first
        return Placement(Day(day.isoformat(), day.isoformat(), DAY, at, at, day))
    # The people given in return are the same news as those received.
    is_early = sentence.index < reach.NEWS_SENTENCES or sentence.has("in_return")
    return Placement(None, is_pending=not is_early)


def _is_known_group(text: AnnotatedText, sentence: Sentence, group: Group) -> bool:
    """Whether people reported before come up again: "The 75 soldiers arrived on June 1"."""
    return text.lang == "en" and any(
        mark.last == group.first and text.tokens[mark.first].norm == "the"
        for mark in sentence.of("article")
    )


def _stated_day(text: AnnotatedText, sentence: Sentence, group: Group) -> Day | None:
    """The day stated with a group; a month or a year only right beside it."""
    found = [
        day
        for day in _own_days(text, sentence)
        if (day.is_exact or follows(day, group, reach.MONTH) or follows(group, day, reach.MONTH))
        and not _is_apart(sentence, group, day)
    ]
    return nearest_day(found, group.first)


def _own_days(text: AnnotatedText, sentence: Sentence) -> list[Day]:
    """The days of a sentence without those of another event: "an agreement reached on July 23"."""
    return days_not_after(days(text, sentence), sentence.of("other_event", "other_day"))


def _is_apart(sentence: Sentence, group: Group, day: Day) -> bool:
    """Whether a day is not the group's: "two on Friday, a day after eight were freed"."""
    low, high = sorted((day.first, group.first))
    return any(low < mark.first < high for mark in sentence.of("apart"))


def _exchange_day_before(sentence: Sentence, known: TextDays) -> Day | None:
    """The day of an exchange reported in one of the sentences just before."""
    for index in range(sentence.index - 1, sentence.index - 1 - reach.EARLIER_SENTENCES, -1):
        if index in known.exchanges:
            return known.exchanges[index]
    return None


def _exchange_days(text: AnnotatedText) -> dict[int, Day]:
    """The days of exchanges by the sentence that states them."""
    dated: dict[int, Day] = {}
    for sentence in text.sentences:
        is_act = sentence.has("exchange_event") or sentence.has("exchange_verb")
        is_reported = sentence.has("this_was") and sentence.index <= reach.REPORTED_SENTENCES
        if not (is_act or is_reported):
            continue
        if is_planned(text, sentence):
            continue
        found = [
            day
            for day in _own_days(text, sentence)
            if day.is_exact and (day.is_explicit or not sentence.has("same_time"))
        ]
        kinds = ("exchange_cue", "exchange_event", "people")
        if found and (is_reported or any(sentence.has(kind) for kind in kinds)):
            dated[sentence.index] = found[0]
    return dated
