"""Interception: the share of launched weapons that were intercepted, month by month."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from pipelines.report.content import Chart, Column, Filter, Key, Section, counted
from pipelines.report.data import Data, Row, Rows
from pipelines.report.scales import Scale, TimeScale
from pipelines.report.svg import (
    NARROW,
    WIDE,
    Frame,
    band,
    element,
    line,
    n,
    number_axis,
    picture,
    points,
    text,
    time_axis,
    time_data,
    zoomed,
)

EMPTY = (
    "No month has both launches and interceptions. Bulletins of the Air Force go into "
    "data/inbox/ukraine_air_force/; the strike register ships with the project."
)

HEIGHT, GAP = 190, 46


def section(data: Data) -> Section:
    """The section of interception."""
    regimes = data.rows("regimes")
    return Section(
        4,
        "interception",
        "Interception",
        "What share of what is launched is intercepted, as the defending side reports it?",
        (_rates(data.rows("interception"), regimes), _regimes(regimes)),
    )


def _rates(rows: Rows, regimes: Rows) -> Chart:
    latest = next((row for row in rows.shown if row["weapon_group"] == "drone"), None)
    breaks = sum(row["is_break"] for row in rows.shown)
    lead = ""
    if latest:
        lead = (
            f"In {latest['month']:%B %Y}, {latest['rate'] * 100:.0f} % of {latest['launched']:,} "
            f"drones were intercepted, on {counted(latest['nights'], 'night')} with both numbers "
            f"known. {counted(breaks, 'change')} between two months "
            f"{'has' if breaks == 1 else 'have'} no known change of rules behind "
            f"{'it' if breaks == 1 else 'them'}."
        )
    return Chart(
        title="Share of drones and missiles intercepted, by month",
        lead=lead,
        rows=rows,
        columns=(
            Column("month", "Month", is_month=True),
            Column("weapon_group", "Weapons"),
            Column("rate", "Share intercepted"),
            Column("rate_low", "95 % from"),
            Column("rate_high", "95 % to"),
            Column("shot_down_rate", "Share shot down"),
            Column("nights", "Nights (n)"),
            Column("launched", "Launched"),
            Column("intercepted", "Intercepted"),
            Column("regime", "Regime"),
            Column("is_break", "Unexplained break"),
        ),
        row_key="month",
        empty=EMPTY,
        wide=draw(rows.shown, regimes.shown, WIDE) if rows.shown else "",
        narrow=draw(rows.shown, regimes.shown, NARROW) if rows.shown else "",
        legend=(
            Key("rate", "Intercepted / launched, comparable", "line"),
            Key("interval", "95 % interval (Wilson)"),
            Key("rate2", "Shot down / launched, not comparable", "line"),
            Key("break", "Unexplained break", "dot"),
            Key("edge", "Change of rules", "line"),
        ),
        notes=(
            "The comparable share adds drones lost to electronic warfare to those shot down, or "
            "uses the merged figure. Lines end where a reporting regime ends and are never "
            "joined. Nights without both numbers are left out.",
            "The interval covers chance alone: it treats every weapon as a separate trial, and "
            "both numbers come from the defending side.",
            "An unexplained break is a change of 20 points or more from the month before, with "
            "intervals apart and no change of rules.",
        ),
        filters=(Filter("weapon_group", "Weapons"),),
        date_column="month",
    )


def draw(rows: Sequence[Row], regimes: Sequence[Row], width: int) -> str:
    """A panel of drones above a panel of missiles."""
    first = min(row["month"] for row in rows)
    last = _month_end(max(row["month"] for row in rows))
    scale = TimeScale(first, last, 48, width - 12)
    parts = []
    groups = [name for name in ("drone", "missile") if any(r["weapon_group"] == name for r in rows)]
    for place, name in enumerate(groups):
        top = 26 + place * (HEIGHT + GAP)
        frame = Frame(width, top + HEIGHT, left=48, top=top, bottom=0)
        y, grid = number_axis(frame, 1, wanted=4, percent=True)
        heading = text(48, top - 10, f"{name.capitalize()}s", cls="unit")
        own = [row for row in reversed(rows) if row["weapon_group"] == name]
        changes = [
            row["first_night_of"]
            for row in regimes
            if row["weapon_group"] == name and first < row["first_night_of"] < last
        ]
        parts += [grid, heading, zoomed(*_edges(changes, scale, y), *_lines(own, scale, y))]
    base = 26 + len(groups) * (HEIGHT + GAP) - GAP
    frame = Frame(width, base + 30)
    parts.append(time_axis(frame, scale, base))
    label = "Lines of the share intercepted with their 95 % intervals, for drones and for missiles."
    return picture(
        frame, label, *parts, data_time=time_data(scale), data_top=20, data_base=base,
        data_months="",
    )  # fmt: skip


def _lines(rows: Sequence[Row], scale: TimeScale, y: Scale) -> Iterator[str]:
    """Lines and bands of one group of weapons from the oldest month on, apart by regime."""
    for kind in dict.fromkeys((row["regime"], row["rate_comparable"]) for row in rows):
        run = [row for row in rows if (row["regime"], row["rate_comparable"]) == kind]
        places = [_place(row, scale) for row in run]
        bounds = [
            (x, y(r["rate_low"]), y(r["rate_high"])) for x, r in zip(places, run, strict=True)
        ]
        yield band([bounds], "interval")
        strict = [
            (x, y(row["shot_down_rate"]))
            for x, row in zip(places, run, strict=True)
            if row["shot_down_rate"] is not None and row["shot_down_rate"] != row["rate"]
        ]
        yield line([strict], "rate2")
        yield line([[(x, y(r["rate"])) for x, r in zip(places, run, strict=True)]], "rate")
        yield points(
            ((x, y(r["rate"])) for x, r in zip(places, run, strict=True) if r["is_break"]), "break"
        )


def _edges(changes: Sequence[date], scale: TimeScale, y: Scale) -> Iterator[str]:
    for change in changes:
        yield element("path", cls="edge", d=f"M{n(scale(change))} {n(y.start)}V{n(y.end)}")


def _place(row: Row, scale: TimeScale) -> float:
    """The middle of the nights of a row, which may be a part of a month."""
    return (scale(row["first_night_of"]) + scale(row["last_night_of"]) + scale.step) / 2


def _month_end(month: date) -> date:
    return (month.replace(day=28) + timedelta(4)).replace(day=1) - timedelta(1)


def _regimes(rows: Rows) -> Chart:
    return Chart(
        title="Reporting regimes",
        lead="When the publisher changed what it counts, and on what evidence that rests.",
        rows=rows,
        columns=(
            Column("weapon_group", "Weapons"),
            Column("first_night_of", "From"),
            Column("last_night_of", "To"),
            Column("intercepted_means", "Intercepted means"),
            Column("lost_counts", "Lost to electronic warfare"),
            Column("launch_counts", "Launches"),
            Column("regime_id", "Regime"),
            Column("basis", "Evidence", is_long=True),
        ),
        row_key="regime_id",
        empty="The vocabulary has no reporting regimes.",
    )
