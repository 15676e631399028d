"""Ids that survive reruns: hashes of source data, never of anything computed from it."""

import hashlib

import polars as pl

SEPARATOR = "\x1f"
"""Separator between the parts of a key, so that ("ab", "c") and ("a", "bc") differ."""


def digest(*parts: str) -> str:
    """20 hexadecimal digits of SHA-256 over the parts, as `sql/claims/append_records.sql` does."""
    return hashlib.sha256(SEPARATOR.join(parts).encode()).hexdigest()[:20]


def document_id(source: str, sha256: str, name_part: str | None = None) -> str:
    """Id of a document: one content of one source.

    `name_part`: what the file's name states and its content does not (a post's number, the date
    of a snapshot); contents that differ in it are different documents.
    """
    return digest(source, sha256) if name_part is None else digest(source, sha256, name_part)


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
