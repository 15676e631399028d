"""Air-raid alerts: hours per region, and nights with alerts beside nights with strikes."""

from collections import Counter
from collections.abc import Iterator, Sequence

from pipelines.report import bars
from pipelines.report.content import Chart, Column, Filter, Key, Section, counted, day, words
from pipelines.report.data import Data, Row, Rows
from pipelines.report.scales import Scale, TimeScale, spans
from pipelines.report.svg import (
    NARROW,
    WIDE,
    Frame,
    element,
    number_axis,
    picture,
    strip,
    time_axis,
    time_data,
    zoomed,
)

EMPTY = (
    "No air-raid alerts are published. The lists official_data_en.csv and volunteer_data_en.csv "
    "of the ukrainian-air-raid-sirens-dataset go into data/inbox/air_raid_alerts/."
)

MOST_DATES = 2000
"""Nights in the page: about five and a half years."""

HEIGHT, GAP = 120, 46

PANELS = (
    ("regions_under_alert", "alerted", "Regions under alert"),
    ("drones_best", "drones", "Drones launched"),
)


def section(data: Data) -> Section:
    """The section of alerts."""
    return Section(
        6,
        "alerts",
        "Alerts",
        "How long were regions under air-raid alert, and do strikes fall on nights with alerts?",
        (
            _regions(data.rows("alerts_regions")),
            _nights(data.rows("alerts_nights", MOST_DATES)),
        ),
    )


def _regions(rows: Rows) -> Chart:
    lead = ""
    if rows.shown:
        first = rows.shown[0]
        lead = (
            f"{first['region']} has the most hours: {words(first['hours'])} on "
            f"{counted(first['days_with_alert'], 'day')}, of {counted(first['days'], 'day')} from "
            f"{day(first['first_day'])} to {day(first['last_day'])}."
        )
    shown = [bars.Bar(r["region"], r["region"], ((r["hours"], "alerted"),)) for r in rows.shown]
    label = "Bars: hours under air-raid alert per region. The table has days and alerts."
    return Chart(
        title="Hours under air-raid alert, by region",
        lead=lead,
        rows=rows,
        columns=(
            Column("region", "Region"),
            Column("hours", "Hours"),
            Column("hours_12_months", "Hours, last 12 months"),
            Column("hours_per_day", "Hours per day"),
            Column("alerts", "Alerts"),
            Column("days_with_alert", "Days with an alert"),
            Column("days", "Days covered"),
            Column("days_official", "By the official list"),
            Column("first_day", "First day"),
            Column("last_day", "Last day"),
        ),
        row_key="region",
        empty=EMPTY,
        wide=bars.draw(shown, WIDE, label) if shown else "",
        narrow=bars.draw(shown, NARROW, label) if shown else "",
        notes=(
            "A region is under alert while any part of it is; the hours are not those of its "
            "people. Hours follow the official list, or the volunteers' where it has no day. "
            "Permanent alerts (Luhansk oblast from 4 April 2022, Crimea from 10 December 2022) are "
            "not in the lists. A region's panel shows its latest 20 alerts.",
        ),
    )


def _nights(rows: Rows) -> Chart:
    kinds = Counter(row["reading"] for row in rows.shown)
    lead = ""
    if rows.shown:
        lead = (
            f"Of {counted(len(rows.shown), 'night')} to {day(rows.shown[0]['night_of'])}, "
            f"{kinds['both']:,} have alerts and a report of strikes, "
            f"{kinds['alerts_without_report']:,} alerts without a report, "
            f"{kinds['report_without_alerts']:,} a report without alerts."
        )
    return Chart(
        title="Nights with alerts beside nights with strikes",
        lead=lead,
        rows=rows,
        columns=(
            Column("night_of", "Night ending on"),
            Column("regions_under_alert", "Regions under alert"),
            Column("region_hours", "Hours, all regions"),
            Column("longest_hours", "Longest in one region, hours"),
            Column("is_strike_reported", "Strikes reported"),
            Column("drones_best", "Drones, best"),
            Column("missiles_best", "Missiles, best"),
            Column("reading", "Reading"),
        ),
        row_key="night_of",
        empty=EMPTY,
        wide=draw(rows.shown, WIDE) if rows.shown else "",
        narrow=draw(rows.shown, NARROW) if rows.shown else "",
        legend=(
            Key("alerted", "Regions with an alert between 18:00 and 08:00"),
            Key("drones", "Drones launched, best value"),
            Key("silent", "No report of strikes"),
            Key("withheld", "Report without this number"),
        ),
        notes=(
            "An alert does not prove a strike: take-offs and false alarms raise alerts too. A "
            "night with many alerts and without a report was most likely not quiet. The panel of a "
            "night shows the claims about its strikes.",
        ),
        filters=(Filter("reading", "Reading"),),
        date_column="night_of",
        events_of="nights",
    )


def draw(rows: Sequence[Row], width: int) -> str:
    """Bars of regions under alert above bars of drones launched, over one time axis."""
    dates = TimeScale(rows[-1]["night_of"], rows[0]["night_of"], 48, width - 12)
    parts = []
    for place, (name, cls, heading) in enumerate(PANELS):
        top = 30 + place * (HEIGHT + GAP)
        frame = Frame(width, top + HEIGHT, left=48, top=top, bottom=0)
        highest = max((row[name] or 0 for row in rows), default=1)
        y, grid = number_axis(frame, highest, wanted=3, unit=heading)
        parts += [
            grid,
            zoomed(bars.nightly(rows, name, dates, y, cls), *_silence(rows, name, dates, y)),
        ]
    base = 30 + 2 * HEIGHT + GAP
    frame = Frame(width, base + 38)
    label = (
        "Bars of regions under alert per night above bars of drones launched. The table below has "
        "every number."
    )
    return picture(
        frame, label, *parts, time_axis(frame, dates, base + 8), data_time=time_data(dates),
        data_top=20, data_base=base,
    )  # fmt: skip


def _silence(rows: Sequence[Row], name: str, dates: TimeScale, y: Scale) -> Iterator[str]:
    """Strips below the drones: nights without a report, and reports without the number."""
    if name != "drones_best":
        return
    silent = spans(row["night_of"] for row in rows if not row["is_strike_reported"])
    unstated = spans(
        row["night_of"] for row in rows if row["is_strike_reported"] and row[name] is None
    )
    for cls, days in (("silent", silent), ("withheld", unstated)):
        if days:
            yield element("path", cls=cls, d=strip(dates, days, y.start + 1, 5))
