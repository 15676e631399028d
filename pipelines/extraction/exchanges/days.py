"""Assigns a day to each group: stated next to it, in a sentence before it, or pending.

`settle` gives a pending group the only day of its text. Planned exchanges, and those on a day that
the text does not state, get no placement.
"""

from collections.abc import Mapping

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

_CAPTURE = 1  # "whom on April 18 (they) captured"
_EARLIER_SENTENCES = 3  # a figure takes the day of an exchange reported just before
_NEWS_SENTENCES = 8  # an undated figure is news near the top: headlines, first paragraphs


def placement(
    text: AnnotatedText, sentence: Sentence, group: Group, exchange_days: Mapping[int, Day | None]
) -> tuple[Day | None, bool] | None:
    """The day of a group, and whether without one it is no news unless the text has only one day.

    None for plans and for days that the text does not state.
    """
    before = range(sentence.index - 1, sentence.index - 1 - _EARLIER_SENTENCES, -1)
    at = next((at for at in before if at in exchange_days), None)
    earlier = None if at is None else exchange_days[at]
    stated = _stated_day(text, sentence, group)
    is_later = earlier is not None and (stated is None or stated.start >= earlier.start)
    # "The 75 soldiers arrived on June 1": people reported before.
    is_known = group.first > sentence.first and text.tokens[group.first - 1].norm == "the"
    if is_later and is_known:
        return earlier, False
    if stated is not None and (stated.is_explicit or not sentence.has("same_time")):
        return stated, False
    is_unknown = at is not None and earlier is None
    is_former = is_unknown or sentence.of("apart", "earlier_exchange", "former_exchange")
    # "In early January 248 came home": a day of its own that the text does not state.
    months = (
        (mark.last <= group.first or follows(mark, group, 1))
        and not any(w.kind != "month" and w.first <= mark.first < w.last for w in sentence.whens)
        for mark in sentence.of("month")
    )
    if is_former or has_future_day(text, sentence) or any(months):
        return None
    if sentence.has("same_time"):
        return _day_before(text, sentence), False
    if earlier is not None:
        return earlier, False
    day = text.calendar.published_day
    if day is not None and any(opening.has("digest_day") for opening in text.sentences[:2]):
        return Day(str(day), str(day), DAY, sentence.first, sentence.first, day), False
    # The people given in return are the same news as those received; "15 March" in a text without
    # a year is stated, though no calendar has it.
    is_stated = sentence.has("in_return") or any(when.start_on is None for when in sentence.whens)
    return None, sentence.index >= _NEWS_SENTENCES and not is_stated


def exchange_days(text: AnnotatedText) -> dict[int, Day | None]:
    """The days of exchanges by the sentence that states them; None for "last month"."""
    dated: dict[int, Day | None] = {}
    for sentence in text.sentences:
        is_event = sentence.has("exchange_event")
        is_act = sentence.has("exchange_verb") and sentence.of("exchange_cue", "people")
        # "Officials reported this on 5 February" dates the news at the top.
        is_reported = sentence.has("this_was") and sentence.index <= _NEWS_SENTENCES
        if is_event or is_act or is_reported:
            own = _own_days(text, sentence)
            found = [day for day in own if day.is_exact]
            if found and not has_words(text, sentence, "plan"):
                dated[sentence.index] = found[0]
            elif not found and is_event and (own or sentence.has("former_exchange")):
                dated[sentence.index] = None
    return dated


def _stated_day(text: AnnotatedText, sentence: Sentence, group: Group) -> Day | None:
    """The day stated with a group, without "a day after" between them."""
    found: list[Day] = []
    for day in _own_days(text, sentence):
        low, high = sorted((day.first, group.first))
        is_apart = any(low < mark.first < high for mark in sentence.of("apart"))
        if day.is_exact and not (day.is_range or is_apart):
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
