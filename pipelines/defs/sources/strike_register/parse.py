"""The strike register: one row per attack window and weapon model, or bundle of models.

Windows are in Kyiv local time. The file is made by compile.py; how the figures of several rows
make one attack does not belong here (see sql/strikes/).
"""

import polars as pl

from pipelines.staging.document import Document, ParsedDocument
from pipelines.staging.mappings import Terms
from pipelines.staging.tables import casts as cells
from pipelines.staging.tables.csvfile import read_csv
from pipelines.staging.tables.windows import window
from pipelines.vocabulary import windows
from pipelines.vocabulary.tables import vocabulary

COLUMNS = (
    "window_start", "window_end", "period", "attacker", "target", "scope", "weapon_class",
    "weapons", "launched", "launched_qualifier", "shot_down", "suppressed",
    "shot_down_or_suppressed", "intercepted_qualifier", "not_reached_target", "still_airborne",
    "left_airspace", "hit_locations", "debris_locations", "jet_powered", "decoys_included",
    "launch_areas", "targets", "target_regions", "affected_regions", "flags", "reported_by",
    "reporting_side", "report_ref", "published_at", "quote",
)  # fmt: skip
"""Columns of the register, in the order of its file."""

COUNTS = (
    "launched", "shot_down", "suppressed", "shot_down_or_suppressed", "not_reached_target",
    "still_airborne", "left_airspace", "hit_locations", "debris_locations", "jet_powered",
)  # fmt: skip

INTERCEPTED = ("shot_down", "suppressed", "shot_down_or_suppressed")

LISTS = ("launch_areas", "target_regions", "affected_regions")

WORDS = {
    "attacker": "attacker_iso3",
    "target": "target_iso3",
    "scope": "scope",
    "reporting_side": "reporting_side",
}
"""Columns whose words defs.yaml lists under `terms` -> contract column; none may be blank."""


def read(document: Document) -> ParsedDocument:
    """Rows of the register, unchanged."""
    return read_csv(document, COLUMNS)


def strikes(rows: pl.DataFrame, terms: Terms) -> pl.DataFrame:
    """One claim per row; `problem` where a cell cannot be read."""
    span = window("window_start", "window_end")
    counts = {name: cells.whole_number(name) for name in COUNTS}
    intercepted = pl.any_horizontal(counts[name].is_not_null() for name in INTERCEPTED)
    is_drone = pl.col("weapon_class") == "drone"
    return rows.select(
        "document_id",
        "locator",
        "reported_by",
        "report_ref",
        "quote",
        *_when(span, terms),
        *(terms.value(pl.col(column), column).alias(name) for column, name in WORDS.items()),
        "weapon_class",
        cells.listed("weapons").alias("weapons"),
        pl.col("targets").str.replace_all(";", "; ", literal=True).alias("target_as_written"),
        *(cells.listed(name).alias(name) for name in LISTS),
        terms.values(cells.listed("flags"), "flags").alias("flags"),
        *(value.alias(name) for name, value in counts.items()),
        _qualifier("launched_qualifier", counts["launched"].is_not_null(), terms),
        _qualifier("intercepted_qualifier", intercepted, terms),
        pl.coalesce(
            terms.value(pl.col("decoys_included"), "decoys_included"),
            pl.when(is_drone).then(pl.lit("unknown")),
        ).alias("decoys_included"),
        cells.problems(*_problems(span, counts, terms)),
    )


def _when(span: windows.Window, terms: Terms) -> list[pl.Expr]:
    """Window, night and publication; a period that the report names overrides the hours."""
    named = terms.value(pl.col("period"), "period")
    precision = windows.time_precision(span)
    is_named = named.is_in(["night", "day"]) & (precision > 2)
    published_at = cells.moment("published_at")
    return [
        span.start_at.alias("window_start_at"),
        span.end_at.alias("window_end_at"),
        windows.night_of(span).alias("night_of"),
        pl.coalesce(named, windows.period(span)).alias("period"),
        pl.when(is_named).then(2).otherwise(precision).cast(pl.Int32).alias("time_precision"),
        published_at.alias("published_at"),
        published_at.dt.to_string("%Y-%m-%d").alias("published_stated"),
    ]


def _qualifier(column: str, is_stated: pl.Expr, terms: Terms) -> pl.Expr:
    """A count is exact where the register says nothing else."""
    exact = pl.when(is_stated).then(pl.lit("exact"))
    return pl.coalesce(terms.value(pl.col(column), column), exact).alias(column)


def _problems(span: windows.Window, counts: dict[str, pl.Expr], terms: Terms) -> list[pl.Expr]:
    optional = ("period", "launched_qualifier", "intercepted_qualifier", "decoys_included")
    moment = "a moment with its offset (2025-09-19T09:58+03:00)"
    return [
        *_unread_windows(span),
        *(cells.problem(name, value, "a whole number") for name, value in counts.items()),
        *(_unmapped(terms, column) for column in WORDS),
        *(terms.problem(pl.col(column), column) for column in optional),
        terms.list_problem(cells.listed("flags"), "flags"),
        cells.problem("published_at", cells.moment("published_at"), moment),
        *_unknown_weapons(),
    ]


def _unread_windows(span: windows.Window) -> list[pl.Expr]:
    """Problems of windows: a cell with an hour must give a moment, a shorter one a date."""
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


def _unknown_weapons() -> list[pl.Expr]:
    """Classes and ids that vocabulary/weapons.csv does not list; a class may not be blank."""
    classes = {weapon["weapon_class"] for weapon in vocabulary("weapons")}
    ids = [weapon["weapon_id"] for weapon in vocabulary("weapons")]
    is_known = pl.col("weapon_class").is_in(classes)
    parts = cells.listed("weapons")
    unknown = parts.list.eval(pl.element().filter(~pl.element().is_in(ids)))
    sentence = "{} = '{}' is not in vocabulary/weapons.csv"
    return [
        pl.when(pl.col("weapon_class").is_null())
        .then(pl.lit("weapon_class is blank"))
        .when(~is_known)
        .then(pl.format(sentence, pl.lit("weapon_class"), "weapon_class")),
        pl.when(unknown.list.len() > 0).then(
            pl.format(sentence, pl.lit("weapons"), unknown.list.first())
        ),
    ]
