"""The table "Massive Missile Attacks on Ukraine": one row per reporting window and weapon model.

A row is hand-coded from a post of the Air Force, of a regional air command or of the General Staff
of Ukraine. This module turns cells into typed figures; defs.yaml maps the terms. Which rows
overlap, and which figure is best, does not belong here (sql/strikes/).
"""

from collections.abc import Callable

import polars as pl

from pipelines.defs.sources.massive_missile_attacks import literals
from pipelines.staging.document import Document, ParsedDocument, Unreadable
from pipelines.staging.mappings import Terms
from pipelines.staging.tables import casts as cells
from pipelines.staging.tables.csvfile import header, read_csv
from pipelines.staging.tables.windows import edge as edge_of
from pipelines.staging.tables.zipped import read_member
from pipelines.vocabulary import windows
from pipelines.vocabulary.regimes import merged_from
from pipelines.vocabulary.tables import vocabulary

LONGEST_DAYS = 3
"""Days from start to end above which a row is a misprint; rows normally span two dates at most."""

COMMON = (
    "time_start", "time_end", "model", "launch_place", "target", "carrier", "launched",
    "destroyed", "not_reach_goal", "still_attacking", "destroyed_details", "launched_details",
    "launch_place_details", "source",
)  # fmt: skip
"""Columns in every generation of the table."""

OLD = ("cross_border_belarus", "back_russia")
"""Columns that `border_crossing` has replaced."""

NEW = (
    "target_main", "border_crossing", "is_shahed", "num_hit_location",
    "num_fall_fragment_location", "turbojet", "turbojet_destroyed",
)  # fmt: skip
"""Columns added by the newest generation."""

REGION = ("affected region",)

GENERATIONS = {16: COMMON + OLD, 17: COMMON + OLD + REGION, 22: COMMON + REGION + NEW}
"""The three formats in which the table was published, by number of columns."""

COUNTS = {
    "launched": "launched",
    "still_airborne": "still_attacking",
    "hit_locations": "num_hit_location",
    "debris_locations": "num_fall_fragment_location",
    "jet_powered": "turbojet",
}
"""Contract column -> column of the table with the same meaning."""

OTHER_COUNTS = ("destroyed", "not_reach_goal", *OLD)
"""Columns whose meaning depends on the date, or whose cells are added up."""

DETAILS = ("destroyed_details", "launched_details", "launch_place_details")
"""Columns of dicts that are kept only in staging; unreadable cells are refused all the same."""

AND = r"\s+(?:and\s+)+"
"""Separator between models, places and targets; names can contain commas."""

BESIDE = "beside_the_total"
"""Flag of drones that national totals leave out: see terms.beside in defs.yaml."""

ENTIRE_COUNTRY = "Ukraine"
"""Target of a row about attacks on the entire country."""

MEMBER = "missile_attacks_daily.csv"
"""The table in the archive that Kaggle gives for the data set."""


def read(document: Document) -> ParsedDocument:
    """Rows of a snapshot, with the columns of all three generations.

    A snapshot is the table itself, or Kaggle's archive.zip with it. Raises `Unreadable` for a file
    whose columns are not exactly those of one generation.
    """
    if document.name.lower().endswith(".zip"):
        return read_member(document, MEMBER, _table)
    return _table(document)


def _table(document: Document) -> ParsedDocument:
    reading = read_csv(document, COMMON, (*OLD, *REGION, *NEW))
    _check_generation(document, set(header(document)))
    return reading.select(*COMMON, *OLD, *REGION, *NEW, "locator")


