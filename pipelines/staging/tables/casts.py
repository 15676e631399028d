"""Polars expressions that turn text cells into typed values; null if a cell cannot be read.

`problem` is the counterpart: it gives the message for a cell that is not blank and could not be
read. Mapping terms does not belong here (mappings.py).
"""

import polars as pl

from pipelines.vocabulary.windows import KYIV


def whole_number(column: str) -> pl.Expr:
    """`61`, ` 61 ` and `61.0` as 61; anything else, also `61.5` or a formula, as null."""
    text = pl.col(column).str.strip_chars()
    digits = text.str.extract(r"^(-?\d{1,9})(?:\.0+)?$", 1)
    return digits.cast(pl.Int32, strict=False)


def decimal(column: str) -> pl.Expr:
    """A plain decimal number."""
    text = pl.col(column).str.strip_chars()
    return pl.when(text.str.contains(r"^-?\d+(\.\d+)?$")).then(text).cast(pl.Float64, strict=False)


def truth(column: str) -> pl.Expr:
    """`true` and `false`."""
    return (
        pl.when(pl.col(column) == "true")
        .then(True)
        .when(pl.col(column) == "false")
        .then(False)
        .otherwise(None)
    )


def reduced_date(column: str) -> pl.Expr:
    """`2026`, `2026-02` or `2026-02-05`, unchanged, if it is a real date; else null."""
    text = pl.col(column).str.strip_chars()
    padded = (
        pl.when(text.str.contains(r"^\d{4}$"))
        .then(text + "-01-01")
        .when(text.str.contains(r"^\d{4}-\d{2}$"))
        .then(text + "-01")
        .when(text.str.contains(r"^\d{4}-\d{2}-\d{2}$"))
        .then(text)
    )
    return pl.when(padded.str.to_date("%Y-%m-%d", strict=False).is_not_null()).then(text)


def precision_of(reduced: pl.Expr) -> pl.Expr:
    """time_precision of such a date: 3 date, 5 month, 6 year; null when undated."""
    return reduced.str.len_chars().replace_strict({10: 3, 7: 5, 4: 6}, return_dtype=pl.Int32)


def local_minute(column: str, zone: str = KYIV) -> pl.Expr:
    """`2026-02-04 18:00` or `2026-02-04 3:30` in a zone, as UTC; null for a date alone.

    "24:00" is midnight at the end of its day. A minute that the zone skips in spring is null;
    one that it repeats in autumn is taken as the first.
    """
    parts = (
        pl.col(column)
        .str.strip_chars()
        .str.extract_groups(r"^(\d{4}-\d{2}-\d{2})[ T](\d{1,2})[:.](\d{2})$")
    )
    day = parts.struct.field("1").str.to_date("%Y-%m-%d", strict=False).cast(pl.Datetime("us"))
    hours = parts.struct.field("2").cast(pl.Int64)
    minutes = parts.struct.field("3").cast(pl.Int64)
    is_clock = (minutes < 60) & ((hours < 24) | ((hours == 24) & (minutes == 0)))
    local = day + pl.duration(hours=hours, minutes=minutes)
    return (
        pl.when(is_clock)
        .then(local)
        .dt.replace_time_zone(zone, ambiguous="earliest", non_existent="null")
        .dt.convert_time_zone("UTC")
    )


def moment(column: str) -> pl.Expr:
    """`2025-09-19T09:58+03:00`, local time with its offset, as UTC; null without an offset."""
    text = pl.col(column).str.strip_chars()
    return text.str.to_datetime("%Y-%m-%dT%H:%M%:z", time_unit="us", strict=False)


def day_of(column: str) -> pl.Expr:
    """The date at the start of a date or a date and time."""
    return (pl.col(column).str.strip_chars().str.extract(r"^(\d{4}-\d{2}-\d{2})", 1)).str.to_date(
        "%Y-%m-%d", strict=False
    )


def listed(column: str, separator: str = ";") -> pl.Expr:
    """Parts of a cell, trimmed; an empty list for a blank cell."""
    return (
        pl.col(column)
        .fill_null("")
        .str.split(separator)
        .list.eval(pl.element().str.strip_chars())
        .list.eval(pl.element().filter(pl.element() != ""))
    )


def matching(column: str, pattern: str) -> pl.Expr:
    """The trimmed text if all of it matches; else null."""
    text = pl.col(column).str.strip_chars()
    return pl.when(text.str.contains(f"^(?:{pattern})$")).then(text)


def listed_matching(column: str, pattern: str) -> pl.Expr:
    """Parts of a cell if each of them matches; else null."""
    parts = listed(column)
    others = parts.list.eval(pl.element().filter(~pl.element().str.contains(f"^(?:{pattern})$")))
    return pl.when(others.list.len() == 0).then(parts)


def problem(column: str, value: pl.Expr, kind: str) -> pl.Expr:
    """Message for a cell that is not blank but has no value; else null."""
    return pl.when(pl.col(column).is_not_null() & value.is_null()).then(
        pl.format("{} = '{}' is not {}", pl.lit(column), pl.col(column), pl.lit(kind))
    )


def problems(*sentences: pl.Expr) -> pl.Expr:
    """All messages of a row joined into its `problem`; null if there is none."""
    joined = pl.concat_str([*sentences], separator="; ", ignore_nulls=True)
    return pl.when(joined != "").then(joined).alias("problem")
