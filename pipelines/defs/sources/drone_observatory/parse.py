"""The European Observatory of Drone Incidents: bulletins of both sides, and incidents in Europe.

    ucrania.json         attacks as the Air Force of Ukraine and Russia's Ministry of Defence report
                         them, and places reached
    incidentes.geojson   incidents in Europe, with what each source says

This module turns staged cells into claims; defs.yaml maps the terms. What README.md says not to
use is not claimed. How the files become rows does not belong here (files.py).
"""

import polars as pl

from pipelines.defs.sources.drone_observatory.files import records
from pipelines.staging.document import Document, ParsedDocument
from pipelines.staging.mappings import Terms
from pipelines.staging.tables import casts as cells
from pipelines.vocabulary import windows
from pipelines.vocabulary.regimes import merged_from
from pipelines.vocabulary.tables import vocabulary

SEVERAL = ("2", "10")
"""Bounds by which the observatory writes "several": no one counted ten."""


def read(document: Document) -> ParsedDocument:
    """Records of one of the two files; raises `Unreadable` for any other content."""
    return records(document)


def strikes(rows: pl.DataFrame, terms: Terms) -> pl.DataFrame:
    """One claim per bulletin, and one without figures per place that an attack reached."""
    is_attack = pl.col("registro") == "ataque"
    is_place = (pl.col("registro") == "impacto") & pl.col("inicio").is_not_null()
    known = rows.filter(is_attack | is_place).with_columns(
        channel=pl.col("enlace").str.extract(r"^https?://t\.me/(?:s/)?(\w+)/", 1),
        codes=cells.listed("regiones"),
        night_of=windows.night_of(_window()),
    )
    here, abroad = _regions()
    attacker = terms.value(pl.col("sentido"), "attacker")
    return known.select(
        "document_id",
        "locator",
        pl.concat_str("registro", "id", separator=" ").alias("natural_key"),
        pl.coalesce(
            terms.value(pl.col("channel"), "channel"),
            pl.when(is_place).then(pl.coalesce("medio", "fuente_id")),
        ).alias("reported_by"),
        pl.coalesce(
            terms.value(pl.col("channel"), "side"), terms.value(pl.col("fiabilidad"), "side_of")
        ).alias("reporting_side"),
        pl.when(is_place)
        .then(terms.value(pl.col("fiabilidad"), "source_type_of"))
        .alias("source_type"),
        *_published(),
        _flags(is_attack).alias("flags"),
        *_when(terms),
        pl.when(is_attack).then(pl.lit("national")).otherwise(pl.lit("local")).alias("scope"),
        attacker.alias("attacker_iso3"),
        terms.value(pl.col("sentido"), "target").alias("target_iso3"),
        pl.when(is_place).then(here).otherwise(pl.lit([], pl.List(pl.String)))
        .alias("target_regions"),
        pl.when(is_place).then(abroad).otherwise(pl.concat_list(here, abroad))
        .alias("affected_regions"),
        pl.coalesce("lugar", _places()).alias("target_as_written"),
        pl.lit("drone").alias("weapon_class"),
        _launch_areas(terms).alias("launch_areas"),
        *_figures(),
        pl.when(cells.listed("frase_origen", " ").list.eval(_is_decoy(terms)).list.any())
        .then(pl.lit("yes")).otherwise(pl.lit("unknown")).alias("decoys_included"),
        cells.problems(
            terms.problem(pl.col("sentido"), "attacker"),
            pl.when(is_attack & pl.col("channel").is_null()).then(
                pl.format("enlace = '{}' is not a channel's post", pl.col("enlace").fill_null(""))
            ),
            pl.when(is_attack).then(terms.problem(pl.col("channel"), "channel")),
            terms.problem(pl.col("derribados_categoria"), "category"),
        ),
    )  # fmt: skip


