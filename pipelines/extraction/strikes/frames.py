"""The time of the attack that consecutive sentences report.

A `Frame` applies until a sentence states another time. Sentences without an event are recognised
in `background`.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from pipelines.extraction.sentence.distance import follows
from pipelines.extraction.strikes import reach
from pipelines.extraction.text.annotation import AnnotatedText, Sentence
from pipelines.extraction.text.when import DAY, When

_INVASION = date(2022, 2, 24)
_SHORTEST_NIGHT = timedelta(hours=7)
_ANY_DAY = date(2022, 1, 1)
_PRIORITY = ("night", "window", "daypart", "day24", "clock", "date", "range")


class FrameKey(NamedTuple):
    """Key by which frames belong to the same attack; times matter only for windows of hours."""

    kind: str
    end_on: date | None = None
    block: int = 0
    start_time: time | None = None
    end_time: time | None = None


@dataclass(slots=True)
class Frame:
    """The time of the attack that consecutive sentences report.

    `as_of` is the hour the text was written; `block` numbers the dated list a bulletin consists of,
    0 outside lists; `is_heading` is True for a date alone on its line until a count follows.
    """

    when: When | None
    as_of: When | None = None
    block: int = 0
    is_heading: bool = False

    def is_unused_block(self, when: When) -> bool:
        """Whether this is another date alone on its line that no count has followed."""
        return self.is_heading and when.end_on != self.night_of

    @property
    def night_of(self) -> date | None:
        """The date the attack ends on."""
        return self.when.end_on if self.when is not None else None

    @property
    def is_stated(self) -> bool:
        """Whether the text itself dates the attack, and not only its day of publication."""
        return (
            self.when is not None
            and self.when.end_on is not None
            and (self.when.last > self.when.first)
        )

    @property
    def key(self) -> FrameKey:
        """The key under which items of one attack are gathered."""
        when = self.when
        if when is None:
            return FrameKey("undated")
        if _is_of_hours(when) or (
            when.kind == "window" and when.is_explicit and not when.is_weekday
        ):
            return FrameKey("window", when.end_on, self.block, when.start_time, when.end_time)
        is_loose = when.kind != "day24" and not when.is_explicit
        is_near = when.kind == "night" or is_loose or when.is_weekday
        return FrameKey("near" if is_near else when.kind, when.end_on, self.block)


def _is_of_hours(when: When) -> bool:
    """Whether a window is shorter than a night, as "from 21:30 to 23:00" is."""
    if when.kind != "window" or when.start_time is None or when.end_time is None:
        return False
    start, end = (datetime.combine(_ANY_DAY, each) for each in (when.start_time, when.end_time))
    return timedelta() < (end - start) % timedelta(days=1) < _SHORTEST_NIGHT


class StatedTime(NamedTuple):
    """The time of the event that a sentence reports, and the hour the text was written."""

    when: When | None = None
    as_of: When | None = None


_NO_TIME = StatedTime()


def stated_time(sentence: Sentence, frame: Frame | None) -> StatedTime:
    """The times a sentence states, completed by the frame it follows."""
    if not sentence.whens or sentence.has("figure_end"):
        return _NO_TIME
    as_of = next((when for when in sentence.whens if when.kind == "as_of"), None)
    candidates = _candidates(sentence, frame)
    if not candidates:
        return StatedTime(as_of=as_of)
    best = min(candidates, key=lambda when: _PRIORITY.index(when.kind))
    if not best.is_explicit:
        best = _on_the_day_of_the_report(best, candidates)
    if not best.is_explicit and best.kind in ("clock", "window") and frame is not None:
        return _under_date(best, frame)
    if best.end_on is None and frame is not None and frame.night_of is not None:
        return StatedTime(as_of=as_of)
    return StatedTime(best, as_of)


def publication_frame(text: AnnotatedText) -> Frame:
    """The day of publication, where nothing else dates an event; undated if it is unknown."""
    day = text.calendar.published_day
    if day is None:
        return Frame(None)
    return Frame(When("date", 0, 0, day, day, DAY, text.calendar.zone, is_explicit=False))


def with_hours(frame: Frame, other: Frame) -> Frame:
    """The body's "з 18:00" completes a headline that names the same night without hours."""
    when, stated = frame.when, other.when
    if when is not None and not frame.is_stated and frame.night_of == other.night_of:
        # The headline names no date: until here it had the day of publication.
        return replace(frame, when=stated)
    if when is None or stated is None or when.kind != "night" or stated.kind != "night":
        return frame
    if when.start_time is not None or stated.start_time is None or when.end_on != stated.end_on:
        return frame
    return replace(frame, when=stated)


def is_of_the_report(sentence: Sentence, when: When) -> bool:
    """Whether a date is that of the report: "the air force wrote on Jan. 15"."""
    return when.kind == "date" and any(
        follows(when, said, reach.REPORT_DATE) for said in sentence.of("said")
    )


def _candidates(sentence: Sentence, frame: Frame | None) -> list[When]:
    """Times of events; a date of the report does not repeat the frame's day.

    Texts name the day of the full-scale invasion to say how long the war has lasted.
    """
    found = [when for when in sentence.whens if when.kind in _PRIORITY and when.end_on != _INVASION]
    if frame is None or frame.when is None:
        return found
    return [
        when for when in found
        if when.end_on != frame.night_of or not is_of_the_report(sentence, when)
    ]  # fmt: skip


def _on_the_day_of_the_report(when: When, candidates: list[When]) -> When:
    """ "Overnight ..., the air force said on Friday": the day of the report is the night's."""
    dated = [
        one for one in candidates
        if one.kind in ("date", "range", "daypart") and one.is_explicit and one.end_on
    ]  # fmt: skip
    day = dated[-1].end_on if dated else None
    if day is None:
        return when
    start = day - timedelta(days=1) if when.kind == "night" else day
    return when._replace(
        start_on=start, end_on=day, is_explicit=True, is_weekday=dated[-1].is_weekday
    )


def _under_date(clock: When, frame: Frame) -> StatedTime:
    """A time alone on its line takes the date above it: a window, or the hour it was written."""
    when = frame.when
    if when is None:
        return StatedTime(clock)
    if when.end_on is None:
        # The hour the report was written at, under a night whose date is unknown.
        is_hour = clock.kind == "clock"
        return StatedTime(as_of=clock._replace(kind="as_of")) if is_hour else StatedTime(clock)
    if clock.kind == "clock":
        return StatedTime(
            as_of=clock._replace(kind="as_of", start_on=when.end_on, end_on=when.end_on)
        )
    if when.start_time is not None and not _is_of_hours(clock):
        return StatedTime()
    start = when.end_on
    if clock.start_time and clock.end_time and clock.end_time < clock.start_time:
        start = when.end_on - timedelta(days=1)
    return StatedTime(clock._replace(start_on=start, end_on=when.end_on, is_explicit=True))
