"""Input and output of a source's parse.py: a document, its rows, and its refused rows.

Formats and families do not belong here.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import polars as pl

REFUSED = pl.Schema({"locator": pl.String, "reason": pl.String, "raw": pl.String})
"""Columns of refused rows: place, reason and content."""

ROW_GROUP = 122_880
"""Rows of one DuckDB row group."""

PIECE_ROWS = ROW_GROUP // 2
"""Rows of a document that are mapped and stored at once; this bounds memory, whatever its size."""

RAW_LIMIT = 2000
"""Characters kept of a refused row; the archive has the rest."""


class Unreadable(ValueError):
    """A document that cannot be read at all; it is quarantined with this message."""


@dataclass(frozen=True)
class Document:
    """A landed document as a source sees it."""

    document_id: str
    uri: str
    path: Path
    published_stated: str | None = None

    @property
    def name(self) -> str:
        """File name, for error messages."""
        return self.uri.rsplit("/", 1)[-1]

    def text(self) -> str:
        """The document decoded as UTF-8; raises `Unreadable` naming the first bad byte."""
        content = self.path.read_bytes()
        if not content.strip():
            raise Unreadable(f"{self.name}: the file is empty")
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            bad = content[error.start]
            raise Unreadable(
                f"{self.name}: byte 0x{bad:02x} at offset {error.start} is not UTF-8; "
                "save the file as UTF-8 and drop it in again"
            ) from error


@dataclass(frozen=True)
class ParsedDocument:
    """Rows of one document, all text, in the source's own words.

    `pieces` yields all rows in order, in frames of equal schema that fit into memory; it yields at
    least one frame and can be called again. Rows have a `locator` column, unique in the document.
    `refused` has the columns of `REFUSED`. `rows_in` is the number of rows in the document,
    counted independently of reading them.
    """

    pieces: Callable[[], Iterator[pl.DataFrame]]
    refused: pl.DataFrame
    rows_in: int

    @classmethod
    def whole(cls, rows: pl.DataFrame, refused: pl.DataFrame, rows_in: int) -> "ParsedDocument":
        """A parsed document whose rows are all in memory."""
        return cls(partial(pieces_of, rows), refused, rows_in)

    @property
    def rows(self) -> pl.DataFrame:
        """All rows in one frame."""
        return pl.concat(self.pieces())

    def select(self, *columns: str) -> "ParsedDocument":
        """The same document with only these columns, in this order."""
        return replace(self, pieces=lambda: (piece.select(columns) for piece in self.pieces()))


def pieces_of(rows: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """A frame in pieces; at least one."""
    return in_pieces([rows])


def in_pieces(frames: Iterable[pl.DataFrame]) -> Iterator[pl.DataFrame]:
    """The rows of at least one frame in pieces; at least one piece. Only the last is smaller."""
    held: list[pl.DataFrame] = []
    for frame in frames:
        held.append(frame)
        while sum(one.height for one in held) > PIECE_ROWS:
            rows = pl.concat(held)
            yield rows.head(PIECE_ROWS)
            held = [rows.slice(PIECE_ROWS)]
    yield pl.concat(held)
