"""The first and last day of talks, as far as a sentence or its paragraph states them.

The day on which someone speaks about talks is not the day of the talks.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from pipelines.extraction.negotiations import reach
from pipelines.extraction.sentence.distance import follows
from pipelines.extraction.sentence.placing import (
    Day,
    apart_from_days,
    days,
    is_said,
    nearest_day,
)
from pipelines.extraction.text.annotation import AnnotatedText, Sentence

_OPENING_QUOTES = frozenset('“"«„')


@dataclass(frozen=True, slots=True)
class TalksDays:
    """First and last day, ISO 8601, with the `day` they come from; all None if not stated.

    `is_open` says that the talks began and no end is reported, `is_past` that the sentence has days
    but none that is the day of these talks.
    """

    day: Day | None = None
    start: str | None = None
    end: str | None = None
    is_open: bool = False
    is_past: bool = False


def talks_days(text: AnnotatedText, sentence: Sentence, at: int) -> TalksDays:
    """The days of the talks named at token `at`."""
    day = _nearest_event_day(text, sentence, at)
    if day is None and sentence.has("second_day"):
        day = _day_before(text, sentence)
    if day is not None:
        low, high = sorted((at, day.first))
        if not any(low < mark.first < high for mark in sentence.of("apart")):
            return _span(sentence, day)
    # "Comes days after Putin met Witkoff on Tuesday", or none of several days is that of the talks.
    is_past = any(not each.is_exact for each in days(text, sentence))
    return TalksDays(is_past=day is not None or is_past or bool(event_days(text, sentence)))


def _span(sentence: Sentence, day: Day) -> TalksDays:
    """The first and last day of talks of which a sentence states one."""
    is_open = sentence.has("held", "open")
    if day.is_range:
        return TalksDays(day, day.start, day.end, is_open)
    # Only the end of two-day talks says when they began.
    nth = next((int(mark.value) for mark in sentence.of("second_day")), None)
    spans = sentence.of("day_span") if sentence.has("ended") else []
    length = nth or next((int(mark.value) for mark in spans), 1)
    back = length - 1 if nth or not is_open else 0
    start = (day.start_on - timedelta(days=back)).isoformat()
    return TalksDays(day, start, None if is_open or nth == 1 else day.start, is_open)


def days_around(text: AnnotatedText, talks: Sentence, taken: Collection[int]) -> TalksDays | None:
    """The days of talks by the sentences around the one that names them, but those in `taken`.

    The day of a statement is that of talks which are under way or have just ended.
    """
    found: list[tuple[tuple[bool, int, int], Sentence, Day]] = []
    is_new = talks.has("held", "open") or talks.has("ended")
    at = talks.index
    near = text.sentences[max(0, at - reach.DATED_SENTENCES) : at + reach.DATED_SENTENCES + 1]
    for sentence in near:
        away = sentence.index - at
        if sentence.index in taken or apart_from_days(sentence, "future_talks"):
            continue
        if away and sentence.has("talks") | sentence.has("met"):
            found += [
                ((False, abs(away), away), sentence, day) for day in event_days(text, sentence)
            ]
        if is_new and abs(away) <= 1:
            found += [
                ((True, abs(away), away), talks, day)
                for day in days(text, sentence)
                if day.is_exact and is_said(text, sentence, day)
            ]
    _, sentence, day = min(found, key=lambda each: each[0], default=(None, None, None))
    return _span(sentence, day) if sentence is not None and day is not None else None


def event_days(text: AnnotatedText, sentence: Sentence) -> list[Day]:
    """The days of a sentence that may be those of talks, in order.

    Days of statements ("officials said Monday") and of quoted speech are left out.
    """
    plans = apart_from_days(sentence, "future_talks")
    return [
        day
        for day in days(text, sentence)
        # "on the same day": that of another sentence.
        if (day.is_explicit or not sentence.has("same_time"))
        and day.is_exact
        and date.fromisoformat(day.end) - day.start_on <= reach.LONGEST_DAYS
        and not _is_quoted(text, sentence, day)
        and not is_said(text, sentence, day)
        and not any(follows(day, plan, reach.PLANNED) for plan in plans)
    ]


def _nearest_event_day(text: AnnotatedText, sentence: Sentence, at: int) -> Day | None:
    """The day nearest to token `at`, a venue or the talks; of several only one close by."""
    found = event_days(text, sentence)
    day = nearest_day(found, at)
    if day is None or len({each.start for each in found}) == 1:
        return day
    is_close = abs(day.first - at) <= reach.DAY or abs(day.last - at) <= reach.DAY
    return day if is_close and not sentence.has("ended") else None


def _day_before(text: AnnotatedText, sentence: Sentence) -> Day | None:
    """The last single day stated before a sentence in its paragraph."""
    before = [
        each for each in text.sentences[: sentence.index] if each.paragraph == sentence.paragraph
    ]
    found = [
        day for each in before for day in days(text, each) if day.is_exact and not day.is_range
    ]
    return found[-1] if found else None


def _is_quoted(text: AnnotatedText, sentence: Sentence, day: Day) -> bool:
    """Whether "today" is in a quotation, where it is the day of the one who speaks."""
    relative = {mark.first for mark in sentence.of("relative_day")}
    is_relative = any(index in relative for index in range(day.first, day.last))
    return is_relative and text.tokens[sentence.first].norm in _OPENING_QUOTES
