"""CSV that spreadsheets read correctly: no formulas, lists as JSON, moments in UTC.

Which tables are written does not belong here (export.py).
"""

import json
from pathlib import Path

import polars as pl

from pipelines.publication.hxl import tags

FORMULA = r"^[=+\-@\t\r]"
"""Prefixes that a spreadsheet would treat as a formula; a leading ' prevents it."""

MOMENT = "%Y-%m-%dT%H:%M:%S%.fZ"


def write_csv(frame: pl.DataFrame, path: Path, *, has_tags: bool = False) -> None:
    """Write a frame; with `has_tags` its second row holds HXL tags."""
    safe = spreadsheet_safe(frame)
    with path.open("wb") as stream:
        if not has_tags:
            safe.write_csv(stream, datetime_format=MOMENT)
            return
        safe.clear().write_csv(stream)
        second = pl.DataFrame([tags(frame.schema)], schema=frame.columns, orient="row")
        second.write_csv(stream, include_header=False)
        safe.write_csv(stream, include_header=False, datetime_format=MOMENT)


def spreadsheet_safe(frame: pl.DataFrame) -> pl.DataFrame:
    """A frame that spreadsheets read correctly: lists as JSON, no formulas.

    Null and empty text stay different: CSV has nothing for null and "" for an empty text.
    """
    return frame.with_columns(
        _cell(name, kind) for name, kind in frame.schema.items() if _cell(name, kind) is not None
    )


def _cell(name: str, kind: pl.DataType) -> pl.Expr | None:
    """How a column is written; null if it is written unchanged."""
    column = pl.col(name)
    if kind == pl.String:
        return (
            pl.when(column.str.contains(FORMULA)).then("'" + column).otherwise(column).alias(name)
        )
    if isinstance(kind, pl.Datetime):
        return column.dt.convert_time_zone("UTC")
    if kind.is_nested():
        opening = f"{{{json.dumps(name)}:"
        encoded = pl.struct(column).struct.json_encode()
        bare = encoded.str.strip_prefix(opening).str.strip_suffix("}")
        return pl.when(column.is_not_null()).then(bare).alias(name)
    return None
