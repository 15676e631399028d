"""Agreements: what was in force when, certainly or possibly, and what a party had suspended."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from pipelines.report.content import Chart, Column, Filter, Key, Section, day
from pipelines.report.data import About, Data, Row, Rows
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
    title,
    zoomed,
)

EMPTY = (
    "No agreements are published. The agreement register ships with the project; articles go into "
    "data/inbox/news_articles/."
)

FIRST = date(2014, 1, 1)
"""Where the time line begins; older starts are cut, and the table has them."""

DRAWN = ("in_force", "suspended")
"""Statuses drawn as a span; the others are in the table."""


def section(data: Data) -> Section:
    """The section of agreements."""
    return Section(
        11,
        "agreements",
        "Agreements",
        "Which agreements and channels are in force, and how sure is that?",
        (_agreements(data.rows("agreements"), data.about),),
    )


def _agreements(rows: Rows, about: About) -> Chart:
    certain = [row["name"] for row in rows.shown if row["in_force_today"] == "certain"]
    possible = [row["name"] for row in rows.shown if row["in_force_today"] == "possible"]
    lead = ""
    if rows.shown:
        lead = f"Certainly in force on {day(about.day)}: {', '.join(certain) or 'none'}. " + (
            f"Possibly: {', '.join(possible)}." if possible else "Possibly, besides these: none."
        )
    return Chart(
        title="Agreements and channels in force",
        lead=lead,
        rows=rows,
        columns=(
            Column("name", "Agreement or channel"),
            Column("kind", "Kind"),
            Column("parties", "Parties"),
            Column("status", "Status"),
            Column("status_party", "Party of the status"),
            Column("valid_from_stated", "From"),
            Column("valid_to_stated", "To"),
            Column("in_force_today", "In force today"),
            Column("claims", "Claims"),
        ),
        row_key="event_id",
        empty=EMPTY,
        wide=draw(rows.shown, about.day, WIDE) if rows.shown else "",
        narrow=draw(rows.shown, about.day, NARROW) if rows.shown else "",
        legend=(
            Key("certain", "Certainly in force"),
            Key("possible", "Possibly in force: imprecise dates, or no source reports the end"),
            Key("suspended", "Suspended: a lane per party that the reports name"),
            Key("today", "Day of the publication", "line"),
        ),
        notes=(
            "If no source reports the end of a truce or deal, it is certain only until its last "
            "reported start or extension, and possible for the usual term of its kind after that. "
            "A violation does not end an agreement. Agreements that never came into force are in "
            "the table.",
            "Where a party suspends an agreement, it stays in force for the others, and a lane of "
            "its own below shows the suspension. The lane names the party if the reports of the "
            "suspension name it alone; if they name all parties of the agreement, the ledger does "
            "not know who suspended it, and the lane says so. The reports are in the panel.",
        ),
        filters=(
            Filter("kind", "Kind"),
            Filter("status", "Status"),
            Filter("parties", "Party"),
            Filter("in_force_today", "In force today"),
        ),
        date_column="possibly_from",
        span_columns=("possibly_from", "surely_from", "surely_until", "possibly_until"),
    )


@dataclass(frozen=True)
class Lane:
    """A line of the picture: an agreement, or below it the party that suspended it."""

    name: str
    rows: tuple[Row, ...]
    is_lower: bool = False


def lanes(rows: Sequence[Row]) -> list[Lane]:
    """Lanes of the agreements that began, the latest on top, each with lanes of suspensions."""
    begun = {row["event_id"] for row in rows if row["status"] in ("in_force", "signed")}
    own: dict[str, list[Row]] = defaultdict(list)
    for row in sorted(rows, key=_begin, reverse=True):
        if row["status"] in DRAWN and row["event_id"] in begun:
            own[row["event_id"]].append(row)
    found = []
    for members in own.values():
        in_force = tuple(row for row in members if row["status"] == "in_force")
        found.append(Lane(members[0]["name"], in_force))
        parties: dict[str | None, list[Row]] = defaultdict(list)
        for row in reversed(members):
            if row["status"] == "suspended":
                parties[row["status_party"]].append(row)
        found += [Lane(_suspended_by(p), tuple(rows), True) for p, rows in parties.items()]
    return found


def _suspended_by(party: str | None) -> str:
    return f"suspended: {party or 'party not named'}"


def draw(rows: Sequence[Row], today: date, width: int) -> str:
    """A lane per agreement, and a thinner one below it per party that suspended it."""
    is_narrow = width < 600
    left = 6 if is_narrow else 330
    near, far = (28, 36) if is_narrow else (17, 28)
    shown = lanes(rows)
    scale = TimeScale(FIRST, today, left, width - 14)
    names, marks = [], []
    y = 20.0 if is_narrow else 5.0
    for lane, following in zip(shown, [*shown[1:], None], strict=True):
        name = _short(lane.name, 44 if is_narrow else 48)
        x, up = (0, y - 5) if is_narrow else (left - 12, y + 11)
        cls = None if lane.is_lower else "lane"
        names.append(text(x, up, name, cls=cls, text_anchor="start" if is_narrow else "end"))
        names.append(element("path", d=f"M{n(left)} {n(y + 7)}H{n(width - 14)}"))
        marks += [mark for row in lane.rows for mark in _spans(row, scale, y, today)]
        y += near if following is not None and following.is_lower else far
    base = round(y) + 4
    frame = Frame(width, base + 30, left=left, right=14)
    line = f"M{n(scale.end)} 2V{n(base)}"
    label = (
        "A lane per agreement with its certain and possible stretches, and below it a lane per "
        "party that suspended it. The table has all dates."
    )
    return picture(
        frame, label, group("axis", names), zoomed(*marks, element("path", cls="today", d=line)),
        time_axis(frame, scale, base), data_time=time_data(scale), data_top=2, data_base=base,
        data_marks="",
    )  # fmt: skip


def _begin(row: Row) -> date:
    return row["possibly_from"] or date.min


def _short(name: str, most: int) -> str:
    return name if len(name) <= most else name[: most - 1].rstrip() + "…"


def _spans(row: Row, scale: TimeScale, y: float, today: date) -> Iterator[str]:
    """Boxes of a status: the possible span, over it the certain one."""
    words = f"{row['name']}: {row['status'].replace('_', ' ')} from {row['valid_from_stated']}"
    words += f" to {row['valid_to_stated']}" if row["valid_to_stated"] else ", no end reported"
    if row["status"] == "suspended":
        until = _day_of(row["valid_to_stated"]) or today
        yield _box(row, words, scale, (row["possibly_from"], until), y + 3, 8, "suspended")
        return
    possible = (row["possibly_from"], row["possibly_until"] or today)
    yield _box(row, words, scale, possible, y, 14, "possible")
    until = row["surely_until"] or today
    if row["surely_from"] is not None and row["surely_from"] <= until:
        yield _box(row, words, scale, (row["surely_from"], until), y, 14, "certain")


def _box(
    row: Row, words: str, scale: TimeScale, span: tuple[date, date], y: float, height: float,
    cls: str,
) -> str:  # fmt: skip
    x, end = scale.clamped(span[0]), scale.clamped(span[1])
    return element(
        "rect", title(words), cls=cls, x=x, y=float(y), width=max(end - x, 3.0),
        height=float(height), data_k=row["event_id"],
    )  # fmt: skip


def _day_of(stated: str | None) -> date | None:
    """A stated date as a date: the first day of a month or year."""
    return date.fromisoformat((stated + "-01-01")[:10]) if stated else None
