"""The meaning of a time expression (`When`), and the dates of a document (`Calendar`).

Finding them in a text does not belong here (dates.py).
"""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import NamedTuple
from zoneinfo import ZoneInfo

KYIV = ZoneInfo("Europe/Kyiv")
MOSCOW = ZoneInfo("Europe/Moscow")

MINUTE, NIGHT, DAY, MONTH, YEAR = 1, 2, 3, 5, 6
"""Values of `time_precision`; 4, a week, is never stated in a text."""


class When(NamedTuple):
    """A time expression in tokens [first, last).

    `kind`: date, night, window, daypart, day24, range, month, year, clock, as_of, since.
    `end_on` is the civil day on which it ends, the same as `start_on` for one day. Times are local
    to `zone`; a window to 24:00 has the `end_time` 00:00 and the `part` to_midnight. `is_explicit`
    is False where only the publication places it ("overnight").
    """

    kind: str
    first: int
    last: int
    start_on: date | None
    end_on: date | None
    precision: int
    zone: ZoneInfo
    start_time: time | None = None
    end_time: time | None = None
    part: str | None = None
    is_explicit: bool = True
    is_year_stated: bool = False
    is_anaphoric: bool = False
    is_weekday: bool = False

    def start_at(self) -> datetime | None:
        """The first moment with its zone, where both day and time are stated."""
        if self.start_on is None or self.start_time is None:
            return None
        return datetime.combine(self.start_on, self.start_time, self.zone)

    def end_at(self) -> datetime | None:
        """The last moment with its zone, where both day and time are stated."""
        if self.end_on is None or self.end_time is None:
            return None
        return datetime.combine(self.end_on, self.end_time, self.zone)


@dataclass(frozen=True, slots=True)
class Calendar:
    """The dates of a document: publication, zone, and dates written in full.

    `anchor`: the day from which the year of "5 February" follows. `main_day`: the day the text is
    about.
    """

    zone: ZoneInfo
    published_day: date | None
    published_time: time | None
    anchor: date | None
    main_day: date | None

    def with_year(self, month: int, day: int) -> date | None:
        """The nearest such day, the past preferred; None without an anchor."""
        if self.anchor is None:
            return None
        best: tuple[int, date] | None = None
        for year in (self.anchor.year - 1, self.anchor.year, self.anchor.year + 1):
            candidate = day_of(year, month, day)
            if candidate is None:
                continue
            distance = (self.anchor - candidate).days
            cost = distance if distance >= 0 else -3 * distance
            if best is None or cost < best[0]:
                best = (cost, candidate)
        return best[1] if best else None


def day_of(year: int, month: int, day: int) -> date | None:
    """The date with these numbers; None if there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
