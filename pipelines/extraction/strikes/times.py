"""The time columns of a claim: window, night, period and precision."""

from datetime import datetime, timedelta

from pipelines.extraction.strikes.frames import Frame
from pipelines.extraction.text.when import KYIV, When
from pipelines.vocabulary import windows

_NAMED_PERIODS = {"night": "night", "day24": "day24", "daypart": "day"}


def time_columns(frame: Frame) -> dict[str, object]:
    """Window with zones, night, period and precision of a frame; nulls if it is undated."""
    when = frame.when
    if when is None:
        return {
            "window_start_at": None, "window_end_at": None, "night_of": None,
            "period": "unknown", "time_precision": None,
        }  # fmt: skip
    start_at = when.start_at() if when.kind != "clock" else None
    end_at = _end_at(when, frame.as_of)
    return {
        "window_start_at": start_at,
        "window_end_at": end_at,
        "night_of": when.end_on,
        "period": _period(when, start_at, end_at),
        "time_precision": when.precision if when.end_on else None,
    }


def period_of(start_at: datetime | None, end_at: datetime) -> str:
    """night, day, day24 or unknown, by the rules of vocabulary/windows.py for one window."""
    end = end_at.astimezone(KYIV)
    if start_at is None:
        return "night" if _hour(end) <= windows.NOON else "unknown"
    start = start_at.astimezone(KYIV)
    hours = (end_at - start_at) / timedelta(hours=1)
    if not 0 <= hours <= windows.DAYS_HOURS:
        return "unknown"
    if hours >= windows.DAY24_HOURS:
        return "day24"
    if start.date() != end.date():
        return "night" if _hour(end) <= windows.LATEST_NIGHT_END else "day24"
    if _hour(start) >= windows.EVENING:
        return "night"
    if _hour(start) < windows.MORNING and _hour(end) <= windows.NOON:
        return "night"
    return "day24" if _hour(start) < windows.DAWN else "day"


def _end_at(when: When, as_of: When | None) -> datetime | None:
    """The end of a window; where none is stated, the hour the text was written."""
    end_at = when.end_at() if when.kind != "clock" else None
    if end_at is not None and when.part == "to_midnight":
        return end_at + timedelta(days=1)
    if end_at is None and as_of is not None and when.kind in ("night", "date", "window"):
        return as_of._replace(end_on=when.end_on).end_at()
    return end_at


def _period(when: When, start_at: datetime | None, end_at: datetime | None) -> str:
    """The period a text names, else that of its hours."""
    if when.kind in _NAMED_PERIODS:
        return _NAMED_PERIODS[when.kind]
    if when.kind != "window" or end_at is None:
        return "unknown"
    return period_of(start_at, end_at)


def _hour(local: datetime) -> float:
    """Hours since the local midnight, with the minutes as a fraction."""
    return local.hour + local.minute / 60
