"""The calendar of nights: a square per date, shaded by the number of drones launched."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from pipelines.report.content import Chart, Column, Key
from pipelines.report.data import Row, Rows
from pipelines.report.svg import NARROW, WIDE, Frame, element, n, picture, text

LEVELS = (1, 50, 100, 200, 400)
"""Lower ends of the shades, in drones launched."""

LEFT = 42


def chart(rows: Rows) -> Chart:
    """The calendar as a chart."""
    return Chart(
        title="Calendar of drones launched per night",
        lead="One square is one date, Monday on top; the stronger the colour, the more drones.",
        rows=rows,
        columns=(
            Column("night_of", "Night ending on"),
            Column("drones_best", "Drones, best"),
            Column("is_reported", "Reported"),
        ),
        row_key="night_of",
        events_of="nights",
        empty="No strikes are published; see the chart above for what would fill it.",
        wide=draw(rows.shown, WIDE) if rows.shown else "",
        narrow=draw(rows.shown, NARROW) if rows.shown else "",
        legend=(
            *(
                Key(f"level{place}", f"{low:,} or more" if high is None else f"{low} to {high - 1}")
                for place, (low, high) in enumerate(
                    zip(LEVELS, [*LEVELS[1:], None], strict=True), 1
                )
            ),
            Key("level0", "0"),
            Key("unstated", "Reported without a number of drones"),
            Key("silent", "No report"),
        ),
    )


def draw(rows: Sequence[Row], width: int) -> str:
    """Years below each other, a column per week, a row per weekday."""
    side = (width - LEFT - 4) / 54
    height = side * 7 + 20
    first_year, last_year = rows[-1]["night_of"].year, rows[0]["night_of"].year
    squares: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        x, y = _place(row["night_of"], last_year, side, height)
        size = n(side * 0.86)
        squares[level(row)].append(f"M{n(x)} {n(y)}h{size}v{size}h-{size}z")
    labels = [
        text(0, (last_year - year) * height + 17 + side * 4, str(year), cls="year")
        for year in range(first_year, last_year + 1)
    ]
    if width == WIDE:
        labels += [
            text(LEFT + _week(date(year, month, 1)) * side, (last_year - year) * height + 12,
                 f"{date(year, month, 1):%b}")
            for year in range(first_year, last_year + 1)
            for month in range(1, 13)
        ]  # fmt: skip
    return picture(
        Frame(width, round((last_year - first_year + 1) * height)),
        "A square per date, in a stronger colour where more drones were launched. The table below "
        "has every number.",
        *(element("path", cls=cls, d="".join(path)) for cls, path in sorted(squares.items())),
        element("g", "".join(labels), cls="axis"),
        data_calendar=f"{LEFT},17,{side:.3f},{height:.3f},{last_year}",
    )


def level(row: Row) -> str:
    """The class of a date: silent, unstated, or a level from 0 on."""
    if not row["is_reported"]:
        return "silent"
    if row["drones_best"] is None:
        return "unstated"
    return f"level{sum(row['drones_best'] >= low for low in LEVELS)}"


def _week(day: date) -> int:
    """Column of a date in its year: 0 is the week of 1 January, which begins on a Monday."""
    opening = date(day.year, 1, 1)
    return ((day - opening).days + opening.weekday()) // 7


def _place(day: date, last_year: int, side: float, height: float) -> tuple[float, float]:
    return (
        LEFT + _week(day) * side,
        (last_year - day.year) * height + 17 + day.weekday() * side,
    )
