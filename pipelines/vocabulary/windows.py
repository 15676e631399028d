"""Rules for attack windows: their night, the part of the day they cover, and their precision.

A bulletin covers roughly 18:00 to 08:00 in Kyiv and is named by the date on which it ends, so a
night is not a calendar date: a report on one evening belongs to the night that ends on the next
date. The rules use only the hours. Which figures overlap does not belong here (sql/strikes/).
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import polars as pl

KYIV = "Europe/Kyiv"

EVENING, MORNING = 18, 8
"""Kyiv hours at which a bulletin's night begins and ends."""

DAWN, NOON = 6, 12
"""A window from before dawn to after noon covers night and day; if it ends by noon, only night."""

LATEST_NIGHT_END = 15
"""Latest hour at which the bulletin of a night ends: the longest attacks continue into the day."""

DAY24_HOURS, DAYS_HOURS = 20, 30
"""A window of 20 to 30 hours covers one day; a longer one covers no single day."""

WEEK_DAYS, MONTH_DAYS, YEAR_DAYS = 7, 28, 365
"""Dates in a window, both ends included, from which its precision is week, month or year."""


@dataclass(frozen=True)
class Window:
    """Start and end of windows: UTC moments, null for a date alone, and Kyiv dates, never null."""

    start_at: pl.Expr
    end_at: pl.Expr
    start_on: pl.Expr
    end_on: pl.Expr


def night_of(span: Window) -> pl.Expr:
    """Date that names the window's night or day; null for a week or longer.

    This is the date on which the window ends in Kyiv. A window from 18:00 or later that ends before
    midnight is a part of the night that ends on the next date.
    """
    ends_on = pl.when(_is_evening(span)).then(span.end_on.dt.offset_by("1d")).otherwise(span.end_on)
    return pl.when(_days(span) < WEEK_DAYS).then(ends_on)


def night_of_evening(start_at: datetime, end_at: datetime) -> date | None:
    """Night to which one evening belongs that is over by midnight; None for any other window."""
    start, end = start_at.astimezone(ZoneInfo(KYIV)), end_at.astimezone(ZoneInfo(KYIV))
    midnight = start.replace(hour=0, minute=0) + timedelta(days=1)
    is_evening = start.hour >= EVENING and start <= end <= midnight
    return midnight.date() if is_evening else None


def period(span: Window) -> pl.Expr:
    """`night`, `day`, `day24` (night and day in one figure) or `unknown`; never null.

    | window (Kyiv)                                     | period  |
    |---------------------------------------------------|---------|
    | no hour at its end                                | unknown |
    | a date alone, to a morning hour of that date      | night   |
    | a date alone, to any later hour                   | unknown |
    | longer than 30 hours                              | unknown |
    | 20 to 30 hours                                    | day24   |
    | over midnight, to 15:00 at most                   | night   |
    | over midnight, to later                           | day24   |
    | from 18:00 or later, over before midnight         | night   |
    | from midnight or later but before 08:00, to noon  | night   |
    | from before 06:00, to after noon                  | day24   |
    | any other within one date                         | day     |
    """
    start, end = local(span.start_at), local(span.end_at)
    hours = (span.end_at - span.start_at).dt.total_minutes() / 60
    is_one_date = span.start_on == span.end_on
    ends_by_noon = _hour(end) <= NOON
    decided = (
        pl.when(span.end_at.is_null() | (span.end_on < span.start_on))
        .then(pl.lit("unknown"))
        .when(span.start_at.is_null())
        .then(_either(is_one_date & ends_by_noon, "night", "unknown"))
        .when((hours < 0) | (hours > DAYS_HOURS))
        .then(pl.lit("unknown"))
        .when(hours >= DAY24_HOURS)
        .then(pl.lit("day24"))
        .when(~is_one_date)
        .then(_either(_hour(end) <= LATEST_NIGHT_END, "night", "day24"))
        .when(_is_evening(span) | ((_hour(start) < MORNING) & ends_by_noon))
        .then(pl.lit("night"))
        .when(_hour(start) < DAWN)
        .then(pl.lit("day24"))
        .otherwise(pl.lit("day"))
    )
    return decided.fill_null("unknown")


def time_precision(span: Window) -> pl.Expr:
    """1 to the minute, 2 night or day, 3 date, 4 week, 5 month, 6 year."""
    days = _days(span)
    return (
        pl.when(span.start_at.is_not_null() & span.end_at.is_not_null())
        .then(1)
        .when(days >= YEAR_DAYS)
        .then(6)
        .when(days >= MONTH_DAYS)
        .then(5)
        .when(days >= WEEK_DAYS)
        .then(4)
        .when(period(span) != "unknown")
        .then(2)
        .otherwise(3)
        .cast(pl.Int32)
    )


def _is_evening(span: Window) -> pl.Expr:
    """Whether a window is within one evening, before midnight; false if an hour is missing."""
    begins_late = _hour(local(span.start_at)) >= EVENING
    is_one_date = span.end_at.is_not_null() & (span.start_on == span.end_on)
    return (begins_late & is_one_date).fill_null(False)


def local(moment: pl.Expr) -> pl.Expr:
    return moment.dt.convert_time_zone(KYIV)


def _hour(local: pl.Expr) -> pl.Expr:
    """Hours since the local midnight, with the minutes as a fraction."""
    return local.dt.hour() + local.dt.minute() / 60


def _days(span: Window) -> pl.Expr:
    """Dates that the window touches."""
    return (span.end_on - span.start_on).dt.total_days() + 1


def _either(condition: pl.Expr, yes: str, no: str) -> pl.Expr:
    return pl.when(condition).then(pl.lit(yes)).otherwise(pl.lit(no))
