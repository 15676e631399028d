"""The first and last day of talks, as far as a sentence or its paragraph states them.

The day on which someone speaks about talks is not the day of the talks.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from pipelines.extraction.negotiations import reach
from pipelines.extraction.sentence.distance import follows
from pipelines.extraction.sentence.placing import Day, days, nearest_day
from pipelines.extraction.text.annotation import AnnotatedText, Sentence
from pipelines.extraction.text.lexicon import words

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
    nth = next((int(mark.value) for mark in sentence.of("second_day")), None)
    if day is None and nth is not None:
        day = _day_before(text, sentence)
    is_of_others = sentence.has("same_time") or _is_of_other_talks(sentence, day, at)
    if day is None or is_of_others:
        # Of several days none is said to be that of the talks.
        is_dated = any(not each.is_exact for each in days(text, sentence))
        is_past = is_of_others or is_dated or bool(event_days(text, sentence))
        return TalksDays(is_past=is_past)
    is_open = sentence.has("held", "open")
    if day.is_range:
        return TalksDays(day, day.start, day.end, is_open)
    # Only the end of two-day talks says when they began.
    spans = sentence.of("day_span") if sentence.has("ended") else []
    length = nth or next((int(mark.value) for mark in spans), 1)
    back = length - 1 if nth or not is_open else 0
    start = (day.start_on - timedelta(days=back)).isoformat()
    return TalksDays(day, start, None if is_open or nth == 1 else day.start, is_open)


def event_days(text: AnnotatedText, sentence: Sentence) -> list[Day]:
    """The days of a sentence that may be those of talks, in order.

    Days of statements ("officials said Monday") and of quoted speech are left out.
    """
    return [
        day
        for day in days(text, sentence)
        # "on the same day": that of another sentence.
        if (day.is_explicit or not sentence.has("same_time"))
        and day.is_exact
        and date.fromisoformat(day.end) - day.start_on <= reach.LONGEST_DAYS
        and not _is_quoted(text, sentence, day)
        and not _is_of_statement(text, sentence, day)
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
    """The last single day stated earlier in the same paragraph."""
    for earlier in reversed(text.sentences[: sentence.index]):
        if earlier.paragraph != sentence.paragraph:
            return None
        found = [day for day in days(text, earlier) if day.is_exact and not day.is_range]
        if found:
            return found[-1]
    return None


def _is_of_other_talks(sentence: Sentence, day: Day | None, at: int) -> bool:
    """Whether a day is that of other talks: "comes days after Putin met Witkoff on Tuesday"."""
    if day is None:
        return False
    nouns = sentence.of("talks", "met")
    low, high = sorted((at, day.first))
    return any(
        low < mark.first < high
        and any(noun.first < mark.first for noun in nouns)
        and any(mark.first < noun.first and noun.kind == "met" for noun in nouns)
        for mark in sentence.of("talks_before")
    )


def _is_quoted(text: AnnotatedText, sentence: Sentence, day: Day) -> bool:
    """Whether "today" is in a quotation, where it is the day of the one who speaks."""
    relative = {mark.first for mark in sentence.of("relative_day")}
    is_relative = any(index in relative for index in range(day.first, day.last))
    return is_relative and text.tokens[sentence.first].norm in _OPENING_QUOTES


def _is_of_statement(text: AnnotatedText, sentence: Sentence, day: Day) -> bool:
    """Whether a statement was made on a day: "said Monday", "told reporters on Monday that"."""
    after = text.tokens[day.last].norm if day.last < sentence.last else ""
    within = reach.SAID_THAT if after in words("that_word", text.lang) else reach.SAID
    return any(
        follows(day, mark, within) or mark.first == day.last
        for mark in sentence.of("said", "statement")
    )
