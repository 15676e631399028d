"""Where strikes are reported: oblasts of Ukraine, and the areas from which weapons come."""

from collections.abc import Sequence

from pipelines.report import bars
from pipelines.report.content import Chart, Column, Key, Section, day
from pipelines.report.data import Data, Row, Rows
from pipelines.report.maps import areas, ukraine
from pipelines.report.svg import NARROW, WIDE, Frame, element, group, picture, text, title

EMPTY = (
    "No report names a region. Reports of the regional air commands in the strike register do; "
    "bulletins go into data/inbox/ukraine_air_force/."
)

MOST_BARS = 15

SHADES = 5

SMALL = 45
"""Points in the outline of a city with the rank of an oblast; it has no room for a number."""


def section(data: Data) -> Section:
    """The section of places."""
    return Section(
        5,
        "where",
        "Where",
        "Which oblasts do reports of strikes name, and where were the weapons launched?",
        (_regions(data.rows("regions")), _launch_areas(data.rows("launch_areas"))),
    )


def _regions(rows: Rows) -> Chart:
    bounds = _bounds(max((row["dates_named"] for row in rows.shown), default=0))
    lead = ""
    if rows.shown:
        first = rows.shown[0]
        share = first["dates_with_region"] / first["dates_reported"]
        lead = (
            f"{first['dates_with_region']:,} of {first['dates_reported']:,} reported dates "
            f"({share * 100:.0f} %) name a region; {first['region']} is named most often, on "
            f"{first['dates_named']:,}, up to {_until(rows)}. A region that is not "
            "named may still have been hit."
        )
    return Chart(
        title="Dates on which reports of strikes name an oblast",
        lead=lead,
        rows=rows,
        columns=(
            Column("region", "Region"),
            Column("dates_named", "Dates named"),
            Column("dates_named_12_months", "In the last 12 months"),
            Column("last_named_on", "Last named on"),
            Column("region_pcode", "P-code"),
        ),
        row_key="region",
        empty=EMPTY,
        wide=draw(rows.shown, bounds, WIDE) if rows.shown else "",
        narrow=draw(rows.shown, bounds, NARROW) if rows.shown else "",
        legend=(
            Key("level0", "Not named"),
            *(
                Key(f"level{place}", f"{low} to {high}")
                for place, (low, high) in enumerate(bounds, 1)
            ),
        ),
        notes=("Boundaries: geoBoundaries (CC BY 4.0).",),
    )


def _until(rows: Rows) -> str:
    """The newest date on which a report names one of them."""
    return day(max(row["last_named_on"] for row in rows.shown if row["last_named_on"]))


def _bounds(highest: int) -> list[tuple[int, int]]:
    """Equal steps from 1 to the highest number, at most `SHADES` of them."""
    step = max(1, -(-highest // SHADES))
    return [(low, low + step - 1) for low in range(1, highest + 1, step)]


def draw(rows: Sequence[Row], bounds: list[tuple[int, int]], width: int) -> str:
    """The map; the wide one carries numbers."""
    own = ukraine(min(width, 760))
    named = {row["region_pcode"]: row for row in rows}
    shapes, numbers = [], []
    for area in areas("ukraine"):
        row = named.get(area.code)
        number = row["dates_named"] if row else 0
        level = sum(number >= low for low, _high in bounds)
        words = title(f"{row['region'] if row else area.name}: named on {number:,} dates")
        shapes.append(
            element(
                "path", words, cls=f"level{level}", d=own.path(area),
                data_k=row["region"] if row else None,
            )
        )  # fmt: skip
        if number and width >= 600 and max(map(len, area.rings)) > SMALL:
            x, y = own.middle_of(area)
            numbers.append(text(x, y + 4, f"{number}", cls="count", text_anchor="middle"))
    return picture(
        Frame(round(own.width), own.height),
        "Map of Ukraine: oblasts in a stronger colour are named on more dates. The table has the "
        "numbers.",
        group("oblasts", shapes),
        *numbers,
    )


def _launch_areas(rows: Rows) -> Chart:
    shown = [
        bars.Bar(row["launch_area"], row["launch_area"], ((row["dates_named"], "drones"),))
        for row in rows.shown[:MOST_BARS]
    ]
    label = "Bars: dates on which reports name a launch area."
    return Chart(
        title="Areas from which weapons were launched, by dates named",
        lead=f"The {len(shown)} areas named most often, up to {_until(rows)}; the table has all "
        f"{rows.total:,}."
        if rows.shown
        else "",
        rows=rows,
        columns=(
            Column("launch_area", "Launch area"),
            Column("state", "State"),
            Column("dates_named", "Dates named"),
            Column("dates_drones", "For drones"),
            Column("dates_missiles", "For missiles"),
            Column("last_named_on", "Last named on"),
        ),
        row_key="launch_area",
        empty="No report names a launch area.",
        wide=bars.draw(shown, WIDE, label) if shown else "",
        narrow=bars.draw(shown, NARROW, label) if shown else "",
        notes=(
            "Areas as reports name them, seas and directions too; they have no coordinates and so "
            "no place on a map. A report names several areas for one attack.",
        ),
    )
