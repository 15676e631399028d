"""Applies corrections of known errors, declared in defs.yaml with the value expected in the source.

A correction changes claims, never staging, which keeps the source's words. Once the publisher has
fixed the error, the step fails and asks for an end date of the correction.
"""

import polars as pl

from pipelines.landing.declaration import Correction


class StaleCorrection(ValueError):
    """A declared correction found another value than it expects."""


def correct(source: str, rows: pl.DataFrame, corrections: list[Correction]) -> pl.DataFrame:
    """Rows with every declared correction applied.

    `rows` has the source's columns and `document_on` (ISO date from which the document is known).
    Raises `StaleCorrection` naming the correction and the value found.
    """
    for correction in corrections:
        here = pl.all_horizontal(pl.col(name) == cell for name, cell in correction.where.items())
        if correction.until is not None:
            here &= pl.col("document_on") < correction.until
        _refuse_stale(source, rows.filter(here), correction)
        rows = rows.with_columns(
            pl.when(here)
            .then(pl.lit(correction.value))
            .otherwise(pl.col(correction.column))
            .alias(correction.column)
        )
    return rows


def _refuse_stale(source: str, found: pl.DataFrame, correction: Correction) -> None:
    other = found.filter(~pl.col(correction.column).eq_missing(pl.lit(correction.expect)))
    if other.height:
        met = other.row(0, named=True)
        raise StaleCorrection(
            f"{source}: {correction.column} of {correction.where} is {met[correction.column]!r} in "
            f"the document of {met['document_on']}, the correction expects {correction.expect!r}; "
            f"set `until: {met['document_on']}` on it in pipelines/defs/sources/{source}/defs.yaml"
        )
