"""The head of the page: five figures with their dates, and how fresh the data is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from pipelines.paths import SQL
from pipelines.report.content import counted, day, ranged, spelled
from pipelines.report.data import Data, NoSuchFamily, Row
from pipelines.warehouse.sqlfile import REPORT

Rows = Mapping[str, Row]
"""Rows of sql/report/head_*.sql by figure."""


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
    """Figures that the publication has, in the order of the page."""
    rows = figures(data)
    makers = (last_night, record_night, exchange_balance, incidents, in_force)
    return [card for maker in makers if (card := maker(rows)) is not None]


def figures(data: Data) -> Rows:
    """Figures of every family of sql/report/head_<family>.sql that the project has."""
    found = {}
    for file in sorted((SQL / REPORT).glob("head_*.sql")):
        try:
            found |= {row["figure"]: row for row in data.rows(file.stem).shown}
        except NoSuchFamily:
            continue
    return found


def last_night(rows: Rows) -> Card | None:
    """Drones launched in the last night with a number."""
    row = rows.get("last_night")
    if row is None:
        return None
    value = ranged(row["low"], row["best"], row["high"])
    link = f"#chart=nights&row={row['dated_on']}"
    return Card("Drones launched, last known night", value, day(row["dated_on"]), link)


def record_night(rows: Rows) -> Card | None:
    """The record of a night, and of a date with its day where that is another."""
    row, date_row = rows.get("record_night"), rows.get("record_date")
    if row is None:
        return None
    dated = day(row["dated_on"])
    if date_row is not None and date_row["dated_on"] != row["dated_on"]:
        dated += f"; night and day: {date_row['best']:,}, {day(date_row['dated_on'])}"
    value = ranged(row["low"], row["best"], row["high"])
    link = f"#chart=nights&row={row['dated_on']}"
    return Card("Drones launched, record night", value, dated, link)


def exchange_balance(rows: Rows) -> Card | None:
    """People returned to each side in the exchanges counted so far."""
    row = rows.get("exchange_balance")
    if row is None or row["best"] is None:
        return None
    side, other = ("Ukraine", "Russia") if row["best"] >= 0 else ("Russia", "Ukraine")
    return Card(
        f"More people returned to {side} than to {other}",
        f"{abs(row['best']):,}",
        f"Ukraine {row['high']:,}, Russia {row['low']:,}, to {day(row['dated_on'])}",
        "#chart=exchanges",
    )


def incidents(rows: Rows) -> Card | None:
    """Violations of airspace within twelve months, sightings apart."""
    row = rows.get("incidents")
    if row is None:
        return None
    return Card(
        "Airspace violations in twelve months",
        f"{row['best']:,}",
        f"{row['low']:,} with a confirmed violator; "
        f"{row['high'] - row['best']:,} sightings and encounters apart",
        "#chart=airspace&kind=violation",
    )


def in_force(rows: Rows) -> Card | None:
    """Agreements in force on the day of the publication, certainly or possibly."""
    row = rows.get("in_force")
    if row is None:
        return None
    certain, all_of_them = row["low"], row["high"]
    value = f"{certain:,}" if certain == all_of_them else f"{certain:,} to {all_of_them:,}"
    dated = f"{certain:,} certain, {all_of_them - certain:,} possible on {day(row['dated_on'])}"
    link = f"#chart=agreements&on={row['dated_on']}"
    return Card("Agreements in force", value, dated, link)


def freshness(data: Data) -> list[Line]:
    """How old the newest item of each source is on the day of the publication."""
    rows = data.rows("sources").shown
    dated = [row for row in rows if row["age_days"] is not None]
    to_the_day = [row for row in dated if len(row["last_item_stated"]) == 10]
    lines = []
    for row in sorted(to_the_day, key=lambda one: (one["age_days"], one["source"]))[:1]:
        lines.append(
            Line(
                f"The newest data is of {day(row['last_item_latest_on'])}, from the source "
                f"{spelled(row['source'])}",
                row["last_item_latest_on"],
            )
        )
    for state, sentence in (
        ("current", "Data until, and its age on the day of publication: {}."),
        ("silent", "Silent longer than usual: {}."),
        ("ended", "Ended: {}."),
    ):
        ages = [_age(row) for row in dated if row["state"] == state]
        if ages:
            lines.append(Line(sentence.format("; ".join(ages))))
    waiting = [spelled(row["source"]) for row in rows if row["state"] == "no data"]
    if waiting:
        lines.append(Line(f"Nothing has come in of: {', '.join(waiting)}."))
    return lines


def _age(row: Row) -> str:
    """A source with its newest date and its age: strike register 2026-10-07 (51 days)."""
    least = "" if len(row["last_item_stated"]) == 10 else "at least "
    age = counted(row["age_days"], "day")
    return f"{spelled(row['source'])} {row['last_item_stated']} ({least}{age})"