def strikes(rows: pl.DataFrame, terms: Terms) -> pl.DataFrame:
    """Claims of the family `strikes`, one per row."""
    known = (
        rows.with_columns(_channel().alias("channel"))
        .pipe(_join_distinct, "model", _weapons, terms)
        .pipe(_join_distinct, "target", _targets, terms)
        .pipe(_join_distinct, "launch_place", _places)
        .pipe(_join_distinct, "affected region", _affected, terms)
        .pipe(_join_distinct, "channel", _channels, terms)
        .pipe(_join_distinct, "border_crossing", _crossings)
        .pipe(_join_distinct, "time_start", _edges, "start")
        .pipe(_join_distinct, "time_end", _edges, "end")
        .pipe(_join_spans)
    )
    for column in (*COUNTS.values(), *OTHER_COUNTS):
        known = _join_distinct(known, column, _numbers)
    return known.select(
        "document_id",
        "locator",
        pl.col("start_at").alias("window_start_at"),
        pl.col("end_at").alias("window_end_at"),
        "night_of",
        "period",
        "time_precision",
        _scope().alias("scope"),
        "reported_by",
        "reporting_side",
        pl.col("source").str.strip_chars().alias("report_ref"),
        _flags().alias("flags"),
        pl.lit("RUS").alias("attacker_iso3"),
        pl.lit("UKR").alias("target_iso3"),
        "target_regions",
        pl.col("target").alias("target_as_written"),
        "affected_regions",
        "weapon_class",
        "weapons",
        pl.col("model").alias("weapon_as_written"),
        "launch_areas",
        *(_number(column).alias(name) for name, column in COUNTS.items()),
        *_fates(),
        pl.when(_number("launched").is_not_null())
        .then(pl.lit("exact"))
        .alias("launched_qualifier"),
        pl.when(_number("destroyed").is_not_null())
        .then(pl.lit("exact"))
        .alias("intercepted_qualifier"),
        pl.when(pl.col("weapon_class") == "drone").then(pl.lit("unknown")).alias("decoys_included"),
        cells.problems(*_problems(rows)),
    )


def _check_generation(document: Document, names: set[str]) -> None:
    if any(names == set(columns) for columns in GENERATIONS.values()):
        return
    nearest = min(GENERATIONS, key=lambda size: len(names ^ set(GENERATIONS[size])))
    missing = sorted(set(GENERATIONS[nearest]) - names)
    unknown = sorted(names - set(GENERATIONS[nearest]))
    raise Unreadable(
        f"{document.name}: columns missing {missing}, unknown {unknown} for the format of "
        f"{nearest} columns; the table is known in formats of {', '.join(map(str, GENERATIONS))}"
    )


def _join_distinct(
    rows: pl.DataFrame, column: str, meaning: Callable[..., pl.DataFrame], *given: object
) -> pl.DataFrame:
    """Rows joined with the meaning of each distinct cell of a column, which is computed once."""
    distinct = rows.select(pl.col(column).drop_nulls().unique())
    return rows.join(meaning(distinct, *given), on=column, how="left", maintain_order="left")


def _weapons(models: pl.DataFrame, terms: Terms) -> pl.DataFrame:
    """Weapons in a model cell, their class and group, and whether totals leave them out."""
    parts = _joined(pl.col("model")).list.eval(
        # X-59 and C-300 are written with Latin or Cyrillic letters.
        pl.element().str.replace_many(["Х-", "С-"], ["X-", "C-"])
    )
    found = models.with_columns(parts.alias("parts")).with_columns(
        terms.values(pl.col("parts"), "weapon").list.unique().list.sort().alias("weapons"),
        (terms.values(pl.col("parts"), "beside").list.len() == pl.col("parts").list.len()).alias(
            "is_beside"
        ),
        terms.list_problem(pl.col("parts"), "weapon").alias("unknown_weapon"),
    )
    classes = _of_weapons("weapon_class")
    groups = _of_weapons("weapon_group")
    is_missiles = groups.list.unique() == ["missile"]
    weapon_class = (
        pl.when(classes.list.n_unique() == 1)
        .then(classes.list.first())
        .when(is_missiles)
        .then(pl.lit("missile"))
    )
    return found.select(
        "model",
        "weapons",
        "is_beside",
        weapon_class.alias("weapon_class"),
        groups.list.first().alias("weapon_group"),
        pl.coalesce(
            "unknown_weapon",
            pl.when(weapon_class.is_null()).then(
                pl.format("model = '{}' mixes weapons that have no class in common", "model")
            ),
        ).alias("model_problem"),
    )


def _of_weapons(column: str) -> pl.Expr:
    """A column of vocabulary/weapons.csv for each weapon of a list."""
    values = {row["weapon_id"]: row[column] for row in vocabulary("weapons")}
    return pl.col("weapons").list.eval(pl.element().replace_strict(values, default=None))


