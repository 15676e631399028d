"""VIINA 2.0: news reports, labelled by a model and reduced to one per place, day and kind.

Reads `event_1pd_latest_<year>.csv` as VIINA publishes it, unzipped, and extracts from it. VIINA
counts no deaths: its labels say who is involved and whether casualties are mentioned. Headlines
stay in staging. Which events are armed violence does not belong here (sql/violence/events.sql).
"""

import polars as pl

from pipelines.staging.document import Document, ParsedDocument
from pipelines.staging.mappings import Terms
from pipelines.staging.tables import casts
from pipelines.staging.tables.csvfile import read_csv

USED = (
    "event_id_1pd", "date", "n_reports", "asciiname", "ADM1_NAME", "ADM2_NAME", "longitude",
    "latitude",
)  # fmt: skip

PUBLISHED = (
    "viina_version", "event_ids", "sources", "geonameid", "feature_code", "ADM1_CODE",
    "ADM2_CODE", "GEO_PRECISION", "t_mil_b", "t_loc_b", "t_san_b", "a_rus_b", "a_ukr_b",
    "a_rus_init_b", "a_ukr_init_b", "a_civ_b", "a_other_b", "t_aad_b", "t_airstrike_b",
    "t_uav_b", "t_airalert_b", "t_armor_b", "t_arrest_b", "t_artillery_b", "t_control_b",
    "t_firefight_b", "t_ied_b", "t_raid_b", "t_occupy_b", "t_property_b", "t_cyber_b",
    "t_hospital_b", "t_milcas_b", "t_civcas_b", "t_retreat_b", "tid",
)  # fmt: skip
"""Further columns of event_1pd_latest files."""

EXTRACTED = (
    "event_ids_matching", "sources_matching", "source_urls", "target_classes", "target_terms",
    "attack_terms", "location_bucket", "location_method", "nearest_ru_distance_km",
    "nearest_ru_geonameid", "nearest_ru_name", "a_ukr_init_field", "a_ukr_init", "a_ukr_field",
    "a_ukr", "a_rus_init_field", "a_rus_init", "a_rus_field", "a_rus", "ua_actor_text",
    "ru_scope_text", "representative_text", "Stage1Triage", "CandidateCensusComplete",
)  # fmt: skip
"""Columns that the public extract of strikes on military and energy targets adds."""

RUSSIAN = "Russian or Russian-aligned forces"
UKRAINIAN = "Ukrainian or Ukrainian-aligned forces"

IS_RUSSIAN = ("a_rus_b", "a_rus_init_b", "a_rus", "a_rus_init")
IS_UKRAINIAN = ("a_ukr_b", "a_ukr_init_b", "a_ukr", "a_ukr_init")
"""Labels; 1 where the forces of a side are involved or began the event."""


def read(document: Document) -> ParsedDocument:
    """Rows of a published file or of an extract."""
    return read_csv(document, USED, (*PUBLISHED, *EXTRACTED))


def violence(rows: pl.DataFrame, terms: Terms) -> pl.DataFrame:
    """One claim per event."""
    day = pl.col("date").str.strip_chars().str.to_date("%Y%m%d", strict=False)
    year = pl.col("date").str.slice(0, 4)
    form = pl.when(_is_extract()).then(pl.lit("extract")).otherwise(pl.lit("published"))
    reference = pl.concat_str(year, "event_id_1pd", separator="-")
    is_military = (pl.col("t_mil_b") == "1") | _is_extract()
    is_russian, is_ukrainian = _is_any(IS_RUSSIAN), _is_any(IS_UKRAINIAN)
    reports = casts.whole_number("n_reports")
    return rows.select(
        "document_id",
        "locator",
        # VIINA numbers events within its files, one per year, and publishes each of them anew.
        pl.concat_str(form, reference, separator="-").alias("natural_key"),
        pl.concat_str(form, year, separator="-").alias("series"),
        reference.alias("event_ref"),
        pl.coalesce("sources", "sources_matching").alias("attributed_to"),
        pl.col("source_urls").alias("report_ref"),
        pl.when(is_military.fill_null(False))
        .then(pl.lit("military_report"))
        .otherwise(pl.lit("other_report"))
        .alias("kind"),
        day.dt.to_string("%Y-%m-%d").alias("occurred_stated"),
        pl.lit(3).alias("time_precision"),
        pl.when(pl.col("ADM1_NAME").is_not_null()).then(pl.lit("UKR")).alias("country_iso3"),
        terms.value(pl.col("ADM1_NAME"), "ADM1_NAME").alias("adm1_pcode"),
        pl.col("ADM1_NAME").alias("adm1_name"),
        pl.col("ADM2_NAME").alias("adm2_name"),
        pl.col("asciiname").alias("location_name"),
        casts.decimal("latitude").alias("latitude"),
        casts.decimal("longitude").alias("longitude"),
        terms.value(pl.col("GEO_PRECISION"), "GEO_PRECISION").alias("where_precision"),
        pl.when(is_russian).then(pl.lit(RUSSIAN)).alias("side_a"),
        pl.when(is_ukrainian).then(pl.lit(UKRAINIAN)).alias("side_b"),
        pl.when(is_russian).then(pl.lit("RUS")).alias("side_a_party"),
        pl.when(is_ukrainian).then(pl.lit("UKR")).alias("side_b_party"),
        (pl.col("t_civcas_b") == "1").alias("has_civilian_casualties"),
        reports.alias("reports"),
        casts.problems(
            casts.problem("date", day, "a date like 20240102"),
            casts.problem("n_reports", reports, "a whole number"),
            *(
                casts.problem(name, casts.decimal(name), "a number")
                for name in ("latitude", "longitude")
            ),
            *(terms.problem(pl.col(name), name) for name in ("ADM1_NAME", "GEO_PRECISION")),
        ),
    )


def _is_extract() -> pl.Expr:
    return pl.col("target_classes").is_not_null()


def _is_any(labels: tuple[str, ...]) -> pl.Expr:
    return pl.any_horizontal(pl.col(label) == "1" for label in labels).fill_null(False)