def airspace(rows: pl.DataFrame, terms: Terms) -> pl.DataFrame:
    """What each source says of each incident; a violator needs a recorded attribution."""
    known = rows.filter(pl.col("registro") == "incidente")
    place = pl.coalesce("objetivo_nombre", "localidad", "regiones")
    is_incursion = pl.col("tipo") == "incursion"
    violator = terms.value(pl.col("atribucion_pais"), "country")
    return known.select(
        "document_id",
        "locator",
        pl.concat_str("registro", "id", pl.col("fuente_id").fill_null(""), separator=" ")
        .alias("natural_key"),
        pl.coalesce("medio", "fuente_id").alias("reported_by"),
        pl.when(_is_official()).then(pl.lit("third_party"))
        .when(pl.col("fuente_id").is_not_null()).then(pl.lit("media")).alias("reporting_side"),
        pl.when(_is_official()).then(pl.lit("official"))
        .when(pl.col("fuente_id").is_not_null()).then(pl.lit("press")).alias("source_type"),
        pl.col("autoridad").alias("attributed_to"),
        *_published(),
        pl.concat_list(
            pl.when(pl.col("inicio_precision") == "aproximada")
            .then(pl.lit("date_may_be_of_publication")),
            pl.when(pl.col("presencia_dron") == "no_confirmada").then(pl.lit("drone_unconfirmed")),
            pl.when(pl.col("presencia_dron") == "descartada").then(pl.lit("drone_ruled_out")),
        ).list.drop_nulls().alias("flags"),
        terms.value(pl.col("tipo"), "kind").alias("kind"),
        pl.col("inicio").str.slice(0, 10).alias("occurred_stated"),
        pl.when(is_incursion & (pl.col("inicio_precision") == "minuto"))
        .then(_moment("inicio")).alias("entry_at"),
        pl.lit(3, pl.Int32).alias("time_precision"),
        terms.value(pl.col("pais"), "country").alias("violated_state_iso3"),
        pl.concat_list(terms.value(pl.col("pais"), "country")).list.drop_nulls()
        .alias("violated_states"),
        place.alias("location_name"),
        cells.decimal("latitud").alias("latitude"),
        cells.decimal("longitud").alias("longitude"),
        _where().alias("where_precision"),
        violator.alias("violator_iso3"),
        pl.when(pl.col("estado") == "desmentido").then(pl.lit("denied"))
        .when(violator.is_not_null()).then(pl.lit("attributed"))
        .otherwise(pl.lit("unknown")).alias("attribution"),
        pl.lit("drone").alias("object_type"),
        pl.col("modelo").alias("model"),
        *_counts(),
        cells.decimal("duracion_min").alias("duration_min"),
        _responses(terms).alias("responses"),
        _summary(terms, place).alias("summary"),
        cells.problems(
            terms.problem(pl.col("tipo"), "kind"),
            terms.problem(pl.col("pais"), "country"),
            terms.problem(pl.col("atribucion_pais"), "country"),
            terms.problem(pl.col("estado"), "status"),
            terms.list_problem(cells.listed("medidas"), "responses"),
        ),
    )  # fmt: skip


def _window() -> windows.Window:
    """Windows of bulletins; where the observatory assumes one, only the date of its end."""
    is_stated = pl.all_horizontal(
        pl.col(f"{edge}_precision").is_in(["minuto", "hora"]) for edge in ("inicio", "fin")
    ).fill_null(False)
    start_at, end_at = _moment("inicio"), _moment("fin")
    end_on = windows.local(end_at).dt.date()
    return windows.Window(
        pl.when(is_stated).then(start_at),
        pl.when(is_stated).then(end_at),
        pl.when(is_stated).then(windows.local(start_at).dt.date()).otherwise(end_on),
        end_on,
    )


def _when(terms: Terms) -> list[pl.Expr]:
    """Window, night and period; the first words name the part of a day that is not dated."""
    span = _window()
    words = pl.col("frase_origen").str.extract(r"^В течение (?:прошедшей )?(\w+)", 1)
    named = pl.when(span.end_at.is_null()).then(terms.value(words, "period"))
    period = pl.coalesce(named, windows.period(span))
    precision = windows.time_precision(span)
    return [
        span.start_at.alias("window_start_at"),
        span.end_at.alias("window_end_at"),
        # A summary of a week or month is not an attack, whatever its window.
        pl.when(pl.col("resumen").is_null()).then(windows.night_of(span)).alias("night_of"),
        period.alias("period"),
        pl.when(named.is_in(["night", "day"])).then(2).otherwise(precision)
        .cast(pl.Int32).alias("time_precision"),
    ]  # fmt: skip


def _figures() -> list[pl.Expr]:
    """Figures of bulletins; none of drones where they count something else, too."""
    low, high = (
        pl.when(~_is_mixed()).then(cells.whole_number(f"derribados_{edge}"))
        for edge in ("min", "max")
    )
    is_before = (pl.col("night_of") < merged_from()) | (pl.col("sentido") == "UA_RU")
    is_apart = pl.coalesce(pl.col("derribados_categoria") == "derribados", is_before)
    lost = pl.when(~_is_mixed()).then(_exact("perdidos"))
    launched = pl.when(~_is_mixed()).then(_exact("lanzados"))
    return [
        launched.alias("launched"),
        pl.when(launched.is_not_null()).then(pl.lit("exact")).alias("launched_qualifier"),
        pl.when(is_apart).then(low).alias("shot_down"),
        pl.when(~is_apart).then(low).alias("shot_down_or_suppressed"),
        pl.when(low == high).then(pl.lit("exact")).when(low < high).then(pl.lit("at_least"))
        .alias("intercepted_qualifier"),
        pl.when(is_apart).then(lost).alias("suppressed"),
        pl.when(~is_apart).then(lost).alias("not_reached_target"),
        _exact("impacto").alias("hit_locations"),
        _exact("restos").alias("debris_locations"),
        _exact("reactivos").alias("jet_powered"),
    ]  # fmt: skip


def _exact(column: str) -> pl.Expr:
    low, high = f"{column}_min", f"{column}_max"
    return pl.when(pl.col(low) == pl.col(high)).then(cells.whole_number(low))


def _is_mixed() -> pl.Expr:
    """Whether a total counts objects apart from the drones, or is only bounded from zero.

    Then it is not shown what the others are, and whether the interceptions cover them.
    """
    others = (pl.col("otros_min") == pl.col("otros_max")) & (pl.col("otros_min") != "0")
    bounded = (pl.col("lanzados_min") == "0") & (pl.col("lanzados_max") != "0")
    return (others | bounded).fill_null(False)