def _targets(targets: pl.DataFrame, terms: Terms) -> pl.DataFrame:
    """First-level regions that a target cell names: `Odesa oblast, Black Sea` names one."""
    pieces = _joined(pl.col("target")).list.join(",").str.split(",")
    named = pieces.list.eval(pl.element().str.strip_chars())
    return targets.select(
        "target",
        terms.values(named, "region").list.unique().list.sort().alias("target_regions"),
        terms.list_problem(named, "region").alias("target_problem"),
    )


def _places(places: pl.DataFrame) -> pl.DataFrame:
    """Launch areas, sorted, because their order has no meaning and changes between snapshots."""
    areas = _joined(pl.col("launch_place")).list.unique().list.sort()
    return places.select("launch_place", areas.alias("launch_areas"))


def _affected(affected: pl.DataFrame, terms: Terms) -> pl.DataFrame:
    """First-level regions of a cell such as `['Sumy oblast', 'Kyiv']`; its quotes are not safe."""
    parts = pl.col("affected region").str.strip_chars("[] ").str.split(",")
    named = parts.list.eval(pl.element().str.strip_chars(" '"))
    return affected.select(
        "affected region",
        terms.values(named, "region").list.unique().list.sort().alias("affected_regions"),
        terms.list_problem(named, "region").alias("affected_problem"),
    )


def _joined(cell: pl.Expr) -> pl.Expr:
    """Parts of a cell that are joined by ` and `."""
    return (
        cell.str.replace_all(AND, "\n")
        .str.split("\n")
        .list.eval(pl.element().str.strip_chars())
        .list.eval(pl.element().filter(pl.element() != ""))
    )


def _channel() -> pl.Expr:
    """Channel of a post: the first part of its address, without the site."""
    return (
        pl.col("source")
        .str.strip_chars()
        .str.replace(r"^https?://(?:t\.me|(?:www\.)?facebook\.com)/", "")
        .str.extract(r"^([^/]+)", 1)
    )


def _channels(channels: pl.DataFrame, terms: Terms) -> pl.DataFrame:
    """Publisher, side and scope of each channel."""
    return channels.select(
        "channel",
        terms.value(pl.col("channel"), "channel").alias("reported_by"),
        terms.value(pl.col("channel"), "side").alias("reporting_side"),
        terms.value(pl.col("channel"), "scope").alias("scope"),
        pl.coalesce(
            *(terms.problem(pl.col("channel"), term) for term in ("channel", "side", "scope"))
        ).alias("source_problem"),
    )


def _crossings(crossed: pl.DataFrame) -> pl.DataFrame:
    """Munitions that crossed into other states, added up from `{'belarus': 1.0, 'russia': 3.0}`."""
    found = [(cell, *_total(cell)) for cell in crossed.get_column("border_crossing")]
    schema = {"border_crossing": pl.String, "crossed": pl.Int32, "crossing_problem": pl.String}
    return pl.DataFrame(found, schema=schema, orient="row")


def _total(cell: str) -> tuple[int | None, str | None]:
    try:
        return literals.total(cell), None
    except literals.NotALiteral as error:
        return None, f"border_crossing = '{cell}' is not a dict of counts: {error}"


def _edges(times: pl.DataFrame, edge: str) -> pl.DataFrame:
    """Moments and dates of one end of the windows, and problems of those without."""
    (column,) = times.columns
    moment, day = edge_of(column)
    text = pl.col(column).str.strip_chars()
    is_date = text.str.contains(r"^[\d-]{10}$") & cells.day_of(column).is_not_null()
    read = pl.when(is_date).then(cells.day_of(column).cast(pl.Datetime("us"))).otherwise(
        pl.col(f"{edge}_at").dt.replace_time_zone(None)
    )  # fmt: skip
    return times.with_columns(moment.alias(f"{edge}_at"), day.alias(f"{edge}_on")).with_columns(
        cells.problem(column, read, "a date, or a date and time in Kyiv").alias(f"{edge}_problem")
    )


