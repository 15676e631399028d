"""Writes SVG: elements, axes and the frame of a chart. What a chart shows does not belong here.

Colours are classes; page.css gives them for light, dark and print. Text is escaped here.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from html import escape

from pipelines.report.scales import Scale, TimeScale, number_ticks, time_ticks

WIDE, NARROW = 920, 340
"""Widths in which every chart is drawn; page.css shows the one that fits the screen."""


@dataclass(frozen=True)
class Frame:
    """The area of a plot inside a picture, in pixels."""

    width: int
    height: int
    left: int = 44
    right: int = 12
    top: int = 26
    bottom: int = 30

    @property
    def is_narrow(self) -> bool:
        return self.width < 600

    @property
    def x0(self) -> float:
        return self.left

    @property
    def x1(self) -> float:
        return self.width - self.right

    @property
    def y0(self) -> float:
        return self.height - self.bottom

    @property
    def y1(self) -> float:
        return self.top


def n(value: float) -> str:
    """A coordinate with one decimal, without trailing zeros."""
    text = f"{value:.1f}"
    return text[:-2] if text.endswith(".0") else text


def element(tag: str, inside: str = "", **attributes: object) -> str:
    """An element; `cls` is its class, `_` in a name is `-`, null attributes are left out."""
    pairs = (
        (("class" if name == "cls" else name.replace("_", "-")), value)
        for name, value in attributes.items()
        if value is not None
    )
    opening = tag + "".join(
        f' {name}="{n(value) if isinstance(value, float) else escape(str(value))}"'
        for name, value in pairs
    )
    return f"<{opening}>{inside}</{tag}>" if inside else f"<{opening}/>"


def text(x: float, y: float, words: str, **attributes: object) -> str:
    """Words at a place."""
    return element("text", escape(words), x=float(x), y=float(y), **attributes)


def title(words: str) -> str:
    """The tooltip of the element around it."""
    return f"<title>{escape(words)}</title>"


def group(cls: str, parts: Iterable[str], **attributes: object) -> str:
    """A group of one class; empty without parts."""
    inside = "".join(parts)
    return element("g", inside, cls=cls, **attributes) if inside else ""


def zoomed(*parts: str) -> str:
    """Parts that the page stretches along the time axis when it zooms."""
    return group("zc", [group("z", parts)])


def picture(frame: Frame, label: str, *parts: str, **attributes: object) -> str:
    """The `svg` element with a label for those who cannot see it."""
    return element(
        "svg", "".join(parts), viewBox=f"0 0 {frame.width} {frame.height}",
        width=frame.width, height=frame.height, role="img", aria_label=label, **attributes,
    )  # fmt: skip


def time_data(scale: TimeScale) -> str:
    """What the page's script needs to find dates in a picture and to zoom."""
    return f"{scale.first},{scale.last},{n(scale.start)},{n(scale.end)}"


def time_axis(frame: Frame, scale: TimeScale, y: float | None = None) -> str:
    """Ticks and labels of dates below the plot."""
    base = frame.y0 if y is None else y
    parts = []
    for day, label in time_ticks(scale, 5 if frame.is_narrow else 9):
        x = scale(day)
        anchor = "end" if x > frame.x1 - 20 else "start" if x < frame.x0 + 20 else "middle"
        parts.append(f'<path d="M{n(x)} {n(base)}v5"/>')
        parts.append(text(x, base + 18, label, text_anchor=anchor))
    return group("axis xt", parts)


def number_axis(
    frame: Frame, high: float, wanted: int = 4, unit: str = "", percent: bool = False
) -> tuple[Scale, str]:
    """Scale of numbers from 0 and its grid lines with labels; the highest shows `unit`."""
    ticks = number_ticks(high, wanted)
    scale = Scale(0, ticks[-1], frame.y0, frame.y1)
    parts = []
    for tick in ticks:
        y = scale(tick)
        label = f"{tick * 100:.0f} %" if percent else f"{tick:,.0f}"
        parts.append(f'<path d="M{n(frame.x0)} {n(y)}H{n(frame.x1)}"/>')
        parts.append(text(frame.x0 - 6, y + 4, label, text_anchor="end"))
    if unit:
        parts.append(text(frame.x0, frame.y1 - 10, unit, cls="unit"))
    return scale, group("axis grid", parts)


def points(places: Iterable[tuple[float, float]], cls: str) -> str:
    """Dots that stay round when the page zooms: strokes without length and with round ends."""
    path = "".join(f"M{n(x)} {n(y)}h0" for x, y in places)
    return f'<path class="{cls}" d="{path}"/>' if path else ""


def line(runs: Iterable[list[tuple[float, float]]], cls: str) -> str:
    """A line, broken between runs."""
    path = "".join(
        "M" + "L".join(f"{n(x)} {n(y)}" for x, y in run) + ("h.1" if len(run) == 1 else "")
        for run in runs
        if run
    )
    return f'<path class="{cls}" d="{path}"/>' if path else ""


def band(runs: Iterable[list[tuple[float, float, float]]], cls: str) -> str:
    """Areas between a low and a high: each run holds (x, low, high) in pixels."""
    path = "".join(
        "M"
        + "L".join(f"{n(x)} {n(high)}" for x, _low, high in run)
        + "L"
        + "L".join(f"{n(x)} {n(low)}" for x, low, _high in reversed(run))
        + "Z"
        for run in runs
        if len(run) > 1
    )
    return f'<path class="{cls}" d="{path}"/>' if path else ""


def strip(scale: TimeScale, spans: Iterable[tuple[date, date]], y: float, height: float) -> str:
    """Spans of dates as one path of boxes; first and last date of a span are both inside."""
    return "".join(
        f"M{n(scale(first))} {n(y)}h{n(scale.step * ((last - first).days + 1))}v{n(height)}"
        f"H{n(scale(first))}z"
        for first, last in spans
    )