def _flags(is_attack: pl.Expr) -> pl.Expr:
    overlaps = pl.any_horizontal(pl.col(c).is_not_null() for c in ("incluido_en", "solapado_con"))
    return pl.concat_list(
        # The figures are inside those of another bulletin, which counts.
        pl.when(is_attack & overlaps).then(pl.lit("part_of_total")),
        pl.when(pl.col("resumen").is_not_null()).then(pl.lit("summary_report")),
        pl.when(is_attack & _is_mixed()).then(pl.lit("mixed_total")),
        pl.when(pl.col("reivindicacion_de_parte") == "true").then(pl.lit("claimed_by_one_side")),
    ).list.drop_nulls()


def _regions() -> tuple[pl.Expr, pl.Expr]:
    """Regions of Ukraine as P-codes, and those of other states unchanged (ISO 3166-2)."""
    pcodes = {row["iso_3166_2"]: row["adm1_pcode"] for row in vocabulary("regions")}
    codes = pl.col("codes")
    here = codes.list.eval(
        pl.element().replace_strict(pcodes, default=None, return_dtype=pl.String)
    ).list.drop_nulls()
    abroad = codes.list.eval(pl.element().filter(~pl.element().is_in(list(pcodes))))
    return here, abroad


def _places() -> pl.Expr:
    """Named places that were hit, then those with debris; null where a bulletin names none."""
    named = pl.concat_str("lugares_impacto", "lugares_restos", separator=";", ignore_nulls=True)
    return pl.when(named != "").then(named.str.replace_all(";", "; ", literal=True))


def _launch_areas(terms: Terms) -> pl.Expr:
    """Names of the vocabulary where defs.yaml lists the spelling, else the bulletin's words."""
    known = {word: name for word, name in terms.words["launch_area"].items() if name is not None}
    return cells.listed("zonas_lanzamiento").list.eval(
        pl.element().replace(known)
    ).list.unique(maintain_order=True)  # fmt: skip


def _is_decoy(terms: Terms) -> pl.Expr:
    return pl.element().str.contains_any(list(terms.words["decoys"]))


def _published() -> list[pl.Expr]:
    """The post or page, when it appeared, and its first words."""
    return [
        pl.col("enlace").alias("report_ref"),
        pl.col("frase_origen").alias("quote"),
        _moment("fuente_fecha").alias("published_at"),
        pl.col("fuente_fecha").str.slice(0, 10).alias("published_stated"),
    ]


def _moment(column: str) -> pl.Expr:
    return pl.col(column).str.to_datetime(
        "%Y-%m-%dT%H:%MZ", time_zone="UTC", time_unit="us", strict=False
    )


def _is_official() -> pl.Expr:
    """Whether the statement is an authority's, which a page quotes."""
    return pl.col("fuente_id").str.contains("-declaracion-").fill_null(False)


def _where() -> pl.Expr:
    """How exact the point is: the centre of a town or installation is near, never exact."""
    return (
        pl.when(pl.col("nivel") == "pais").then(pl.lit("country"))
        .when(pl.col("nivel") == "region").then(pl.lit("region"))
        .when(pl.col("latitud").is_not_null()).then(pl.lit("near"))
    )  # fmt: skip


def _counts() -> list[pl.Expr]:
    """How many drones: exact, or the bounds that a source states."""
    low, high = cells.whole_number("numero_min"), cells.whole_number("numero_max")
    is_several = (pl.col("numero_min") == SEVERAL[0]) & (pl.col("numero_max") == SEVERAL[1])
    is_exact = low == high
    return [
        pl.when(is_exact).then(low).alias("object_count"),
        pl.when(~is_exact).then(low).alias("object_count_low"),
        pl.when(~is_exact & ~is_several).then(high).alias("object_count_high"),
        pl.when(is_exact)
        .then(pl.lit("exact"))
        .when(is_several)
        .then(pl.lit("at_least"))
        .alias("object_count_qualifier"),
    ]


def _responses(terms: Terms) -> pl.Expr:
    closed = pl.when((pl.col("cierre") == "si") & (pl.col("objetivo") == "aeropuerto")).then(
        pl.lit("airport_closed")
    )
    return pl.concat_list(
        terms.values(cells.listed("medidas"), "responses"), closed
    ).list.drop_nulls().list.unique(maintain_order=True)  # fmt: skip


def _summary(terms: Terms, place: pl.Expr) -> pl.Expr:
    """Kind, place and status history in our words: the observatory's titles name culprits."""
    steps = cells.listed("historial").list.eval(
        pl.element().str.replace_many(
            [word for word, value in terms.words["status"].items() if value],
            [value for value in terms.words["status"].values() if value],
        )
    )
    return pl.concat_str(
        terms.value(pl.col("tipo"), "kind_in_words"),
        pl.format(" at {}", place),
        pl.format("; {}", pl.when(steps.list.len() > 0).then(steps.list.join(", "))),
        ignore_nulls=True,
    )
