"""Air-raid alerts in Ukraine: the official list and the volunteers' list, one row per alert.

Both give UTC moments. The official list names the region, the raion and the hromada of an alert and
which of them it covers; the volunteers' list names regions and says where it assumed the end. How
alerts overlap does not belong here (sql/alerts/).
"""

import polars as pl

from pipelines.staging.document import Document, ParsedDocument, Unreadable
from pipelines.staging.mappings import Terms
from pipelines.staging.tables import casts
from pipelines.staging.tables.csvfile import header, read_csv
from pipelines.vocabulary.windows import KYIV

MOMENTS = ("started_at", "finished_at")
OFFICIAL = ("oblast", "raion", "hromada", "level", "source")
VOLUNTEER = ("region", "naive")

LISTS = ({*MOMENTS, *OFFICIAL}, {*MOMENTS, *VOLUNTEER})

LONG_HOURS = 24
"""Hours above which an alert has the flag `over_24_hours`: its end was probably missed."""


def read(document: Document) -> ParsedDocument:
    """Rows of either list, with the columns of both.

    Raises `Unreadable` for a file whose columns are not exactly those of one list.
    """
    parsed = read_csv(document, MOMENTS, (*OFFICIAL, *VOLUNTEER))
    names = header(document)
    if set(names) not in LISTS:
        raise Unreadable(
            f"{document.name}: the columns {', '.join(names)} are neither those of the official "
            "list nor those of the volunteers' list"
        )
    return parsed


def alerts(rows: pl.DataFrame, terms: Terms) -> pl.DataFrame:
    """One claim per alert."""
    started, finished = _moment("started_at"), _moment("finished_at")
    is_official = pl.col("level").is_not_null()
    region = pl.coalesce("oblast", "region")
    lasts = finished - started
    return rows.select(
        "document_id",
        "locator",
        pl.when(is_official)
        .then(pl.lit("official"))
        .otherwise(pl.lit("volunteer"))
        .alias("series"),
        pl.when(is_official)
        .then(pl.lit("official"))
        .otherwise(pl.lit("volunteer"))
        .alias("list_name"),
        pl.when(is_official)
        .then(pl.lit("Air-raid alert channel of Ukraine (air_alert_ua)"))
        .otherwise(pl.lit("eTryvoga"))
        .alias("reported_by"),
        pl.when(is_official).then(pl.lit("official")).alias("source_type"),
        pl.when(lasts > pl.duration(hours=LONG_HOURS))
        .then(pl.lit(["over_24_hours"]))
        .otherwise(pl.lit([], pl.List(pl.String)))
        .alias("flags"),
        started.dt.convert_time_zone(KYIV).dt.to_string("%Y-%m-%d").alias("started_stated"),
        started.alias("started_at"),
        finished.alias("ended_at"),
        terms.value(pl.col("naive"), "naive").eq("yes").alias("is_end_guessed"),
        terms.value(pl.col("level").fill_null("oblast"), "level").alias("area_level"),
        terms.value(region, "region").alias("region_pcode"),
        "raion",
        "hromada",
        casts.problems(
            casts.problem("started_at", started, "a moment with its offset from UTC"),
            casts.problem("finished_at", finished, "a moment with its offset from UTC"),
            terms.problem(pl.col("naive"), "naive"),
            terms.problem(pl.col("level"), "level"),
            terms.problem(region, "region"),
        ),
    )


def _moment(column: str) -> pl.Expr:
    """`2022-03-15 16:10:34+00:00` as UTC; null for anything else."""
    return pl.col(column).str.to_datetime("%Y-%m-%d %H:%M:%S%:z", time_unit="us", strict=False)
