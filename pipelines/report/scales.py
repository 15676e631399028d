"""Scales of charts: numbers and dates to places, and their ticks. Drawing does not belong here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

MONTHS = (1, 2, 3, 6, 12, 24, 60, 120)
"""Steps between ticks of a time axis, in months."""


@dataclass(frozen=True)
class Scale:
    """A linear scale from `low`..`high` to `start`..`end`, both in pixels."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """The place of a value; a scale of one value has its place at the start."""
        span = self.high - self.low
        share = (value - self.low) / span if span else 0.0
        return self.start + share * (self.end - self.start)


@dataclass(frozen=True)
class TimeScale:
    """A scale of dates. `first` and `last` are both inside; a date takes `step` pixels."""

    first: date
    last: date
    start: float
    end: float

    @property
    def step(self) -> float:
        """Pixels per date."""
        return (self.end - self.start) / ((self.last - self.first).days + 1)

    def __call__(self, day: date) -> float:
        """Where a date begins."""
        return self.start + (day - self.first).days * self.step

    def middle(self, day: date) -> float:
        """The middle of a date."""
        return self(day) + self.step / 2

    def clamped(self, day: date) -> float:
        """Where a date begins, or the nearer end of the scale."""
        return min(max(self(day), self.start), self.end)


def number_ticks(high: float, wanted: int) -> list[float]:
    """Round numbers from 0 to at least `high`, about `wanted` of them."""
    if high <= 0:
        return [0, 1]
    raw = high / wanted
    power = 10 ** (len(str(int(raw))) - 1) if raw >= 1 else 10 ** -len(str(int(1 / raw)))
    step = next(power * m for m in (1, 2, 2.5, 5, 10, 20) if power * m >= raw * 0.999)
    count = int(-(-high // step))
    return [round(step * place, 6) for place in range(count + 1)]


def time_ticks(scale: TimeScale, wanted: int) -> list[tuple[date, str]]:
    """First days of months or years with their labels, at most `wanted` of them."""
    months = (scale.last.year - scale.first.year) * 12 + scale.last.month - scale.first.month + 1
    step = next((m for m in MONTHS if months / m <= wanted), MONTHS[-1])
    ticks = []
    place = scale.first.year * 12
    while place <= scale.last.year * 12 + scale.last.month:
        day = date(place // 12, place % 12 + 1, 1)
        if scale.first <= day <= scale.last and place % step == 0:
            ticks.append((day, f"{day:%Y}" if step >= 12 else f"{day:%b} {day:%Y}"))
        place += 1
    return ticks


def spans(days: Iterable[date]) -> list[tuple[date, date]]:
    """First and last date of every run of dates without a gap."""
    runs = (
        [day for _place, day in run]
        for _, run in groupby(
            enumerate(sorted(days)), key=lambda pair: pair[1] - timedelta(pair[0])
        )
    )
    return [(run[0], run[-1]) for run in runs]
