"""The head of the page: five figures with their dates, and how fresh the data is."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from pipelines.report.content import counted, day, ranged
from pipelines.report.data import Data, Row


@dataclass(frozen=True)
class Card:
    """A figure at the head of the page. `link`: its claims."""

    label: str
    value: str
    dated: str
    link: str


@dataclass(frozen=True)
class Line:
    """A sentence on freshness. `newest`: the date from which the page counts its age."""

    words: str
    newest: date | None = None


def cards(data: Data) -> list[Card]:
    """Figures that the publication has."""
    return [card(row) for row in data.rows("head").shown]


def card(row: Row) -> Card:
    """A row of sql/report/head.sql in words."""
    low, best, high, on = row["low"], row["best"], row["high"], row["dated_on"]
    link = "#event=" + quote(" ".join(row["event_ids"] or ()))
    figure = row["figure"]
    if figure == "last_night":
        link = f"#chart=nights&row={on}"
        return Card("Drones launched, last known night", ranged(low, best, high), day(on), link)
    if figure == "record_night":
        link = f"#chart=nights&row={on}"
        return Card("Drones launched, record night and day", ranged(low, best, high), day(on), link)
    if figure == "exchange_balance":
        return Card(
            "More people returned to Ukraine than to Russia", f"{best:,}",
            f"{high:,} against {low:,}, to {day(on)}", link,
        )  # fmt: skip
    if figure == "incidents":
        return Card(
            "Airspace violations in twelve months", f"{best:,}",
            f"{low:,} with a confirmed violator; {high - best:,} sightings and encounters apart",
            "#airspace",
        )  # fmt: skip
    if figure == "in_force":
        return Card(
            "Agreements in force", f"{low:,} to {high:,}" if high > low else f"{low:,}",
            f"{low:,} certain, {high - low:,} possible on {day(on)}", "#agreements",
        )  # fmt: skip
    raise ValueError(f"{figure}: sql/report/head.sql has a figure that head.py does not print")


def freshness(data: Data) -> list[Line]:
    """How old the newest item of each source is on the day of the publication."""
    rows = data.rows("sources").shown
    dated = [row for row in rows if row["age_days"] is not None]
    lines = []
    for row in sorted(dated, key=lambda one: (one["age_days"], one["source"]))[:1]:
        lines.append(
            Line(f"The newest data is of {day(row['last_item_on'])}, from {row['source']}",
                 row["last_item_on"])
        )  # fmt: skip
    silent = [row for row in dated if row["state"] == "silent"]
    if silent:
        names = ", ".join(f"{row['source']} ({counted(row['age_days'], 'day')})" for row in silent)
        lines.append(Line(f"Silent longer than usual, counted to the day of publication: {names}."))
    waiting = [row["source"] for row in rows if row["state"] == "no data"]
    if waiting:
        lines.append(Line(f"Nothing has come in of: {', '.join(waiting)}."))
    return lines
