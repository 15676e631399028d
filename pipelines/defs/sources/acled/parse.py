"""ACLED: one row per event, as the user exported it; CSV of the former and of the present API.

The former API gives types of actors as numbers, the present one as words; the columns are the same,
and the export tool writes dates as "15 January 2024". Which actor belongs to which party is read
from its name. How ACLED compares with other datasets does not belong here (sql/violence/).
"""

import polars as pl

from pipelines.staging.document import Document, ParsedDocument
from pipelines.staging.mappings import Terms
from pipelines.staging.tables import casts
from pipelines.staging.tables.csvfile import read_csv

USED = (
    "event_id_cnty", "event_date", "time_precision", "event_type", "sub_event_type", "actor1",
    "actor2", "country", "admin1", "location", "latitude", "longitude", "geo_precision", "source",
    "fatalities",
)  # fmt: skip

OTHERS = (
    "data_id", "event_id_no_cnty", "year", "disorder_type", "assoc_actor_1", "inter1",
    "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "iso", "iso3", "region",
    "admin2", "admin3", "source_scale", "notes", "tags", "timestamp", "population_1km",
    "population_2km", "population_5km", "population_best",
)  # fmt: skip
"""Columns that an export may lack."""

FORCES = r"^(?:Military|Police|Government) Forces of ([A-Z][A-Za-z ]*?) \("
"""Names of a state's forces, such as `Military Forces of Russia (2000-) Air Force`."""


def read(document: Document) -> ParsedDocument:
    """Rows of an export."""
    return read_csv(document, USED, OTHERS)


def violence(rows: pl.DataFrame, terms: Terms) -> pl.DataFrame:
    """One claim per event."""
    day = _day()
    is_ukraine = terms.value(pl.col("country"), "country") == "UKR"
    precision = terms.value(pl.col("time_precision"), "time_precision")
    fatalities = casts.whole_number("fatalities")
    return rows.select(
        "document_id",
        "locator",
        pl.col("event_id_cnty").alias("series"),
        # An older export that arrives after a newer one does not replace it.
        _changed_at().dt.epoch("s").alias("edition"),
        pl.col("event_id_cnty").str.strip_chars().alias("event_ref"),
        pl.col("source").alias("attributed_to"),
        _changed_at().alias("published_at"),
        terms.value(pl.col("event_type"), "event_type").alias("kind"),
        pl.when(precision == "month")
        .then(day.dt.to_string("%Y-%m"))
        .otherwise(day.dt.to_string("%Y-%m-%d"))
        .alias("occurred_stated"),
        precision.replace_strict(
            {"day": 3, "week": 4, "month": 5}, default=None, return_dtype=pl.Int32
        ).alias("time_precision"),
        terms.value(pl.col("country"), "country").alias("country_iso3"),
        pl.when(is_ukraine).then(terms.value(pl.col("admin1"), "admin1")).alias("adm1_pcode"),
        pl.col("admin1").alias("adm1_name"),
        pl.col("admin2").alias("adm2_name"),
        pl.col("location").alias("location_name"),
        casts.decimal("latitude").alias("latitude"),
        casts.decimal("longitude").alias("longitude"),
        terms.value(pl.col("geo_precision"), "geo_precision").alias("where_precision"),
        pl.col("actor1").alias("side_a"),
        pl.col("actor2").alias("side_b"),
        _party("actor1", terms).alias("side_a_party"),
        _party("actor2", terms).alias("side_b_party"),
        fatalities.alias("deaths_best"),
        (pl.col("civilian_targeting") == "Civilian targeting").alias("is_civilian_targeted"),
        casts.problems(
            casts.problem("event_date", day, "a date"),
            casts.problem("fatalities", fatalities, "a whole number"),
            *(
                casts.problem(name, casts.decimal(name), "a number")
                for name in ("latitude", "longitude")
            ),
            *(
                terms.problem(pl.col(name), name)
                for name in ("event_type", "time_precision", "geo_precision", "country")
            ),
            pl.when(is_ukraine).then(terms.problem(pl.col("admin1"), "admin1")),
        ),
    )


def _day() -> pl.Expr:
    """`2024-01-15` of the API or `15 January 2024` of the export tool."""
    text = pl.col("event_date").str.strip_chars()
    return pl.coalesce(
        text.str.to_date("%Y-%m-%d", strict=False), text.str.to_date("%d %B %Y", strict=False)
    )


def _changed_at() -> pl.Expr:
    """`timestamp`: seconds since 1970 at which ACLED last changed the event, as UTC."""
    seconds = pl.col("timestamp").str.extract(r"^\s*(\d{9,11})\s*$", 1).cast(pl.Int64)
    return pl.from_epoch(seconds * 1_000_000, "us").dt.replace_time_zone("UTC")


def _party(actor: str, terms: Terms) -> pl.Expr:
    return terms.value(pl.col(actor).str.extract(FORCES, 1), "state")
