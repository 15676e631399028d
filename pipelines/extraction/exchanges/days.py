"""Assigns a day to each group: stated next to it, in a sentence before it, or pending.

`settle` gives a pending group the only day of its text. Planned exchanges, and those on a day that
the text does not state, get no placement.
"""

from dataclasses import dataclass

from pipelines.extraction.exchanges.directions import has_words
from pipelines.extraction.exchanges.people import Group
from pipelines.extraction.sentence.distance import clause_start, follows
from pipelines.extraction.sentence.placing import (
    Day,
    days,
    days_not_after,
    has_future_day,
    nearest_day,
)
from pipelines.extraction.text.annotation import AnnotatedText, Sentence
from pipelines.extraction.text.lexicon import words
from pipelines.extraction.text.when import DAY, YEAR

_MONTH = 5  # a month or a year dates a figure only in its own phrase
_CAPTURE = 1  # "whom on April 18 (they) captured"
_UNKNOWN_SENTENCES = 2  # figures of "the exchange of last month" follow at once
_EARLIER_SENTENCES = 3  # a figure takes the day of an exchange reported just before
_NEWS_SENTENCES = 8  # an undated figure is news near the top: headlines, first paragraphs


@dataclass(frozen=True, slots=True)
class Placement:
    """The day of a group; without a day it is news, or pending until the text states a day."""

    day: Day | None
    is_pending: bool = False


def placement(
    text: AnnotatedText, sentence: Sentence, group: Group, exchange_days: dict[int, Day | None]
) -> Placement | None:
    """When a group was exchanged; None for plans and for days that the text does not state."""
    before = range(sentence.index - 1, sentence.index - 1 - _EARLIER_SENTENCES, -1)
    at = next((at for at in before if at in exchange_days), sentence.index)
    earlier = exchange_days.get(at) if at < sentence.index else None
    stated = _stated_day(text, sentence, group)
    is_later = stated is None or earlier is None or stated.start >= earlier.start
    if earlier is not None and is_later and _is_known_group(text, sentence, group):
        return Placement(earlier)
    if stated is not None and (stated.is_explicit or not sentence.has("same_time")):
        return Placement(stated)
    if has_future_day(text, sentence) or sentence.has("apart"):
        return None
    days_stated = [when for when in sentence.whens if when.kind != "month"]
    if any(
        mark.last <= group.first and not any(w.first <= mark.first < w.last for w in days_stated)
        for mark in sentence.of("month")
    ):
        # "In early January 248 came home": a day of its own that the text does not state.
        return None
    if sentence.has("same_time"):
        return Placement(_day_before(text, sentence))
    is_of_unknown_day = at < sentence.index <= at + _UNKNOWN_SENTENCES and earlier is None
    if sentence.has("earlier_exchange") or sentence.has("former_exchange") or is_of_unknown_day:
        return None
    if earlier is not None:
        return Placement(earlier)
    day = text.calendar.published_day
    if day is not None and any(opening.has("digest_day") for opening in text.sentences[:2]):
        at = sentence.first
        return Placement(Day(day.isoformat(), day.isoformat(), DAY, at, at, day))
    # The people given in return are the same news as those received.
    is_early = sentence.index < _NEWS_SENTENCES or sentence.has("in_return")
    # "15 March" in a text without a year: stated, though no calendar has it.
    is_early = is_early or any(when.start_on is None for when in sentence.whens)
    return Placement(None, is_pending=not is_early)


def exchange_days(text: AnnotatedText) -> dict[int, Day | None]:
    """The days of exchanges by the sentence that states them; None for "last month"."""
    dated: dict[int, Day | None] = {}
    for sentence in text.sentences:
        is_act = sentence.has("exchange_event") or sentence.has("exchange_verb")
        is_of_people = sentence.has("exchange_cue") or sentence.has("people")
        # "Officials reported this on 5 February" dates the news at the top.
        is_reported = sentence.has("this_was") and sentence.index <= _NEWS_SENTENCES
        if not (is_reported or (is_act and (is_of_people or sentence.has("exchange_event")))):
            continue
        own = _own_days(text, sentence)
        found = [
            day
            for day in own
            if day.is_exact and (day.is_explicit or not sentence.has("same_time"))
        ]
        if found and not has_words(text, sentence, "plan"):
            dated[sentence.index] = found[0]
        elif (
            not found
            and sentence.has("exchange_event")
            and (own or sentence.has("former_exchange"))
        ):
            dated[sentence.index] = None
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
        if not is_apart and (is_near or (day.is_exact and not day.is_range)):
            found.append(day)
    return nearest_day(found, group.first)


def _own_days(text: AnnotatedText, sentence: Sentence) -> list[Day]:
    """The days of a sentence without those of another event: "an agreement reached on July 23".

    A year dates no exchange.
    """
    behind = sentence.of("other_day_behind")
    others = [*sentence.of("other_event", "other_day"), *behind]
    return [
        day
        for day in days_not_after(days(text, sentence), others)
        if day.precision < YEAR
        and text.tokens[day.first].norm not in words("held_since", text.lang)
        and not any(follows(mark, day, _CAPTURE) for mark in behind)
        and not _is_since(text, sentence, day)
    ]


def _is_since(text: AnnotatedText, sentence: Sentence, day: Day) -> bool:
    """Whether a day ends a clause with "since": "the first since the attack on August 6"."""
    start = clause_start(text, sentence, day.first)
    return any(start <= mark.first <= day.first for mark in sentence.of("since_clause"))


def _day_before(text: AnnotatedText, sentence: Sentence) -> Day | None:
    """The last exact day that a sentence before states: that of "on the same day"."""
    for before in reversed(text.sentences[: sentence.index]):
        found = [day for day in days(text, before) if day.is_exact]
        if len({day.start for day in found}) == 1:
            return found[0]
    return None
