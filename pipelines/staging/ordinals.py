"""Numbers the repeats of a key within a document, which make ids of equal rows differ.

How ids are hashed does not belong here (warehouse/identity.py).
"""

import numpy as np
import polars as pl


class Ordinals:
    """Numbers repeats of a natural key within a document, even if its rows arrive in pieces.

    Only 128 bits of each key's hash are kept, so that millions of keys need little memory. They are
    kept in runs, sorted by the first 64 bits and each at least twice as long as the next, so that
    looking a key up takes the same time for the millionth row as for the first.
    """

    def __init__(self) -> None:
        self.runs: list[pl.DataFrame] = []

    def number(self, rows: pl.DataFrame) -> pl.Series:
        """`ordinal` of each row (document_id, natural_key): 1 for the first of its key."""
        keys = rows.select(
            (pl.col("natural_key").hash(1) ^ pl.col("document_id").hash(2)).alias("key"),
            (pl.col("natural_key").hash(3) ^ pl.col("document_id").hash(4)).alias("check"),
        )
        ordered = keys.sort("key")
        before = [earlier for run in self.runs for earlier in _repeated(run, ordered)]
        self._keep(ordered)
        counted = pl.concat([keys.clear(), *before]).group_by(keys.columns).len("before")
        return (
            keys.join(counted, on=keys.columns, how="left", maintain_order="left")
            .select(
                pl.when(pl.col("key").is_duplicated())
                .then(pl.int_range(1, pl.len() + 1).over("key", "check"))
                .otherwise(1)
                .add(pl.col("before").fill_null(0))
                .cast(pl.Int64)
                .alias("ordinal")
            )
            .to_series()
        )

    def _keep(self, ordered: pl.DataFrame) -> None:
        while self.runs and self.runs[-1].height < 2 * ordered.height:
            ordered = self.runs.pop().merge_sorted(ordered, key="key").rechunk()
        self.runs.append(ordered)


def _repeated(run: pl.DataFrame, ordered: pl.DataFrame) -> list[pl.DataFrame]:
    """Rows of a run whose keys occur again; none, or one frame. Both are sorted by `key`."""
    if run.is_empty():
        return []
    known, keys = run["key"].to_numpy(), ordered["key"].to_numpy()
    places = np.searchsorted(known, keys).clip(max=len(known) - 1)
    again = ordered.filter(pl.Series(known[places] == keys, dtype=pl.Boolean))
    return [run.join(again, on=run.columns, how="semi")] if again.height else []
