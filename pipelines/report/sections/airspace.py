"""Airspace: maps of incidents, sightings apart from violations, and counts per state."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from pipelines.report.content import Chart, Column, Filter, Key, Section, counted, day
from pipelines.report.data import Data, Row, Rows
from pipelines.report.maps import Map, areas, europe
from pipelines.report.scales import Scale, TimeScale
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
    title,
)

EMPTY = (
    "No airspace incidents are published. The airspace register ships with the project; articles "
    "go into data/inbox/news_articles/."
)

SIDES = (
    ("Violations and dangerous encounters", ("violation", "dangerous_encounter")),
    ("Sightings, not attributed with certainty", ("sighting",)),
)
"""The two maps; a sighting is not a violation."""

GAP = 24


def section(data: Data) -> Section:
    """The section of airspace incidents."""
    rows, states = data.rows("airspace"), data.rows("airspace_states")
    return Section(
        8,
        "airspace",
        "Airspace",
        "Where was airspace violated, by whom, and how sure is that?",
        (_incidents(rows), _states(states)),
    )


def _lead(rows: Rows) -> str:
    """How many incidents there are, of which kind, and how many have a point."""
    if not rows.shown:
        return ""
    placed = [row for row in rows.shown if row["latitude"] is not None]
    by_state = sum(row["place_known"] == "state" for row in rows.shown)
    nowhere = len(rows.shown) - len(placed) - by_state
    confirmed = sum(
        row["kind"] == "violation" and row["attribution"] == "confirmed" for row in rows.shown
    )
    violations = sum(row["kind"] == "violation" for row in rows.shown)
    span = ""
    if dates := [row["placed_on"] for row in rows.shown if row["placed_on"]]:
        span = f"From {day(min(dates))} to {day(max(dates))}: "
    return (
        f"{span}{counted(violations, 'violation')}, {confirmed:,} of them with a confirmed "
        "violator. "
        f"{counted(len(placed), 'incident')} of {len(rows.shown):,} have a point; {by_state:,} are "
        f"known to a state only, {nowhere:,} to neither."
    )


def _incidents(rows: Rows) -> Chart:
    return Chart(
        title="Airspace incidents around the war",
        lead=_lead(rows),
        rows=rows,
        columns=(
            Column("occurred_stated", "Date"),
            Column("kind", "Kind"),
            Column("states", "State"),
            Column("location_name", "Place"),
            Column("place_known", "Place known"),
            Column("attribution", "Attribution"),
            Column("attributed_to", "Attributed to"),
            Column("object_type", "Object"),
            Column("object_count_low", "Count, low"),
            Column("object_count_best", "Count, best"),
            Column("object_count_high", "Count, high"),
            Column("sources", "Sources"),
            Column("summary", "Summary", is_long=True),
        ),
        row_key="event_id",
        empty=EMPTY,
        wide=draw(rows.shown, WIDE) if rows.shown else "",
        narrow=draw(rows.shown, NARROW) if rows.shown else "",
        legend=(
            Key("violation exact", "Violation, exact place", "circle"),
            Key("violation near", "Violation, locality", "circle"),
            Key("encounter exact", "Dangerous encounter", "circle"),
            Key("sighting exact", "Sighting, exact place", "circle"),
            Key("sighting near", "Sighting, locality", "circle"),
            Key("some", "Only the state is known, with the number of incidents"),
        ),
        notes=(
            "A dot is an exact place, a ring a locality; larger ones hold several incidents. "
            "An incident without a known place has no mark; the table has it. Drag over the bars "
            "to choose dates. Where a source names a place without a point, the point is the "
            "gazetteer's.",
            "Boundaries: geoBoundaries (CC BY 4.0), Natural Earth (public domain). Places: "
            "GeoNames (CC BY 4.0).",
        ),
        filters=(
            Filter("kind", "Kind"),
            Filter("attribution", "Attribution"),
            Filter("states", "State"),
            Filter("object_type", "Object"),
        ),
        date_column="placed_on",
    )


def draw(rows: Sequence[Row], width: int) -> str:
    """Two maps, beside each other where there is room, and bars per quarter below."""
    is_narrow = width < 600
    own = europe(width if is_narrow else (width - GAP) / 2)
    parts = [_land(own)]
    for place, (heading, kinds) in enumerate(SIDES):
        x = 0 if is_narrow else place * (own.width + GAP)
        y = place * (own.height + 40) if is_narrow else 0
        inside = [row for row in rows if row["kind"] in kinds]
        parts.append(
            element(
                "g",
                text(0, 16, heading, cls="unit")
                + element("svg", _map(inside, own), y=26, width=own.width, height=own.height),
                transform=f"translate({n(x)} {n(y)})",
            )
        )
    top = (2 * (own.height + 40) if is_narrow else own.height + 36) + 10
    bars, scale = _bars(rows, Frame(width, top + 90, left=8, top=top, bottom=28))
    return picture(
        Frame(width, top + 90),
        "Two maps of Europe: violations and dangerous encounters, and sightings; below them the "
        "number of incidents per quarter. The table below lists every incident.",
        *parts,
        bars,
        data_time=time_data(scale),
        data_brush="",
        data_top=top,
        data_base=top + 62,
    )


def _map(rows: Sequence[Row], own: Map) -> str:
    """Marks over the land; states of which incidents are known to the state only are shaded."""
    known = _known_to_state(rows)
    shaded = group(
        "land",
        (
            element("path", cls="some", d=own.path(area), data_k="|".join(known[area.code]))
            for area in areas("europe")
            if area.code in known
        ),
    )
    land = element("use", href=f"#{_land_id(own)}")
    return land + shaded + "".join(_places(rows, own)) + "".join(_counts(known, own))


def _land(own: Map) -> str:
    """The outlines of all states, once for both maps."""
    shapes = group("land", (element("path", d=own.path(area)) for area in areas("europe")))
    return element("defs", element("g", shapes, id=_land_id(own)))


def _land_id(own: Map) -> str:
    return f"europe-{round(own.width)}"


def _places(rows: Sequence[Row], own: Map) -> Iterator[str]:
    """A mark per place, kind and precision; its size grows with the number of incidents."""
    places: dict[tuple, list[Row]] = defaultdict(list)
    for row in rows:
        if row["latitude"] is not None:
            kind = "encounter" if row["kind"] == "dangerous_encounter" else row["kind"]
            spot = (row["longitude"], row["latitude"], kind, row["place_known"])
            places[spot].append(row)
    for (longitude, latitude, kind, known), members in sorted(
        places.items(), key=lambda item: -len(item[1])
    ):
        x, y = own(longitude, latitude)
        names = sorted({row["location_name"] or "place not named" for row in members})
        yield element(
            "circle",
            title(f"{', '.join(names[:3])}: {counted(len(members), kind)}"),
            cls=f"{kind} {known}",
            cx=x,
            cy=y,
            r=round(2.4 + 1.6 * len(members) ** 0.5, 1),
            data_k="|".join(row["event_id"] for row in members),
        )


def _known_to_state(rows: Sequence[Row]) -> dict[str, list[str]]:
    """Incidents of which only the state is known, by state."""
    known: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        if row["place_known"] == "state":
            for state in row["violated_states"]:
                known[state].append(row["event_id"])
    return known


def _counts(known: dict[str, list[str]], own: Map) -> Iterator[str]:
    """The numbers of those incidents, in the middle of the states."""
    for area in areas("europe"):
        if ids := known.get(area.code):
            x, y = own.middle_of(area)
            keys = "|".join(ids)
            yield text(
                x, y + 4, str(len(ids)), cls="count", text_anchor="middle", data_count=keys,
                data_k=keys,
            )  # fmt: skip


def _bars(rows: Sequence[Row], frame: Frame) -> tuple[str, TimeScale]:
    """Incidents per quarter."""
    quarters: dict[date, int] = defaultdict(int)
    for row in rows:
        if row["placed_on"]:
            on = row["placed_on"]
            quarters[date(on.year, on.month - (on.month - 1) % 3, 1)] += 1
    days = [row["placed_on"] for row in rows if row["placed_on"]] or [date(2022, 2, 24)]
    scale = TimeScale(min(days), max(days), frame.x0, frame.x1)
    y = Scale(0, max(quarters.values(), default=1), frame.y0, frame.y1 + 14)
    parts = [text(frame.x0, frame.y1, "Incidents per quarter", cls="unit")]
    for quarter, number in sorted(quarters.items()):
        x = scale.clamped(quarter)
        end = scale.clamped(_next_quarter(quarter))
        parts.append(
            element(
                "rect", title(f"Quarter from {day(quarter)}: {number}"), cls="silent", x=x,
                y=y(number), width=max(end - x - 1.5, 1.0), height=frame.y0 - y(number),
            )
        )  # fmt: skip
    return group("bars", parts) + time_axis(frame, scale), scale


def _next_quarter(quarter: date) -> date:
    month = quarter.month + 3
    return date(quarter.year + month // 13, (month - 1) % 12 + 1, 1)


def _states(states: Rows) -> Chart:
    return Chart(
        title="Incidents per state",
        lead="An incident over two states counts for both, so the rows do not add up to a total.",
        rows=states,
        columns=(
            Column("state", "State"),
            Column("violations", "Violations"),
            Column("confirmed", "Violator confirmed"),
            Column("encounters", "Encounters"),
            Column("sightings", "Sightings"),
            Column("without_place", "Without a place"),
        ),
        row_key="state",
        empty=EMPTY,
    )
