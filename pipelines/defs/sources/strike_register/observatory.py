"""Nights after the cited table: rows of the European Observatory of Drone Incidents (EODI).

A row of the observatory is one post of the Air Force of Ukraine or of the Ministry of Defence of
the Russian Federation, with its first words. What those words state beyond the figures is listed
in quoted.csv; known errors and words are listed in compile.yaml. The rows of strikes.csv fill in
what the observatory leaves open. Nights of the cited table do not belong here (cited_table.py).
"""

from dataclasses import dataclass

import polars as pl

from pipelines.landing.declaration import Correction
from pipelines.staging.corrections import correct
from pipelines.staging.mappings import Terms
from pipelines.staging.tables import casts
from pipelines.vocabulary.windows import KYIV

NAME = "strike_register"

PUBLISHERS = {
    "RUS": ("Air Force of Ukraine", "ukraine"),
    "UKR": ("Ministry of Defence of the Russian Federation", "russia"),
}
"""Attacker -> who reports the attack and on whose side; always the side attacked."""

MEANINGS = {
    "derribados": "shot_down",
    "derribados_o_neutralizados": "shot_down_or_suppressed",
}
"""The observatory's word for what a figure of interceptions holds -> column of the register."""

DIGEST = "cited_through_digest"
"""Flag of a row whose post was met as a citation in a public digest and was not opened."""

POST = ("report_ref", "weapon_class")
"""What finds the row of strikes.csv on the drones, or the missiles, of one post."""


class Unknown(ValueError):
    """An input holds a word or a form that compile.yaml does not know."""


@dataclass(frozen=True)
class Knowledge:
    """What compile.yaml and quoted.csv say of the inputs."""

    words: dict[str, dict[str, str | None]]
    decoys: tuple[str, ...]
    corrections: list[Correction]
    quoted: pl.DataFrame


def rows_of(
    entries: pl.DataFrame, additions: pl.DataFrame, known: Knowledge, after: str
) -> pl.DataFrame:
    """Rows of the register for windows that start after `after` (Kyiv, `2026-06-07 08:30`).

    `entries` are the observatory's rows, `additions` those of strikes.csv, all text. Raises
    `Unknown` for a word that compile.yaml does not list.
    """
    corrected = correct(NAME, entries.with_columns(document_on=pl.lit("")), known.corrections)
    cells = corrected.with_columns(
        pl.all().replace("", None),
        _kyiv("window_start_utc").alias("starts"),
        _kyiv("window_end_utc").alias("ends"),
    ).filter(pl.col("starts") > after)
    drones = _drones(cells, known)
    later = additions.filter(pl.col("window_start") > after)
    filled = _filled(drones, later)
    return pl.concat(
        [
            _as_quoted(filled, known.quoted),
            _quoted_rows(filled, known.quoted),
            _added(filled, later),
        ],
        how="diagonal",
    ).drop("entry_id")


def _kyiv(column: str) -> pl.Expr:
    moment = pl.col(column).str.to_datetime("%Y-%m-%dT%H:%MZ", time_zone="UTC", time_unit="us")
    return moment.dt.convert_time_zone(KYIV).dt.to_string("%Y-%m-%d %H:%M")


def _drones(cells: pl.DataFrame, known: Knowledge) -> pl.DataFrame:
    """The observatory's rows in the register's columns, and their entry_id."""
    terms = Terms(NAME, known.words)
    words = cells.with_columns(
        casts.listed("launch_areas").alias("areas"),
        casts.listed("regions").list.eval(pl.element().filter(_is_ukrainian())).alias("here"),
        casts.listed("regions").list.eval(pl.element().filter(~_is_ukrainian())).alias("abroad"),
        # The observatory assumes such windows; the post names only a part of the day.
        pl.when(pl.col("window_precision") == "approximate")
        .then(pl.col("quote").str.extract(r"^В течение (?:прошедшей )?(\w+)", 1).fill_null("?"))
        .alias("part_of_day"),
    )
    _refuse(words, terms)
    is_assumed = pl.col("part_of_day").is_not_null()
    low, high = pl.col("shot_down_low"), pl.col("shot_down_high")
    regions = pl.concat_list(terms.values(pl.col("here"), "region"), "abroad")
    return words.select(
        "entry_id",
        pl.when(is_assumed).then(pl.col("ends").str.slice(0, 10)).otherwise("starts").alias(
            "window_start"
        ),
        pl.when(is_assumed).then(pl.col("ends").str.slice(0, 10)).otherwise("ends").alias(
            "window_end"
        ),
        terms.value(pl.col("part_of_day"), "period").alias("period"),
        "attacker",
        "target",
        pl.lit("national").alias("scope"),
        pl.lit("drone").alias("weapon_class"),
        pl.lit(None, pl.String).alias("weapons"),
        pl.when(pl.col("launched_low") == pl.col("launched_high"))
        .then("launched_low")
        .alias("launched"),
        pl.lit(None, pl.String).alias("launched_qualifier"),
        *(
            pl.when(pl.col("shot_down_category") == word).then(low).alias(column)
            for word, column in MEANINGS.items()
        ),
        pl.when(low != high).then(pl.lit("at_least")).alias("intercepted_qualifier"),
        pl.col("lost_low").alias("not_reached_target"),
        "hit_locations",
        "debris_locations",
        pl.lit(None, pl.String).alias("jet_powered"),
        pl.when(pl.col("quote").str.contains_any(list(known.decoys)))
        .then(pl.lit("yes"))
        .alias("decoys_included"),
        terms.values(pl.col("areas"), "launch_area").list.unique(maintain_order=True)
        .list.join(";").alias("launch_areas"),
        regions.list.join(";").alias("affected_regions"),
        pl.lit(None, pl.String).alias("flags"),
        *_publisher(),
        "report_ref",
        pl.col("published_utc").str.replace("Z", "+00:00", literal=True).alias("published_at"),
        "quote",
    )  # fmt: skip