def _join_spans(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows joined with the meaning of each distinct window, which is computed once."""
    edges = ["time_start", "time_end"]
    days = (pl.col("end_on") - pl.col("start_on")).dt.total_days()
    span = windows.Window(*(pl.col(name) for name in ("start_at", "end_at", "start_on", "end_on")))
    distinct = rows.unique(edges, maintain_order=True).select(
        *edges,
        windows.night_of(span).alias("night_of"),
        windows.period(span).alias("period"),
        windows.time_precision(span).alias("time_precision"),
        pl.when((days < 0) | (days > LONGEST_DAYS))
        .then(
            pl.format(
                "time_end = '{}' is {} days after time_start = '{}': one of them is misprinted",
                "time_end", days, "time_start",
            )
        )
        .alias("span_problem"),
    )  # fmt: skip
    return rows.join(distinct, on=edges, how="left", nulls_equal=True, maintain_order="left")


def _numbers(written: pl.DataFrame) -> pl.DataFrame:
    """Counts in cells, and problems of those without."""
    (column,) = written.columns
    number = cells.whole_number(column)
    return written.with_columns(
        number.alias(f"{column}_number"),
        cells.problem(column, number, "a whole number").alias(f"{column}_problem"),
    )


def _number(column: str) -> pl.Expr:
    return pl.col(f"{column}_number")


def _fates() -> list[pl.Expr]:
    """Outcomes of the munitions, in the columns that fit the publisher's rules of that night."""
    destroyed, missed = _number("destroyed"), _number("not_reach_goal")
    is_distinct = pl.col("night_of") < merged_from()
    # For drones the figure counts those "locationally lost"; missiles are never reported as jammed.
    is_lost = is_distinct & (pl.col("weapon_group") == "drone")
    stated_old = [_number(column) for column in OLD]
    left_old = pl.when(pl.any_horizontal(value.is_not_null() for value in stated_old)).then(
        pl.sum_horizontal(stated_old)
    )
    return [
        pl.when(is_distinct).then(destroyed).alias("shot_down"),
        pl.when(~is_distinct).then(destroyed).alias("shot_down_or_suppressed"),
        pl.when(is_lost).then(missed).alias("suppressed"),
        pl.when(~is_lost).then(missed).alias("not_reached_target"),
        pl.coalesce("crossed", left_old).alias("left_airspace"),
    ]


def _scope() -> pl.Expr:
    """Scope of the channel; national where a regional command repeats the Air Force's bulletin.

    Its row then has the clock times of the bulletin and the entire country as target: with that of
    2025-10-01, missiles of October 2025 are the 270 that AFP counted.
    """
    has_times = pl.col("start_at").is_not_null() & pl.col("end_at").is_not_null()
    is_bulletin = has_times & (pl.col("target").str.strip_chars() == ENTIRE_COUNTRY)
    is_repeated = is_bulletin & (pl.col("scope") == "regional")
    return pl.when(is_repeated).then(pl.lit("national")).otherwise(pl.col("scope"))


def _flags() -> pl.Expr:
    is_beside = pl.col("is_beside") & (pl.col("scope") == "national")
    return pl.when(is_beside).then(pl.lit([BESIDE])).otherwise(pl.lit([], pl.List(pl.String)))


def _problems(rows: pl.DataFrame) -> list[pl.Expr]:
    must_stand = ("time_start", "time_end", "model", "source")
    numbers = (*COUNTS.values(), *OTHER_COUNTS)
    return [
        *(pl.when(pl.col(c).is_null()).then(pl.lit(f"{c} is blank")) for c in must_stand),
        pl.col("start_problem"),
        pl.col("end_problem"),
        pl.col("span_problem"),
        *(pl.col(f"{c}_problem") for c in numbers),
        *(pl.col(f"{c}_problem") for c in ("model", "target", "source", "crossing", "affected")),
        *(_detail_problem(rows, column) for column in DETAILS),
    ]  # fmt: skip


def _detail_problem(rows: pl.DataFrame, column: str) -> pl.Expr:
    found = rows.get_column(column).drop_nulls().unique()
    unreadable = [cell for cell in found if not _is_mapping(cell)]
    return pl.when(pl.col(column).is_in(unreadable)).then(
        pl.format("{} = '{}' is not a Python dict", pl.lit(column), pl.col(column))
    )


def _is_mapping(cell: str) -> bool:
    try:
        literals.mapping(cell)
    except literals.NotALiteral:
        return False
    return True
