"""Reads attack windows from text columns.

The rules for nights do not belong here (vocabulary/windows.py).
"""

import polars as pl

from pipelines.staging.tables import casts
from pipelines.vocabulary.windows import Window, local


def window(start_column: str, end_column: str) -> Window:
    """Windows from two text columns with Kyiv local time (`2026-02-04 18:00`) or only a date."""
    (start_at, start_on), (end_at, end_on) = edge(start_column), edge(end_column)
    return Window(start_at, end_at, start_on, end_on)


def edge(column: str) -> tuple[pl.Expr, pl.Expr]:
    """Moment and Kyiv date of one end of a window, from a text column."""
    moment = casts.local_minute(column)
    return moment, pl.coalesce(local(moment).dt.date(), casts.day_of(column))