def _refuse(words: pl.DataFrame, terms: Terms) -> None:
    """Raises `Unknown` for the first word or form that has no meaning here."""
    form = pl.format("{}: shot_down_category = '{}'", "entry_id", "shot_down_category")
    problems = words.select(
        pl.coalesce(
            terms.list_problem(pl.col("areas"), "launch_area"),
            terms.list_problem(pl.col("here"), "region"),
            terms.problem(pl.col("part_of_day"), "period"),
            pl.when(~pl.col("shot_down_category").is_in(list(MEANINGS))).then(form),
            pl.when(~pl.col("attacker").is_in(list(PUBLISHERS))).then(
                pl.format("{}: attacker = '{}'", "entry_id", "attacker")
            ),
        ).alias("problem")
    ).drop_nulls()
    if problems.height:
        raise Unknown(problems.item(0, 0).replace("defs.yaml", "compile.yaml"))


def _is_ukrainian() -> pl.Expr:
    return pl.element().str.starts_with("UA-")


def _publisher() -> list[pl.Expr]:
    return [
        pl.col("attacker")
        .replace_strict({who: each[place] for who, each in PUBLISHERS.items()})
        .alias(column)
        for place, column in enumerate(("reported_by", "reporting_side"))
    ]


def _filled(drones: pl.DataFrame, additions: pl.DataFrame) -> pl.DataFrame:
    """Figures that the observatory leaves open, from the row of strikes.csv on the same post."""
    other = additions.select(
        *POST, pl.col("launched").alias("more"), pl.col("intercepted").alias("more_down")
    )
    joined = drones.join(other, on=POST, how="left", maintain_order="left")
    is_open = pl.col("launched").is_null()
    is_filled = is_open & pl.col("more").is_not_null()
    return joined.with_columns(
        pl.coalesce("launched", "more").alias("launched"),
        pl.when(is_open)
        .then(pl.coalesce("shot_down_or_suppressed", "more_down"))
        .otherwise("shot_down_or_suppressed")
        .alias("shot_down_or_suppressed"),
        pl.when(is_filled).then(pl.lit(DIGEST)).alias("flags"),
    ).drop("more", "more_down")


def _as_quoted(drones: pl.DataFrame, quoted: pl.DataFrame) -> pl.DataFrame:
    """The rows on drones with what their posts' first words state beside the figures."""
    for row in quoted.filter(pl.col("weapon_class") == "drone").iter_rows(named=True):
        here = pl.col("entry_id") == row["entry_id"]
        value = pl.when(here).then(pl.lit(row["value"])).otherwise(row["column"])
        drones = drones.with_columns(value.alias(row["column"]))
    return drones


def _quoted_rows(drones: pl.DataFrame, quoted: pl.DataFrame) -> pl.DataFrame:
    """Rows on missiles that the first words of a post list in full."""
    post = (
        "entry_id", "window_start", "window_end", "period", "attacker", "target", "scope",
        "reported_by", "reporting_side", "report_ref", "published_at", "quote",
    )  # fmt: skip
    missiles = quoted.filter(pl.col("weapon_class") != "drone")
    return missiles.join(drones.select(post), on="entry_id", maintain_order="left").select(
        *post, "weapon_class", "weapons", pl.col("value").alias("launched")
    )


def _added(drones: pl.DataFrame, additions: pl.DataFrame) -> pl.DataFrame:
    """Rows of strikes.csv on what the observatory does not have."""
    seen = drones.select("report_ref", "entry_id", "window_start", "window_end")
    rest = additions.join(drones, on=POST, how="anti", maintain_order="left")
    joined = rest.join(seen, on="report_ref", how="left", suffix="_seen", maintain_order="left")
    return joined.select(
        "entry_id",
        pl.coalesce("window_start_seen", "window_start").alias("window_start"),
        pl.coalesce("window_end_seen", "window_end").alias("window_end"),
        "attacker",
        "target",
        pl.lit("national").alias("scope"),
        "weapon_class",
        "launched",
        pl.col("intercepted").alias("shot_down_or_suppressed"),
        pl.lit(DIGEST).alias("flags"),
        *_publisher(),
        "report_ref",
    )
