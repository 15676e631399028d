"""Rows of the cited table "Massive Missile Attacks on Ukraine" as rows of the register.

The words of the table are mapped by its own source (massive_missile_attacks): here its claims are
written in the register's columns. Nights that the table does not have do not belong here.
"""

from pathlib import Path

import polars as pl

from pipelines.defs.sources.massive_missile_attacks import parse as table
from pipelines.landing.declaration import all_sources
from pipelines.staging.corrections import correct
from pipelines.staging.document import Document
from pipelines.staging.reader import SourceReader
from pipelines.staging.tables.windows import edge
from pipelines.vocabulary.windows import local

SOURCE = "massive_missile_attacks"

FACEBOOK = "https://www.facebook.com/"

SITES = ("kharkivoda.gov.ua",)
"""First parts of addresses in the table that are sites; all others are pages of Facebook."""

SAME = (
    "scope", "weapon_class", "launched", "shot_down", "suppressed", "shot_down_or_suppressed",
    "not_reached_target", "still_airborne", "left_airspace", "hit_locations", "debris_locations",
    "jet_powered", "reported_by", "reporting_side",
)  # fmt: skip
"""Contract columns that the register has under the same name."""


class Refused(ValueError):
    """Rows of an input that the register cannot take; the message names the first."""


def rows_of(snapshot: Path) -> pl.DataFrame:
    """Every row of a snapshot of the table, with the source's declared corrections, as text.

    Raises `Refused` where the source cannot read or map a row.
    """
    claims, cells = _claims(snapshot)
    windows = cells.select(
        "locator",
        _written("time_start").alias("window_start"),
        _written("time_end").alias("window_end"),
    )
    return claims.join(windows, on="locator", how="left", maintain_order="left").select(
        "window_start",
        "window_end",
        pl.col("attacker_iso3").alias("attacker"),
        pl.col("target_iso3").alias("target"),
        *(pl.col(name).cast(pl.String) for name in SAME),
        *(
            pl.col(name).list.join(";").alias(name)
            for name in ("weapons", "launch_areas", "target_regions", "affected_regions", "flags")
        ),
        pl.col("target_as_written")
        .str.replace_all(table.AND, ";")
        .str.strip_chars()
        .alias("targets"),
        _address().alias("report_ref"),
    )


def _claims(snapshot: Path) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The source's claims, and the corrected cells they were made from."""
    source = all_sources()[SOURCE]
    reader = SourceReader(source, table, version="")
    reading = reader.read(Document(snapshot.name, snapshot.name, snapshot))
    staged = reading.rows.with_columns(
        pl.lit(snapshot.name).alias("document_id"),
        pl.lit(str(source.date_in_name(snapshot.name))).alias("document_on"),
    )
    claimed = reader.claims(staged)["strikes"]
    unusable = pl.concat([reading.refused.select("reason"), claimed.refused.select("reason")])
    if unusable.height:
        raise Refused(f"{snapshot.name}: {unusable.height} rows, {unusable.item(0, 'reason')}")
    return claimed.kept, correct(SOURCE, staged, source.corrections)


def _written(column: str) -> pl.Expr:
    """An end of a window: `2026-02-04 18:00` in Kyiv, or the date where no hour is stated."""
    moment, day = edge(column)
    return pl.coalesce(local(moment).dt.to_string("%Y-%m-%d %H:%M"), day.dt.to_string("%Y-%m-%d"))


def _address() -> pl.Expr:
    """The address of a post, of which the table leaves out the site."""
    post = pl.col("report_ref")
    is_site = post.str.extract(r"^([^/]+)", 1).is_in(SITES)
    return (
        pl.when(post.str.starts_with("http"))
        .then(post)
        .when(is_site)
        .then(pl.lit("https://") + post)
        .otherwise(pl.lit(FACEBOOK) + post)
    )
