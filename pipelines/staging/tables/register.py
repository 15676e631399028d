"""Reads the project's registers: CSV files with the columns of a family's contract.

Each row is one cited claim. A list is written `a;b`, a list of people `UKR: Rustem Umerov; RUS:
Igor Kostyukov`, a moment with its offset from UTC. A blank cell is unknown. The register's
defs.yaml declares the allowed values of a column under `terms`; its parse.py only calls this
module.
"""

from collections.abc import Callable

import polars as pl

from pipelines.staging.contract import MADE_LATER, contract, event_dates
from pipelines.staging.document import Document, ParsedDocument
from pipelines.staging.mappings import Terms
from pipelines.staging.tables import casts as cells
from pipelines.staging.tables.csvfile import read_csv

WRITTEN_AS = {
    "source_type": "standing",
    "published_stated": "published_on",
    "occurred_stated": "occurred_on",
    "violated_states": "violated_state_iso3",
    "started_stated": "started_on",
    "ended_stated": "ended_on",
    "exchanged_stated": "exchanged_on",
    "event_stated": "event_on",
    "is_transponding": "transponder_on",
}
"""Contract columns with another name in the register's file; all others have the same name."""

NOT_IN_A_REGISTER = (*MADE_LATER, "source", "document_id", "locator", "evidence", "published_at")
"""Contract columns that a register's file does not have."""

REQUIRED = ("reported_by", "standing", "report_ref", "event_ref", "published_on")
"""Columns that every register has: who reports it, where, about what, and when."""

STATE = "[A-Z]{3}"
"""ISO 3166-1 alpha-3."""

PARTY = "[A-Z]{2,5}"
"""A state, or the initials of an organisation: UN, ICRC, NATO."""

PARTY_LISTS = ("parties", "mediators")

ONE_OF_SEVERAL = ("violated_state_iso3",)
"""Columns that are null where their cell lists several; the list column of the cell has them."""


def reader(family: str) -> Callable[[Document], ParsedDocument]:
    """The `read` of a register, whose file has only contract columns of the family."""

    def read(document: Document) -> ParsedDocument:
        known = [written(name) for name in contract(family) if name not in NOT_IN_A_REGISTER]
        optional = dict.fromkeys(name for name in known if name not in REQUIRED)
        return read_csv(document, REQUIRED, list(optional))

    return read


def claimer(family: str) -> Callable[[pl.DataFrame, Terms], pl.DataFrame]:
    """The `<family>` function of a register, which casts text cells to the contract's dtypes.

    A column with terms may contain only the values declared there.
    """

    def claims(rows: pl.DataFrame, terms: Terms) -> pl.DataFrame:
        values: dict[str, pl.Expr] = {}
        wrong: list[pl.Expr] = []
        for name, dtype in contract(family).items():
            if name in NOT_IN_A_REGISTER:
                continue
            values[name], problem = _cell(name, dtype, terms)
            wrong.append(problem)
        if rows.get_column("time_precision").is_null().all():
            dates = [values[name] for name in event_dates(family)]
            values["time_precision"] = cells.precision_of(pl.coalesce(dates))
        return rows.select(
            "document_id",
            "locator",
            *(value.alias(name) for name, value in values.items()),
            cells.problems(*wrong),
        )

    return claims


def written(name: str) -> str:
    """Name of a contract column in a register's file."""
    return WRITTEN_AS.get(name, name)


def _cell(name: str, dtype: pl.DataType, terms: Terms) -> tuple[pl.Expr, pl.Expr]:
    """Value of a cell, and the message if it cannot be read."""
    column = written(name)
    if name in terms.words and isinstance(dtype, pl.List):
        parts = cells.listed(column)
        return terms.values(parts, name), terms.list_problem(parts, name)
    if name in terms.words:
        return terms.value(pl.col(column), name), terms.problem(pl.col(column), name)
    value, kind = _typed(name, column, dtype)
    if name in ONE_OF_SEVERAL:
        return value, pl.lit(None, pl.String)
    return value, cells.problem(column, value, kind)


def _typed(name: str, column: str, dtype: pl.DataType) -> tuple[pl.Expr, str]:
    """Value of a cell, and the description of the expected value for messages."""
    if name.endswith("_stated"):
        return cells.reduced_date(column), "a date (2026, 2026-02 or 2026-02-05)"
    if name == "delegation_heads":
        return _people(column), "a list of `ISO: name`"
    if name.endswith("_iso3") or name == "to_party":
        return cells.matching(column, STATE), "one state (ISO 3166-1 alpha-3)"
    if name == "violated_states":
        return cells.listed_matching(column, STATE), "a list of states (ISO 3166-1 alpha-3)"
    if name in PARTY_LISTS:
        return cells.listed_matching(column, PARTY), "a list of states (ISO 3166-1 alpha-3)"
    if isinstance(dtype, pl.List):
        return cells.listed(column), "a list"
    if dtype == pl.Boolean:
        return cells.truth(column), "true or false"
    if dtype == pl.Int32:
        return cells.whole_number(column), "a whole number"
    if dtype == pl.Float64:
        return cells.decimal(column), "a number"
    if dtype == pl.Date:
        return cells.day_of(column), "a date"
    if isinstance(dtype, pl.Datetime):
        return cells.moment(column), "a moment with its offset (2025-09-19T09:58+03:00)"
    return pl.col(column), "text"


def _people(column: str) -> pl.Expr:
    parts = pl.element().str.splitn(": ", 2)
    return cells.listed_matching(column, PARTY + r": \S.*").list.eval(
        pl.struct(
            parts.struct.field("field_0").alias("party"),
            parts.struct.field("field_1").alias("name"),
        )
    )
