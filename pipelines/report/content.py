"""What a page consists of: sections, charts, columns and their words.

A section's module returns a `Section`; the templates print it. Reading does not belong here
(data.py), nor do places on the paper (svg.py).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain
from typing import Any

import polars as pl
from markupsafe import Markup

from pipelines.report.data import Row, Rows


@dataclass(frozen=True)
class Column:
    """A column of a chart's table: its name in the query and its heading.

    `is_long`: it holds prose; `is_month`: its values are first days of months, printed as months.
    """

    name: str
    heading: str
    is_long: bool = False
    is_month: bool = False

    def cell(self, row: Row) -> str:
        """The value as the page prints it."""
        value = row[self.name]
        return f"{value:%Y-%m}" if self.is_month and value is not None else words(value)


@dataclass(frozen=True)
class Filter:
    """A choice of rows by the values of one column; `heading` is its label."""

    column: str
    heading: str


@dataclass(frozen=True)
class Key:
    """An entry of a legend: the class of the sign, its shape, and what it means."""

    cls: str
    meaning: str
    shape: str = "box"


@dataclass(frozen=True)
class Chart:
    """A picture and its table.

    `wide`, `narrow`: the picture for large and small screens; both empty for a table alone.
    `row_key`: the column that names a row in the address of the page. `empty`: what would fill the
    chart when it has no rows. `notes`: what must be said with the picture, `caveat`: what must not
    be overlooked. `date_column`: by which dates are chosen. `span_columns`: first possible, first
    certain, last certain and last possible date of a row, for "in force on". `events_of`: another
    chart with the same row keys, whose rows have the events.
    """

    title: str
    lead: str
    rows: Rows
    columns: tuple[Column, ...]
    row_key: str
    empty: str
    wide: str = ""
    narrow: str = ""
    legend: tuple[Key, ...] = ()
    notes: tuple[str, ...] = ()
    filters: tuple[Filter, ...] = ()
    caveat: str = ""
    date_column: str | None = None
    span_columns: tuple[str, ...] = ()
    events_of: str = ""
    is_open: bool = False

    @property
    def name(self) -> str:
        """Name of its query, its CSV file and its embedded form."""
        return self.rows.name

    @property
    def is_empty(self) -> bool:
        return self.rows.total == 0

    @property
    def newest(self) -> str:
        """The newest date or month of its rows in words; empty without a column of dates."""
        values = (row.get(self.date_column or "") for row in self.rows.shown)
        dates = [one for one in values if isinstance(one, date)]
        if not dates:
            return ""
        has_days = any(one.day > 1 for one in dates)
        return day(max(dates)) if has_days else f"{max(dates):%B %Y}"

    @property
    def settings(self) -> Markup:
        """Attributes of the chart for the page's script."""
        names = [column.name for column in self.columns]
        dates = names.index(self.date_column) if self.date_column in names else ""
        attributes = (
            Markup("") if self.date_column is None else Markup(' data-dates="{}"').format(dates)
        )
        if self.events_of:
            attributes += Markup(' data-events-of="{}"').format(self.events_of)
        return attributes + (Markup(" data-spans") if self.span_columns else Markup(""))

    def attributes(self, row: Row) -> Markup:
        """Attributes of a row for the page's script, only where they say more than its cells.

        k: its name in the address; e: ids of its events; f: its values for the filters; d: its
        date; s: its span of dates.
        """
        shown = [column.name for column in self.columns]
        values = {
            "k": "" if self.row_key == shown[0] else words(row[self.row_key]),
            "e": " ".join(row.get("event_ids") or ()),
            "f": self.filter_values(row),
            "d": words(row[self.date_column]) if self.date_column not in (None, *shown) else "",
            "s": ",".join(words(row[name]) for name in self.span_columns),
        }
        return Markup("").join(
            Markup(' data-{}="{}"').format(name, value) for name, value in values.items() if value
        )

    @property
    def column_classes(self) -> str:
        """Classes of the table by places of columns: n for numbers, d for dates, w for prose."""
        kinds = self.rows.frame.schema
        numbers = [f"n{at}" for at, one in self._placed if kinds[one.name].is_numeric()]
        dates = [f"d{at}" for at, one in self._placed if kinds[one.name] == pl.Date]
        return " ".join([*numbers, *dates, *(f"w{at}" for at, one in self._placed if one.is_long)])

    @property
    def _placed(self) -> list[tuple[int, Column]]:
        return list(enumerate(self.columns, 1))

    def choices(self, one: Filter) -> list[str]:
        """Values that a filter offers, in alphabetical order."""
        values = flattened(row[one.column] for row in self.rows.shown)
        return sorted(spelled(value) for value in values if value is not None)

    def filter_values(self, row: Row) -> str:
        """Values of a row for the filters, in their order, for the page's script."""
        return "|".join(
            ",".join(spelled(value) for value in flattened([row[one.column]]) if value is not None)
            for one in self.filters
        )


@dataclass(frozen=True)
class Section:
    """A question and the charts that answer it. `place`: its number on the page.

    `words`: paragraphs; `citation`: whether it says how to cite the page.
    """

    place: int
    name: str
    title: str
    question: str
    charts: tuple[Chart, ...]
    words: tuple[str, ...] = ()
    citation: bool = False


PROPER = {
    "ukraine": "Ukraine", "russia": "Russia", "russian": "Russian", "acled": "ACLED",
    "viina": "VIINA", "ucdp": "UCDP", "ged": "GED", "gdelt": "GDELT", "pow": "prisoners of war",
}  # fmt: skip
"""Words of codes that are names or abbreviations."""

DATED = (("_from_stated", "_from"), ("_to_stated", "_to"), ("_stated", "_on"))
"""Endings of figures that are dates, and how they are read."""


def words(value: Any) -> str:
    """A value for people: nothing for null, ISO dates, grouped digits, words for codes."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M} UTC"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, float):
        return f"{value:,.4f}".rstrip("0").rstrip(".")
    if isinstance(value, list):
        return ", ".join(words(one) for one in value)
    return spelled(value)


def spelled(value: Any) -> str:
    """A code of the vocabulary in words: shot_down is "shot down"."""
    text = str(value)
    if not text.islower() or " " in text:
        return text
    for ending, read in DATED:
        if text.endswith(ending):
            text = text.removesuffix(ending) + read
    return " ".join(PROPER.get(word, word) for word in text.split("_"))


def flattened(values: Iterable[Any]) -> list[Any]:
    """Values without repetition, with the members of lists in the place of the lists.

    They keep their order, so that equal input gives an equal page in every process.
    """
    lists = (value if isinstance(value, list) else [value] for value in values)
    return list(dict.fromkeys(chain.from_iterable(lists)))


def ranged(low: int | None, best: int | None, high: int | None) -> str:
    """A best value with its range, where sources differ: 160 (157 to 160)."""
    if low is None or high is None:
        return "not stated" if best is None else f"{best:,}"
    if best is None:
        return f"{low:,} to {high:,}"
    return f"{best:,}" if low == high == best else f"{best:,} ({low:,} to {high:,})"


def day(value: date | None) -> str:
    """A date in words: 5 February 2026."""
    return "an unknown date" if value is None else f"{value.day} {value:%B %Y}"


def counted(number: int, one: str, several: str | None = None) -> str:
    """A number with its noun: 1 night, 2 nights."""
    return f"{number:,} {one if number == 1 else several or one + 's'}"
