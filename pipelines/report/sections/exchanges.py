"""Exchanges: people returned to each side, with ranges, and official totals beside ours."""

from collections.abc import Iterator, Sequence

from pipelines.report.content import Chart, Column, Filter, Key, Section, counted, day, ranged
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
    points,
    text,
    time_axis,
    time_data,
    title,
    zoomed,
)

EMPTY = (
    "No exchanges are published. The exchange register ships with the project; articles go into "
    "data/inbox/news_articles/."
)

HEIGHT, GAP = 150, 40

SIDES = (
    ("to_ukraine", "ukraine", "Returned to Ukraine"),
    ("to_russia", "russia", "Returned to Russia"),
)


def section(data: Data) -> Section:
    """The section of exchanges."""
    return Section(
        10,
        "exchanges",
        "Exchanges",
        "How many people came back in each exchange, and what do the official totals say?",
        (_exchanges(data.rows("exchanges")), _totals(data.rows("official_totals"))),
    )


def _exchanges(rows: Rows) -> Chart:
    disputed = sum(row["is_disputed"] for row in rows.shown)
    lead = ""
    if rows.shown:
        last = rows.shown[0]
        lead = (
            f"{counted(rows.total, 'exchange')} dated to the day; sources differ on {disputed:,}. "
            f"The latest is of {day(last['exchanged_on'])}: "
            f"{_people(last, 'to_ukraine')} to Ukraine, {_people(last, 'to_russia')} to Russia."
        )
    return Chart(
        title="People returned in exchanges, per side",
        lead=lead,
        rows=rows,
        columns=(
            Column("exchanged_on", "Date"),
            Column("to_ukraine_low", "Ukraine, low"),
            Column("to_ukraine_best", "Ukraine, best"),
            Column("to_ukraine_high", "Ukraine, high"),
            Column("to_russia_low", "Russia, low"),
            Column("to_russia_best", "Russia, best"),
            Column("to_russia_high", "Russia, high"),
            Column("stated_totals", "Stated totals"),
            Column("is_disputed", "Disputed"),
            Column("component_mismatch_in_words", "Total that does not add up", is_long=True),
            Column("sources", "Sources"),
        ),
        row_key="event_id",
        empty=EMPTY,
        wide=draw(rows.shown, WIDE) if rows.shown else "",
        narrow=draw(rows.shown, NARROW) if rows.shown else "",
        legend=(
            Key("ukraine", "Returned to Ukraine, best value"),
            Key("russia", "Returned to Russia, best value"),
            Key("whisker", "Low to high", "line"),
            Key("break", "Disputed", "dot"),
        ),
        notes=(
            "Bodies are not in these numbers. A side that no source counts has no bar. Exchanges "
            "that are not dated to the day are left out.",
        ),
        filters=(Filter("is_disputed", "Disputed"),),
        date_column="exchanged_on",
    )


def _people(row: Row, side: str) -> str:
    return ranged(row[f"{side}_low"], row[f"{side}_best"], row[f"{side}_high"])


def draw(rows: Sequence[Row], width: int) -> str:
    """A panel per side with a bar per exchange."""
    scale = TimeScale(rows[-1]["exchanged_on"], rows[0]["exchanged_on"], 48, width - 14)
    highest = max((row[f"{side}_high"] or 0 for row in rows for side, _, _ in SIDES), default=1)
    parts = []
    for place, (side, cls, heading) in enumerate(SIDES):
        top = 28 + place * (HEIGHT + GAP)
        frame = Frame(width, top + HEIGHT, left=48, right=14, top=top, bottom=0)
        y, grid = number_axis(frame, highest, wanted=3)
        parts += [grid, text(48, top - 10, heading, cls="unit")]
        parts.append(zoomed(*_bars(rows, side, cls, scale, y)))
    base = 28 + 2 * HEIGHT + GAP
    frame = Frame(width, base + 30)
    parts.append(time_axis(frame, scale, base))
    label = "Bars of people returned to Ukraine and to Russia in each exchange, with ranges."
    return picture(
        frame, label, *parts, data_time=time_data(scale), data_top=20, data_base=base,
        data_marks="",
    )  # fmt: skip


def _bars(rows: Sequence[Row], side: str, cls: str, scale: TimeScale, y: Scale) -> Iterator[str]:
    wide = max(scale.step * 4, 2.5)
    disputed = []
    for row in rows:
        best, low, high = row[f"{side}_best"], row[f"{side}_low"], row[f"{side}_high"]
        x = scale.middle(row["exchanged_on"])
        if best is not None:
            yield element(
                "rect", title(f"{day(row['exchanged_on'])}: {ranged(low, best, high)}"), cls=cls,
                x=x - wide / 2, y=y(best), width=wide, height=y.start - y(best),
                data_k=row["event_id"],
            )  # fmt: skip
        if low is not None and high is not None and low < high:
            yield element("path", cls="whisker", d=f"M{n(x)} {n(y(low))}V{n(y(high))}")
            disputed.append((x, y(high) - 7))
    yield points(disputed, "break")


def _compared(total: Row) -> str:
    """How an official total compares with the sum of the exchanges until then."""
    if total["difference"] is None:
        return "the ledger knows of no exchange until then."
    ours = ranged(total["ours_low"], total["ours_best"], total["ours_high"])
    return (
        f"the exchanges in the ledger add up to {ours}, a difference of {total['difference']:,}. "
        "The official total contains returns that no source reported one by one."
    )


def _totals(rows: Rows) -> Chart:
    living = next((row for row in rows.shown if row["category"] == "living"), None)
    lead = ""
    if living:
        lead = (
            f"To {day(living['until_on'])}, {living['reported_by']} states {living['official']:,} "
            f"people returned to Ukraine; {_compared(living)}"
        )
    return Chart(
        title="Official running totals beside the sum of exchanges",
        lead=lead,
        rows=rows,
        columns=(
            Column("until_on", "Up to"),
            Column("category", "Category"),
            Column("returned_to", "Returned to"),
            Column("official", "Official total"),
            Column("ours_low", "Ours, low"),
            Column("ours_best", "Ours, best"),
            Column("ours_high", "Ours, high"),
            Column("difference", "Difference"),
            Column("exchanges_counted", "Exchanges counted"),
            Column("reported_by", "Official source", is_long=True),
        ),
        row_key="until_on",
        empty="No official running total is published.",
        is_open=True,
    )
