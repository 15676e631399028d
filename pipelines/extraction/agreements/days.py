"""Assigns a day to each change of a sentence; each day belongs to at most one change."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.extraction.agreements import reach
from pipelines.extraction.sentence.distance import follows
from pipelines.extraction.sentence.placing import Day, days, days_not_after
from pipelines.extraction.text.annotation import AnnotatedText, Sentence
from pipelines.extraction.text.lexicon import Mark
from pipelines.extraction.text.when import DAY, YEAR


@dataclass(frozen=True, slots=True)
class DatedStatus:
    """A verb of change (a mark of kind `status`) with its day."""

    status: Mark
    day: Day


def stated_days(text: AnnotatedText, sentence: Sentence) -> list[Day]:
    """The days of a sentence and those after "since"; an "until" is the term, not a change."""
    untils = {index for mark in sentence.of("until") for index in (mark.first, mark.last)}
    found = [day for day in days(text, sentence) if day.first not in untils]
    for when in sentence.whens:
        if when.kind == "since" and when.start_on is not None:
            is_year = when.start_on != when.end_on and when.start_on.month == when.start_on.day == 1
            stated = f"{when.start_on:%Y}" if is_year else when.start_on.isoformat()
            precision = YEAR if is_year else DAY
            found.append(Day(stated, stated, precision, when.first, when.last, when.start_on))
    return found


def dated(sentence: Sentence, statuses: Sequence[Mark], stated: Sequence[Day]) -> list[DatedStatus]:
    """Each change with the day right after it, else with the nearest day that is left."""
    # "introduced on March 18, has ended": the day is that of another verb.
    free = days_not_after(stated, sentence.of("other_event"))
    found: list[DatedStatus] = []
    left: list[Mark] = []
    for status in statuses:
        after = next((day for day in free if follows(day, status, reach.DAY_AFTER)), None)
        if after is not None:
            found.append(DatedStatus(status, after))
            free.remove(after)
        else:
            left.append(status)
    plans = sentence.of("not_changed")
    for status in left:
        nearest = min(free, key=lambda day: abs(day.first - status.first), default=None)
        if nearest is None or abs(nearest.first - status.first) > reach.DAY:
            continue
        # "was extended, but is due to expire on Monday": the day is that of the plan.
        if not any(status.last <= plan.first < nearest.first for plan in plans):
            found.append(DatedStatus(status, nearest))
    return found


def day_of_statement(text: AnnotatedText, sentence: Sentence) -> Day | None:
    """The one day of the next sentence, where it dates who speaks: "Speaking on 17 July, ..."."""
    if sentence.index + 1 >= len(text.sentences):
        return None
    after = text.sentences[sentence.index + 1]
    stated = [day for day in days(text, after) if day.is_exact and day.is_explicit]
    is_one = len({day.start for day in stated}) == 1 and after.has("telling")
    return stated[0] if is_one else None
