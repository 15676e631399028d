"""The strike register: one row per window and weapon class, in Kyiv local time."""

import polars as pl

from pipelines.staging.document import Document, ParsedDocument
from pipelines.staging.mappings import Terms
from pipelines.staging.tables import casts as cells
from pipelines.staging.tables.csvfile import read_csv
from pipelines.staging.tables.windows import window
from pipelines.vocabulary import windows
from pipelines.vocabulary.regimes import merged_from

COLUMNS = (
    "window_start", "window_end", "attacker", "target", "weapon_class", "launched", "intercepted",
    "reported_by", "report_ref",
)  # fmt: skip


def read(document: Document) -> ParsedDocument:
    """Rows as they stand."""
    return read_csv(document, COLUMNS)


def strikes(rows: pl.DataFrame, terms: Terms) -> pl.DataFrame:
    """One claim per row; `problem` where a cell cannot be read."""
    span = window("window_start", "window_end")
    night_of = windows.night_of(span)
    launched, intercepted = cells.whole_number("launched"), cells.whole_number("intercepted")
    is_merged = pl.coalesce(night_of, span.end_on) >= merged_from()
    return rows.select(
        "document_id",
        "locator",
        "reported_by",
        "report_ref",
        span.start_at.alias("window_start_at"),
        span.end_at.alias("window_end_at"),
        night_of.alias("night_of"),
        windows.period(span).alias("period"),
        windows.time_precision(span).alias("time_precision"),
        pl.lit("national").alias("scope"),
        terms.value(pl.col("attacker"), "attacker").alias("attacker_iso3"),
        terms.value(pl.col("target"), "target").alias("target_iso3"),
        terms.value(pl.col("weapon_class"), "weapon_class").alias("weapon_class"),
        launched.alias("launched"),
        pl.when(launched.is_not_null()).then(pl.lit("exact")).alias("launched_qualifier"),
        pl.when(~is_merged).then(intercepted).alias("shot_down"),
        pl.when(is_merged).then(intercepted).alias("shot_down_or_suppressed"),
        pl.when(intercepted.is_not_null()).then(pl.lit("exact")).alias("intercepted_qualifier"),
        pl.when(pl.col("weapon_class") == "drone").then(pl.lit("unknown")).alias("decoys_included"),
        cells.problems(
            *_unread_windows(span),
            cells.problem("launched", launched, "a whole number"),
            cells.problem("intercepted", intercepted, "a whole number"),
            *(_unmapped(terms, name) for name in ("attacker", "target", "weapon_class")),
        ),
    )


def _unread_windows(span: windows.Window) -> list[pl.Expr]:
    """A cell with an hour must yield a moment, a shorter one a date; neither may be blank."""
    kind = "a Kyiv date, with or without a time (2026-02-04 18:00)"
    return [
        pl.when(pl.col(column).is_null())
        .then(pl.lit(f"{column} is blank"))
        .otherwise(cells.problem(column, pl.coalesce(moment, _date_alone(column)), kind))
        for column, moment in (("window_start", span.start_at), ("window_end", span.end_at))
    ]


def _date_alone(column: str) -> pl.Expr:
    return pl.col(column).str.strip_chars().str.to_date("%Y-%m-%d", strict=False)


def _unmapped(terms: Terms, name: str) -> pl.Expr:
    blank = pl.when(pl.col(name).is_null()).then(pl.lit(f"{name} is blank"))
    return pl.coalesce(blank, terms.problem(pl.col(name), name))
