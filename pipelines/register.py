"""Registers of our own: CSV files whose columns are the family's contract columns, one cited claim a row.

A list is written `a;b`, a list of people `UKR: Rustem Umerov; RUS: Igor Kostyukov`. Blank is
unknown. A register's parse.py is two lines that call this module.
"""

from collections.abc import Callable

import polars as pl

from pipelines import cells
from pipelines.conform import EVENT_DATES, MADE_LATER, contract
from pipelines.csvfile import read_csv
from pipelines.reading import Document, Reading
from pipelines.terms import Terms

NOT_IN_A_REGISTER = (*MADE_LATER, "source", "document_id", "locator", "evidence", "published_at")
"""Columns of a contract that a register's file does not have."""

REQUIRED = ("reported_by", "standing", "report_ref", "event_ref", "published_on")
"""Columns that every register has: who says it, where, of what, and when."""


def reader(family: str) -> Callable[[Document], Reading]:
    """The `read` of a register: its file holds contract columns of the family and no others."""

    def read(document: Document) -> Reading:
        optional = [name for name in contract(family) if name not in NOT_IN_A_REGISTER]
        return read_csv(document, REQUIRED, [name for name in optional if name not in REQUIRED])

    return read


def claimer(family: str) -> Callable[[pl.DataFrame, Terms], pl.DataFrame]:
    """The `<family>` function of a register: text cells become the contract's dtypes."""

    def claims(rows: pl.DataFrame, _: Terms) -> pl.DataFrame:
        schema = contract(family)
        values: dict[str, pl.Expr] = {}
        wrong: list[pl.Expr] = []
        for name, dtype in schema.items():
            if name in NOT_IN_A_REGISTER:
                continue
            value, kind = _typed(name, dtype)
            values[name] = value
            wrong.append(cells.problem(name, value, kind))
        for date, precision in ((d, "time_precision") for d in EVENT_DATES if d in values):
            if rows.get_column(precision).is_null().all():
                values[precision] = cells.precision_of(values[date])
        return rows.select(
            "document_id",
            "locator",
            *(value.alias(name) for name, value in values.items()),
            cells.problems(*wrong),
        )

    return claims


def _typed(name: str, dtype: pl.DataType) -> tuple[pl.Expr, str]:
    """Value of a cell, and what to call it when it has none."""
    if name in EVENT_DATES or name == "published_on":
        return cells.reduced_date(name), "a date (2026, 2026-02 or 2026-02-05)"
    if name == "delegation_heads":
        return _people(name, dtype), "a list of `ISO: name`"
    if isinstance(dtype, pl.List):
        return cells.listed(name), "a list"
    if dtype == pl.Boolean:
        return cells.truth(name), "true or false"
    if dtype == pl.Int32:
        return cells.whole_number(name), "a whole number"
    if dtype == pl.Float64:
        return cells.decimal(name), "a number"
    if dtype == pl.Date:
        return cells.day_of(name), "a date"
    if isinstance(dtype, pl.Datetime):
        return cells.local_minute(name), "a date and time in Kyiv"
    return pl.col(name), "text"


def _people(name: str, dtype: pl.DataType) -> pl.Expr:
    parts = pl.element().str.splitn(": ", 2)
    return cells.listed(name).list.eval(
        pl.struct(
            parts.struct.field("field_0").alias("party"),
            parts.struct.field("field_1").alias("name"),
        )
    )
