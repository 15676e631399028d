"""UCDP GED and UCDP Candidate Events: one row per event of deadly violence.

Both have the same columns. The name of the file says which release it is (GEDEvent_v25_1.csv is an
annual release, GEDEvent_v26_0_2.csv holds candidates). Which release replaces which does not belong
here (sql/violence/links.sql).
"""

import re
from dataclasses import replace

import polars as pl

from pipelines.staging.document import Document, ParsedDocument
from pipelines.staging.mappings import Terms
from pipelines.staging.tables import casts
from pipelines.staging.tables.csvfile import read_csv

USED = (
    "id", "type_of_violence", "side_a", "side_b", "number_of_sources", "source_original",
    "where_prec", "where_coordinates", "where_description", "adm_1", "adm_2", "latitude",
    "longitude", "country", "event_clarity", "date_prec", "date_start", "date_end", "deaths_a",
    "deaths_b", "deaths_civilians", "deaths_unknown", "best", "high", "low",
)  # fmt: skip

OTHERS = (
    "relid", "year", "active_year", "code_status", "conflict_dset_id", "conflict_new_id",
    "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id",
    "side_a_new_id", "side_b_dset_id", "side_b_new_id", "source_article", "source_office",
    "source_date", "source_headline", "geom_wkt", "priogrid_gid", "country_id", "region", "gwnoa",
    "gwnob",
)  # fmt: skip
"""Columns that no figure needs; files cut to some of the columns may lack them."""

RELEASE = re.compile(r"v(\d+(?:_\d+)+)", re.IGNORECASE)
ANNUAL = re.compile(r"\d+_1")
CANDIDATES = re.compile(r"^(\d+)_(?:0|\d+_(\d+))_(\d+)$")
"""26_0_2 for a month; 25_01_25_03 for a span, with its last year and month."""

LATER_THAN_MONTHS = 1_000_000
"""Ranks annual releases above all candidates."""

DEATHS = {
    "deaths_best": "best",
    "deaths_side_a": "deaths_a",
    "deaths_side_b": "deaths_b",
    "deaths_civilians": "deaths_civilians",
    "deaths_unknown": "deaths_unknown",
}
"""Contract column -> column of the dataset."""

SIDES = ("side_a", "side_b")

LARGER = ("wider", "country", "international")
"""Values of where_precision for places that no single region contains."""


def read(document: Document) -> ParsedDocument:
    """Rows of a release, with the release as the file's name states it; null if it states none."""
    found = RELEASE.search(document.name)
    release = pl.lit(found[1] if found else None, pl.String).alias("release")
    parsed = read_csv(document, USED, OTHERS)
    return replace(
        parsed, pieces=lambda: (piece.with_columns(release) for piece in parsed.pieces())
    )


def violence(rows: pl.DataFrame, terms: Terms) -> pl.DataFrame:
    """One claim per event."""
    best, low, high = (casts.whole_number(name) for name in ("best", "low", "high"))
    start, end = casts.day_of("date_start"), casts.day_of("date_end")
    is_ukraine = terms.value(pl.col("country"), "country") == "UKR"
    where = terms.value(pl.col("where_prec"), "where_prec")
    is_placed = is_ukraine & ~where.is_in(LARGER)
    excludes = ((low > best) | (high < best)).fill_null(False)
    return rows.select(
        "document_id",
        "locator",
        pl.col("id").alias("series"),
        _edition().alias("edition"),
        pl.col("id").str.strip_chars().alias("event_ref"),
        pl.col("source_original").alias("attributed_to"),
        _reporting_side().alias("reporting_side"),
        _flags(excludes).alias("flags"),
        terms.value(pl.col("type_of_violence"), "type_of_violence").alias("kind"),
        _status().alias("status"),
        _occurred(start, end).alias("occurred_stated"),
        pl.when(pl.col("date_prec").is_in(["1", "2", "3"]) & (end > start))
        .then(end.dt.to_string("%Y-%m-%d"))
        .alias("ended_stated"),
        _time_precision(start, end).alias("time_precision"),
        terms.value(pl.col("country"), "country").alias("country_iso3"),
        pl.when(is_placed).then(terms.value(pl.col("adm_1"), "adm_1")).alias("adm1_pcode"),
        pl.col("adm_1").alias("adm1_name"),
        pl.col("adm_2").alias("adm2_name"),
        pl.coalesce("where_coordinates", "where_description").alias("location_name"),
        casts.decimal("latitude").alias("latitude"),
        casts.decimal("longitude").alias("longitude"),
        where.alias("where_precision"),
        "side_a",
        "side_b",
        *(terms.value(pl.col(side), "party").alias(f"{side}_party") for side in SIDES),
        *(casts.whole_number(column).alias(name) for name, column in DEATHS.items()),
        pl.when(low <= best).then(low).alias("deaths_low"),
        pl.when(high >= best).then(high).alias("deaths_high"),
        (pl.col("type_of_violence") == "3").alias("is_civilian_targeted"),
        _reports().alias("reports"),
        casts.problems(*_problems(terms, start, end, is_placed)),
    )


