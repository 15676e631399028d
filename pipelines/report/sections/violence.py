"""Violence: deaths by month and by region, apart for each source."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from pipelines.report import bars
from pipelines.report.content import Chart, Column, Filter, Key, Section, counted, ranged
from pipelines.report.data import Data, Row, Rows
from pipelines.report.scales import Scale, TimeScale
from pipelines.report.svg import (
    NARROW,
    WIDE,
    Frame,
    element,
    n,
    number_axis,
    picture,
    time_axis,
    time_data,
    title,
    zoomed,
)

EMPTY = (
    "No events of violence are published. Exports of ACLED go into data/inbox/acled/, files of "
    "UCDP GED into data/inbox/ucdp_ged/, files of VIINA into data/inbox/viina/; each folder of "
    "pipelines/defs/sources/ says how to get them."
)

MOST_BARS = 15

HEIGHT, GAP = 120, 44

NOTE = (
    "Sources count the same violence by their own rules and are never added up. Low and high are "
    "the sums of the source's own lowest and highest estimates. A source that counts no deaths "
    "has events in the table alone."
)


COUNTS = (
    Column("publisher", "Source"),
    Column("events_armed", "Armed events"),
    Column("deaths_low", "Deaths, low"),
    Column("deaths_best", "Deaths, best"),
    Column("deaths_high", "Deaths, high"),
)
"""Columns of both tables: what a source counts."""


def section(data: Data) -> Section:
    """The section of violence."""
    return Section(
        7,
        "violence",
        "Violence",
        "How many people does each dataset count as killed in Ukraine, where and when?",
        (
            _monthly(data.rows("violence_monthly")),
            _regions(data.rows("violence_regions")),
        ),
    )


def _monthly(rows: Rows) -> Chart:
    sums = _sums(rows.shown)
    lead = ""
    if sums:
        parts = []
        for publisher, months in sorted(sums.items()):
            last = max(months)
            parts.append(f"{publisher} counts {ranged(*months[last])} in {last:%B %Y}")
        lead = f"Deaths in Ukraine, latest month of each source: {'; '.join(parts)}."
    return Chart(
        title="Deaths in Ukraine by month and source",
        lead=lead,
        rows=rows,
        columns=(
            Column("month", "Month", is_month=True),
            Column("region", "Region"),
            *COUNTS,
            Column("deaths_civilians", "Civilians, best"),
        ),
        row_key="bar",
        empty=EMPTY,
        wide=draw(sums, WIDE) if sums else "",
        narrow=draw(sums, NARROW) if sums else "",
        legend=(
            Key("deaths", "Deaths, sum of the best estimates, all regions"),
            Key("whisker", "Low to high", "line"),
        ),
        notes=(
            NOTE,
            "An event that spans days counts in the month of its first day. A row's panel shows "
            "its three deadliest events, where the licence allows to pass them on.",
        ),
        filters=(Filter("region", "Region"), Filter("publisher", "Source")),
        date_column="month",
    )


Sums = dict[str, dict[date, tuple[int, int, int]]]
"""Low, best and high deaths per month, by publisher."""


def _sums(rows: Sequence[Row]) -> Sums:
    """Deaths of all regions; months in which a source counts none are left out."""
    found: Sums = defaultdict(dict)
    for row in rows:
        if row["deaths_best"] is not None:
            own = found[row["publisher"]]
            low, best, high = own.get(row["month"], (0, 0, 0))
            own[row["month"]] = (
                low + row["deaths_low"], best + row["deaths_best"], high + row["deaths_high"],
            )  # fmt: skip
    return found


def draw(sums: Sums, width: int) -> str:
    """A panel per source with a bar per month, over one time axis."""
    months = [month for own in sums.values() for month in own]
    last = (max(months).replace(day=28) + timedelta(4)).replace(day=1) - timedelta(1)
    scale = TimeScale(min(months), last, 52, width - 12)
    parts = []
    for place, (publisher, own) in enumerate(sorted(sums.items())):
        top = 30 + place * (HEIGHT + GAP)
        frame = Frame(width, top + HEIGHT, left=52, top=top, bottom=0)
        highest = max(high for _low, _best, high in own.values())
        y, grid = number_axis(frame, highest, wanted=3, unit=publisher)
        parts += [grid, zoomed(*_bars(publisher, own, scale, y))]
    base = 30 + len(sums) * (HEIGHT + GAP) - GAP
    frame = Frame(width, base + 30)
    label = "Bars of deaths per month with their range, a panel per source."
    return picture(
        frame, label, *parts, time_axis(frame, scale, base), data_time=time_data(scale),
        data_top=20, data_base=base, data_months="",
    )  # fmt: skip


def _bars(
    publisher: str, own: dict[date, tuple[int, int, int]], scale: TimeScale, y: Scale
) -> Iterator[str]:
    wide = min(scale.step * 24, 60)
    for month, (low, best, high) in sorted(own.items()):
        x = scale(month) + scale.step * 15
        yield element(
            "rect", title(f"{month:%B %Y}: {ranged(low, best, high)}"), cls="deaths",
            x=x - wide / 2, y=y(best), width=wide, height=y.start - y(best),
            data_k=f"{month:%Y-%m} {publisher}",
        )  # fmt: skip
        if low < high:
            yield element("path", cls="whisker", d=f"M{n(x)} {n(y(low))}V{n(y(high))}")


def _regions(rows: Rows) -> Chart:
    counting = [row for row in rows.shown if row["deaths_best"] and row["adm1_pcode"]]
    shown = [
        bars.Bar(
            f"{row['region']}, {row['publisher']}",
            row["region"],
            ((row["deaths_best"], "deaths"),),
            row["deaths_low"],
            row["deaths_high"],
        )
        for row in counting[:MOST_BARS]
    ]
    label = "Bars: deaths per region and source, with their range. The table has every row."
    return Chart(
        title="Deaths in Ukraine by region and source",
        lead=f"The {counted(len(shown), 'pair')} of region and source with most deaths, of "
        f"{len(counting):,} with any."
        if shown
        else "",
        rows=rows,
        columns=(
            Column("region", "Region"),
            *COUNTS,
            Column("first_month", "First month", is_month=True),
            Column("last_month", "Last month", is_month=True),
        ),
        row_key="region",
        empty=EMPTY,
        wide=bars.draw(shown, WIDE, label) if shown else "",
        narrow=bars.draw(shown, NARROW, label) if shown else "",
        legend=(
            Key("deaths", "Deaths, sum of the best estimates"),
            Key("whisker", "Low to high", "line"),
        ),
        notes=(
            NOTE,
            "Sources that cover different months are not comparable. Deaths that a source places "
            "in no region are in the table alone.",
        ),
        filters=(Filter("publisher", "Source"),),
    )
