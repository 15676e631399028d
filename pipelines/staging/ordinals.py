"""Numbers the repeats of a key within a document, which make ids of equal rows differ.

How ids are hashed does not belong here (warehouse/identity.py).
"""

import polars as pl


class Ordinals:
    """Numbers repeats of a natural key within a document, even if its rows arrive in pieces.

    Only 128 bits of each key's hash are kept, so that millions of keys need little memory.
    """

    def __init__(self) -> None:
        self.seen: list[pl.DataFrame] = []

    def number(self, rows: pl.DataFrame) -> pl.Series:
        """`ordinal` of each row (document_id, natural_key): 1 for the first of its key."""
        keys = rows.select(
            (pl.col("natural_key").hash(1) ^ pl.col("document_id").hash(2)).alias("key"),
            (pl.col("natural_key").hash(3) ^ pl.col("document_id").hash(4)).alias("check"),
        )
        before = [earlier.join(keys, on=keys.columns, how="semi") for earlier in self.seen]
        self.seen.append(keys)
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
