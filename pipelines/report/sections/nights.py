"""Nights: what was launched against Ukraine, date by date, as a chart and as a calendar."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import groupby

from pipelines.report import bars, calendar
from pipelines.report.content import Chart, Column, Key, Section, counted, day
from pipelines.report.data import Data, Row, Rows
from pipelines.report.scales import Scale, TimeScale, spans
from pipelines.report.svg import (
    NARROW,
    WIDE,
    Frame,
    element,
    group,
    line,
    n,
    number_axis,
    picture,
    points,
    strip,
    text,
    time_axis,
    time_data,
    title,
    zoomed,
)

MOST_DATES = 2000
"""Dates in the page: about five and a half years."""

LABELS = {
    "none": ("Shot down counted", "Shot down"),
    "apart": ("Lost counted apart", "Apart"),
    "merged": ("Shot down or suppressed, merged", "Merged"),
}
"""Long and short labels of regimes, by how drones lost to electronic warfare are counted."""

EMPTY = (
    "No strikes are published. The strike register ships with the project; bulletins go into "
    "data/inbox/ukraine_air_force/."
)

COLUMNS = (
    Column("night_of", "Night ending on"),
    Column("drones_low", "Drones, low"),
    Column("drones_best", "Drones, best"),
    Column("drones_high", "Drones, high"),
    Column("drones_mean_28", "28-night mean"),
    Column("drones_intercepted", "Drones intercepted"),
    Column("missiles_low", "Missiles, low"),
    Column("missiles_best", "Missiles, best"),
    Column("missiles_high", "Missiles, high"),
    Column("is_reported", "Reported"),
    Column("is_record", "Record"),
    Column("is_anomaly", "Unusual"),
)


def section(data: Data) -> Section:
    """The section of nights."""
    rows = data.rows("nights", MOST_DATES)
    regimes = data.rows("regimes")
    return Section(
        3,
        "nights",
        "Nights",
        "How many drones and missiles are launched against Ukraine, night by night?",
        (_nights(rows, regimes), calendar.chart(data.rows("calendar", MOST_DATES))),
    )


def _nights(rows: Rows, regimes: Rows) -> Chart:
    reported = [row for row in rows.shown if row["is_reported"]]
    silent = len(rows.shown) - len(reported)
    record = next((row for row in rows.shown if row["is_record"]), None)
    lead = ""
    if record:
        lead = (
            f"Most on one date, night and day: {record['drones_best']:,} drones, "
            f"{day(record['night_of'])}. "
            f"Between {day(rows.shown[-1]['night_of'])} and {day(rows.shown[0]['night_of'])}, "
            f"{counted(len(reported), 'date')} are reported and {counted(silent, 'date')} are not."
        )
    bands = [row for row in regimes.shown if row["weapon_group"] == "drone"]
    return Chart(
        title="Drones and missiles launched against Ukraine, by date",
        lead=lead,
        rows=rows,
        columns=COLUMNS,
        row_key="night_of",
        empty=EMPTY,
        wide=draw(rows.shown, bands, WIDE) if rows.shown else "",
        narrow=draw(rows.shown, bands, NARROW) if rows.shown else "",
        legend=(
            Key("drones", "Drones, best value"),
            Key("mean", "Mean of the dates known among the last 28", "line"),
            Key("missiles", "Missiles, best value"),
            Key("whisker", "Low to high, where sources differ", "line"),
            Key("record", "Record", "dot"),
            Key("unusual", "Unusual: far from the median of the 90 dates before", "dot"),
            Key("silent", "No report"),
            Key("withheld", "Report without this number"),
        ),
        notes=(
            "A night is named by the date on which it ends; a date adds night and day attacks. "
            "A date without a report is not a quiet date.",
            "Shaded bands are reporting regimes: how the Air Force counts drones lost to "
            "electronic warfare. From August 2026 some missile counts are withheld.",
        ),
        date_column="night_of",
    )


def draw(rows: Sequence[Row], bands: Sequence[Row], width: int) -> str:
    """Bars of drones above bars of missiles, over one time axis."""
    dates = TimeScale(rows[-1]["night_of"], rows[0]["night_of"], 44, width - 12)
    drones = Frame(width, 286, top=52)
    low_y, high_y = 292, 392
    missiles = Frame(width, high_y, top=low_y + 18, bottom=0)
    y, grid = number_axis(drones, _highest(rows, "drones"), unit="Drones")
    z, low_grid = number_axis(missiles, _highest(rows, "missiles"), wanted=2, unit="Missiles")
    whole = Frame(width, 440)
    plot = (
        group("regimes", _bands(bands, dates, drones, high_y)),
        grid,
        low_grid,
        zoomed(
            bars.nightly(rows, "drones_best", dates, y, "drones"),
            bars.nightly(rows, "missiles_best", dates, z, "missiles"),
            _whiskers(rows, "drones", dates, y),
            _whiskers(rows, "missiles", dates, z),
            line(_means(rows, dates, y), "mean"),
            points(_marked(rows, "is_anomaly", dates, y), "unusual"),
            points(_marked(rows, "is_record", dates, y), "record"),
            _silence(rows, dates, y.start, z.start),
        ),
        time_axis(whole, dates, high_y + 8),
    )  # fmt: skip
    label = (
        "Bars of drones and of missiles launched per night, with the 28-night mean of drones. "
        "The table below has every number."
    )
    return picture(whole, label, *plot, data_time=time_data(dates), data_top=20, data_base=high_y)


def _marked(
    rows: Sequence[Row], name: str, dates: TimeScale, y: Scale
) -> Iterator[tuple[float, float]]:
    for row in rows:
        if row[name] and row["drones_best"] is not None:
            yield dates.middle(row["night_of"]), y(row["drones_best"])


def _highest(rows: Sequence[Row], what: str) -> int:
    return max((row[f"{what}_high"] or row[f"{what}_best"] or 0 for row in rows), default=0)


def _whiskers(rows: Sequence[Row], what: str, dates: TimeScale, y: Scale) -> str:
    """A line from low to high where sources differ."""
    path = ""
    for row in rows:
        low, high = row[f"{what}_low"], row[f"{what}_high"]
        if low is not None and high is not None and low < high:
            path += f"M{n(dates.middle(row['night_of']))} {n(y(low))}V{n(y(high))}"
    return element("path", cls="whisker", d=path) if path else ""


def _means(rows: Sequence[Row], dates: TimeScale, y: Scale) -> Iterator[list[tuple[float, float]]]:
    """The mean from the oldest date on, broken at every change of regime and where it is null."""
    oldest_first = [row for row in reversed(rows) if row["is_reported"]]
    for (_regime, is_known), run in groupby(
        oldest_first, key=lambda row: (row["drones_regime"], row["drones_mean_28"] is not None)
    ):
        if is_known:
            yield [(dates.middle(r["night_of"]), y(r["drones_mean_28"])) for r in run]


def _silence(
    rows: Sequence[Row], dates: TimeScale, drones_base: float, missiles_base: float
) -> str:
    """Strips below both plots: dates without a report, and reports without the number."""
    silent = spans(row["night_of"] for row in rows if not row["is_reported"])
    parts = []
    for name, base in (("drones_best", drones_base), ("missiles_best", missiles_base)):
        unstated = spans(
            row["night_of"] for row in rows if row["is_reported"] and row[name] is None
        )
        parts.append(element("path", cls="silent", d=strip(dates, silent, base + 1, 5) or None))
        parts.append(element("path", cls="withheld", d=strip(dates, unstated, base + 1, 5) or None))
    return "".join(parts)


def _bands(bands: Sequence[Row], dates: TimeScale, frame: Frame, base: float) -> Iterator[str]:
    """Regimes as bands with labels; on a narrow picture the labels are numbers."""
    for place, regime in enumerate(bands):
        first = dates.clamped(regime["first_night_of"])
        until = regime["last_night_of"]
        last = frame.x1 if until is None else dates.clamped(until + timedelta(1))
        if last - first < 1:
            continue
        shade = "even" if place % 2 else "odd"
        yield zoomed(
            element(
                "rect", title(regime["intercepted_means"]), cls=shade, x=first, y=20.0,
                width=last - first, height=float(base - 20),
            )
        )  # fmt: skip
        long, short = LABELS.get(regime["lost_counts"], (regime["lost_counts"],) * 2)
        shown = long if last - first > 7 * len(long) else short
        if last - first > 7 * len(shown):
            yield text(
                (first + last) / 2, 15, shown, cls="band", text_anchor="middle",
                data_from=regime["first_night_of"], data_until=until or dates.last,
            )  # fmt: skip
