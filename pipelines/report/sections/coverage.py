"""Coverage: how many claims each source has per month, whatever families there are."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from pipelines.report.content import Chart, Column, Filter, Key, Section, counted, spelled
from pipelines.report.data import Data, Row, Rows
from pipelines.report.scales import TimeScale
from pipelines.report.svg import (
    NARROW,
    WIDE,
    Frame,
    element,
    group,
    n,
    picture,
    text,
    time_axis,
    time_data,
    zoomed,
)

FIRST = date(2022, 1, 1)
"""Where the picture begins; older months are in the table."""

LEVELS = (1, 10, 50, 100, 200)
"""Lower ends of the shades, in claims per month."""


def section(data: Data) -> Section:
    """The section of coverage."""
    return Section(
        13,
        "coverage",
        "Coverage",
        "How much does each source report, and when is it silent?",
        (_chart(data.rows("coverage")),),
    )


def _chart(rows: Rows) -> Chart:
    sources = {row["source"] for row in rows.shown}
    drawn = [row for row in rows.shown if row["month"] >= FIRST]
    return Chart(
        title="Claims per source and month",
        lead=f"{counted(len(sources), 'source')} with dated claims. An empty month means that the "
        "source reports nothing of it, not that nothing happened."
        if sources
        else "",
        rows=rows,
        columns=(
            Column("month", "Month", is_month=True),
            Column("source", "Source"),
            Column("claims", "Claims"),
            Column("dates", "Dates with a claim"),
        ),
        row_key="month",
        empty="No source has dated claims yet.",
        wide=draw(drawn, WIDE) if drawn else "",
        narrow=draw(drawn, NARROW) if drawn else "",
        legend=tuple(
            Key(f"level{place}", f"{low:,} or more" if high is None else f"{low} to {high - 1}")
            for place, (low, high) in enumerate(zip(LEVELS, [*LEVELS[1:], None], strict=True), 1)
        ),
        filters=(Filter("source", "Source"),),
        date_column="month",
    )


def draw(rows: Sequence[Row], width: int) -> str:
    """A lane per source, a box per month."""
    is_narrow = width < 600
    left, step = (6, 36) if is_narrow else (190, 24)
    last = max(row["month"] for row in rows)
    scale = TimeScale(FIRST, last + timedelta(30), left, width - 12)
    lanes = sorted({row["source"] for row in rows})
    base = len(lanes) * step + 4
    frame = Frame(width, base + 30, left=left)
    names, boxes = [], []
    for place, source in enumerate(lanes):
        y = place * step + (18 if is_narrow else 4)
        x, up = (0, y - 4) if is_narrow else (left - 10, y + 13)
        names.append(
            text(x, up, spelled(source), cls="lane", text_anchor="start" if is_narrow else "end")
        )
        boxes += _boxes([row for row in rows if row["source"] == source], scale, y)
    label = "A lane per source with a box per month, in a stronger colour with more claims."
    return picture(
        frame, label, group("axis", names), zoomed(*boxes), time_axis(frame, scale, base),
        data_time=time_data(scale), data_top=2, data_base=base, data_marks="",
    )  # fmt: skip


def _boxes(rows: Sequence[Row], scale: TimeScale, y: float) -> Iterator[str]:
    """The months of a source, one path per shade."""
    shades: dict[int, str] = defaultdict(str)
    for row in rows:
        if row["claims"]:
            wide = n(scale.step * 28)
            level = sum(row["claims"] >= low for low in LEVELS)
            shades[level] += f"M{n(scale(row['month']))} {n(y)}h{wide}v17h-{wide}z"
    for level, path in sorted(shades.items()):
        yield element("path", cls=f"level{level}", d=path)
