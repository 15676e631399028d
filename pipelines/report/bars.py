"""Horizontal bars with their labels, above the bars on a narrow picture; and bars per night."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.report.content import words
from pipelines.report.data import Row
from pipelines.report.scales import Scale, TimeScale
from pipelines.report.svg import Frame, element, n, picture, text


@dataclass(frozen=True)
class Bar:
    """A bar. `key`: the row it is made from; `parts`: stacked values with their classes.

    `low`, `high`: the range of the total, where there is one.
    """

    label: str
    key: str
    parts: tuple[tuple[float, str], ...]
    low: float | None = None
    high: float | None = None

    @property
    def total(self) -> float:
        return sum(value for value, _cls in self.parts)

    @property
    def has_range(self) -> bool:
        return self.low is not None and self.high is not None and self.low < self.high

    @property
    def number(self) -> str:
        """The total with its range, for the end of the bar."""
        span = f" ({words(self.low)} to {words(self.high)})" if self.has_range else ""
        return words(self.total) + span

    @property
    def end(self) -> float:
        """The highest value that is drawn."""
        return max(self.total, self.high or 0)


def draw(bars: Sequence[Bar], width: int, label: str) -> str:
    """The picture; every bar has its number at its end."""
    is_narrow = width < 600
    left, step = (0, 36) if is_narrow else (_room(bars), 24)
    right = 16 + max((7 * len(bar.number) for bar in bars if bar.has_range), default=36)
    scale = Scale(0, max((bar.end for bar in bars), default=1) or 1, left, width - right)
    parts = []
    for place, bar in enumerate(bars):
        y = place * step + (18 if is_narrow else 4)
        if is_narrow:
            parts.append(text(0, y - 4, bar.label, cls="lane"))
        else:
            parts.append(text(left - 10, y + 12, bar.label, cls="lane", text_anchor="end"))
        x = float(left)
        for value, cls in bar.parts:
            wide = scale(value) - left
            if value:
                parts.append(
                    element(
                        "rect", cls=cls, x=x, y=float(y), width=max(wide, 1.0), height=15.0,
                        data_k=bar.key,
                    )
                )  # fmt: skip
            x += wide
        if bar.has_range:
            line = f"M{n(scale(bar.low or 0))} {n(y + 7.5)}H{n(scale(bar.end))}"
            parts.append(element("path", cls="whisker", d=line))
        parts.append(text(scale(bar.end) + 6, y + 12, bar.number, cls="number"))
    return picture(Frame(width, max(len(bars), 1) * step + 8), label, *parts)


def _room(bars: Sequence[Bar]) -> int:
    """Pixels for the labels beside the bars."""
    return min(max([160, *(7 * len(bar.label) + 12 for bar in bars)]), 400)


def nightly(rows: Sequence[Row], name: str, dates: TimeScale, y: Scale, cls: str) -> str:
    """Upright bars of a number per night, as one path; nights without the number have none."""
    step = max(dates.step * 0.92, 0.2)
    path = "".join(
        f"M{dates(row['night_of']):.2f} {n(y.start)}V{n(y(row[name]))}h{step:.2f}V{n(y.start)}z"
        for row in rows
        if row[name]
    )
    return element("path", cls=cls, d=path) if path else ""
