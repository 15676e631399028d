"""GDELT 2.0 event files, counted: how many records of a quarter of an hour are about the war.

A row is a topic in one quarter of an hour. Single records are not kept: a machine made them from
headlines, and they are not claims. Shares by day do not belong here (sql/overview/reporting.sql).
"""

import polars as pl

from pipelines.staging.document import REFUSED, Document, ParsedDocument, Unreadable
from pipelines.staging.tables.zipped import read_member

COLUMNS = 61
"""Columns of a file; it has no header."""

USED = {
    7: "actor1_country",
    17: "actor2_country",
    29: "quad_class",
    31: "mentions",
    53: "place_country",
    59: "added_at",
}
"""Position of each column that is read, from 0."""

MATERIAL_CONFLICT = "4"
"""Value of QuadClass."""

UKRAINE, RUSSIA = ("UKR", "UP"), ("RUS", "RS")
"""Country of an actor (CAMEO), country of a place (FIPS 10-4)."""


def read(document: Document) -> ParsedDocument:
    """One row per quarter of an hour and topic; raises `Unreadable` for a line of another form."""
    if document.name.lower().endswith(".zip"):
        member = document.name[: -len(".zip")]
        return read_member(document, member[member.find("20") :], _table)
    return _table(document)


def _table(document: Document) -> ParsedDocument:
    records = _records(document)
    counted = pl.concat(
        records.group_by("added_at")
        .agg(
            pl.col("mentions").filter(concerns).len().alias("records"),
            pl.col("mentions").filter(concerns).sum().alias("mentions"),
        )
        .with_columns(pl.lit(topic).alias("topic"))
        for topic, concerns in _topics().items()
    ).sort("added_at", "topic")
    rows = counted.select(
        "added_at",
        "topic",
        pl.col("records", "mentions").cast(pl.String),
        pl.concat_str("added_at", "topic", separator=" ").alias("locator"),
    )
    return ParsedDocument.whole(rows, pl.DataFrame(schema=REFUSED), rows.height)


def _records(document: Document) -> pl.DataFrame:
    """The columns that are read, of every line."""
    lines = document.text().removesuffix("\n").split("\n")
    cells = [line.rstrip("\r").split("\t") for line in lines]
    for number, line in enumerate(cells, start=1):
        if len(line) != COLUMNS:
            raise Unreadable(
                f"{document.name}: line {number} has {len(line)} columns, not {COLUMNS}; "
                "download the file again"
            )
    frame = pl.DataFrame(
        {name: [line[position] for line in cells] for position, name in USED.items()},
        schema=dict.fromkeys(USED.values(), pl.String),
    ).with_row_index("line", offset=1)
    added = pl.col("added_at").str.to_datetime("%Y%m%d%H%M%S", strict=False)
    is_sound = added.is_not_null() & pl.col("mentions").str.contains(r"^\d{1,9}$")
    for line, added_at, mentions in (
        frame.filter(~is_sound).select("line", "added_at", "mentions").head(1).iter_rows()
    ):
        raise Unreadable(
            f"{document.name}: line {line}: DATEADDED {added_at!r} and NumMentions {mentions!r} "
            "are not a moment and a number; download the file again"
        )
    return frame.with_columns(pl.col("mentions").cast(pl.Int64))


def _topics() -> dict[str, pl.Expr]:
    """Topic -> whether a record is about it."""
    is_of = {
        (country, actor): pl.col(f"actor{actor}_country") == country[0]
        for country in (UKRAINE, RUSSIA)
        for actor in (1, 2)
    }
    in_ukraine = pl.col("place_country") == UKRAINE[1]
    return {
        "all": pl.lit(True),
        "conflict_in_ukraine": in_ukraine & (pl.col("quad_class") == MATERIAL_CONFLICT),
        "ukraine": is_of[UKRAINE, 1] | is_of[UKRAINE, 2] | in_ukraine,
        "ukraine_and_russia": (is_of[UKRAINE, 1] & is_of[RUSSIA, 2])
        | (is_of[RUSSIA, 1] & is_of[UKRAINE, 2]),
    }