def _reporting_side() -> pl.Expr:
    """The side that the dataset cites for the event, if it cites only one."""
    cited = pl.col("source_original")
    is_ukraine, is_russia = cited.str.contains(r"\bUkrain"), cited.str.contains(r"\bRussia")
    return (
        pl.when(is_ukraine & ~is_russia)
        .then(pl.lit("ukraine"))
        .when(is_russia & ~is_ukraine)
        .then(pl.lit("russia"))
    )


def _status() -> pl.Expr:
    return (
        pl.when(pl.col("release").str.contains(f"^{ANNUAL.pattern}$"))
        .then(pl.lit("final"))
        .when(pl.col("release").is_not_null() | pl.col("code_status").str.starts_with("Check"))
        .then(pl.lit("candidate"))
    )


def _edition() -> pl.Expr:
    """Rank of the release: months of candidates, then candidates of a span, then annual releases.

    25_0_3 holds the candidates of March 2025, 25_01_25_03 those of January to March together, and
    26_1 is the annual release that settles 2025. Null where the name states no release.
    """
    release = pl.col("release")
    annual = release.str.extract(f"^{ANNUAL.pattern}$", 0).str.extract(r"^(\d+)").cast(pl.Int64)
    parts = [release.str.extract(CANDIDATES.pattern, group).cast(pl.Int64) for group in (1, 2, 3)]
    year, last_year, last_month = parts
    month = pl.coalesce(last_year, year) * 100 + last_month
    return pl.coalesce(
        annual * LATER_THAN_MONTHS, month * 2 + last_year.is_not_null().cast(pl.Int64)
    )


def _is_month(start: pl.Expr, end: pl.Expr) -> pl.Expr:
    return start.dt.truncate("1mo") == end.dt.truncate("1mo")


def _occurred(start: pl.Expr, end: pl.Expr) -> pl.Expr:
    """The first day, reduced where date_prec says that only the month (4) or year (5) is known."""
    return (
        pl.when(pl.col("date_prec").is_in(["1", "2", "3"]))
        .then(start.dt.to_string("%Y-%m-%d"))
        .when((pl.col("date_prec") == "4") & _is_month(start, end))
        .then(start.dt.to_string("%Y-%m"))
        .when(pl.col("date_prec").is_in(["4", "5"]))
        .then(start.dt.to_string("%Y"))
    )


def _time_precision(start: pl.Expr, end: pl.Expr) -> pl.Expr:
    """date_prec 1 is a day, 2 some days, 3 a week, 4 a month, 5 a longer span."""
    known = {"1": 3, "2": 4, "3": 4, "4": 5, "5": 6}
    stated = pl.col("date_prec").replace_strict(known, default=None, return_dtype=pl.Int32)
    return pl.when((stated == 5) & ~_is_month(start, end)).then(6).otherwise(stated)


def _flags(excludes: pl.Expr) -> pl.Expr:
    """Cautions, as README.md explains them."""
    flagged = {
        "range_excludes_best": excludes,
        "part_of_an_aggregate": pl.col("event_clarity") == "2",
        "coding_to_be_checked": pl.col("code_status").str.starts_with("Check"),
    }
    return pl.concat_list(
        pl.when(is_so).then(pl.lit(flag)) for flag, is_so in flagged.items()
    ).list.drop_nulls()


def _reports() -> pl.Expr:
    """Number of sources; -1 where the dataset does not know it."""
    count = casts.whole_number("number_of_sources")
    return pl.when(count >= 0).then(count)


def _problems(terms: Terms, start: pl.Expr, end: pl.Expr, is_placed: pl.Expr) -> list[pl.Expr]:
    mapped = ("type_of_violence", "where_prec", "country", "date_prec")
    counts = ("best", "low", "high", *DEATHS.values(), "number_of_sources")
    return [
        casts.problem("date_start", start, "a date"),
        casts.problem("date_end", end, "a date"),
        *(terms.problem(pl.col(name), name) for name in mapped),
        pl.when(is_placed).then(terms.problem(pl.col("adm_1"), "adm_1")),
        *(casts.problem(name, casts.whole_number(name), "a whole number") for name in counts),
        *(
            casts.problem(name, casts.decimal(name), "a number")
            for name in ("latitude", "longitude")
        ),
    ]
