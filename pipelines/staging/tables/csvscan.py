"""Scans the bytes of a delimited file: whether each line is one record, and which lines are plain.

A plain line is UTF-8, not too long, has a cell for each column, and quotes only around cells, so
that every reader of CSV finds the same cells in it. Reading cells does not belong here
(csvfile.py).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import numpy as np

from pipelines.staging.tables.csvlines import MAX_LINE

CHUNK = 8 << 20
"""Bytes that are scanned, and later read, at once."""

QUOTE, COMMA, LF, CR, NUL = b'",\n\r\0'

BORDERS = np.isin(np.arange(256), [QUOTE, COMMA, LF, CR])
"""Bytes beside the quotes around a cell, and beside a quote inside it, which is written twice."""


@dataclass(frozen=True)
class Chunk:
    """Lines of a file below its header, of which each is one record.

    `start`, `size`: place in the file, in bytes; `above`: lines above it, with the header;
    `lines`: their number; `is_plain`: whether all of them are plain.
    """

    start: int
    size: int
    above: int
    lines: int
    is_plain: bool


def chunks(path: Path, columns: int) -> list[Chunk] | None:
    """All lines below the header; null where a line may not be one record.

    Null if a quote is open at the end of a line, a line is blank, line ends are mixed or a bare CR,
    or a NUL byte occurs. `CHUNK` and the longest line bound the memory.
    """
    found: list[Chunk] = []
    line_ends: set[bool] = set()
    with path.open("rb") as stream:
        header = stream.readline(MAX_LINE)
        if _lines(header, line_ends) is None:
            return None
        start, above = len(header), 1
        for content in _contents(stream):
            lines = _lines(content, line_ends)
            if lines is None:
                return None
            found.append(
                Chunk(start, len(content), above, lines.ends.size, lines.are_plain(columns))
            )
            start, above = start + len(content), above + lines.ends.size
    return found


def _contents(stream: IO[bytes]) -> Iterator[bytes]:
    """Lines of a stream, many at a time; the last may lack its end, or be cut if it is too long."""
    rest = b""
    while len(rest) <= MAX_LINE and (block := stream.read(CHUNK)):
        content, cut, rest = (rest + block).rpartition(b"\n")
        if cut:
            yield content + cut
    if rest:
        yield rest


@dataclass(frozen=True)
class _Lines:
    """Lines of which each is one record, and where they and their quotes end and begin."""

    content: bytes
    ends: np.ndarray
    quotes: np.ndarray

    def are_plain(self, columns: int) -> bool:
        characters = np.frombuffer(self.content, dtype=np.uint8)
        openings, closings = self.quotes[::2], self.quotes[1::2]
        # The first byte may be an opening quote: the byte "before" it is the last, a line's end.
        borders = characters[openings - 1], characters[closings + 1]
        if not all(BORDERS[beside].all() for beside in borders):
            return False
        commas = np.flatnonzero(characters == COMMA)
        cells = 1 + np.diff(np.searchsorted(commas, self.ends), prepend=0)
        if openings.size:
            quoted = np.searchsorted(commas, closings) - np.searchsorted(commas, openings)
            lines = np.searchsorted(self.ends, openings)
            cells -= np.bincount(lines, quoted, self.ends.size).astype(cells.dtype)
        lengths = np.diff(self.ends, prepend=-1)
        are_even = (cells == columns).all() and (lengths <= MAX_LINE).all()
        return bool(are_even) and _is_text(self.content)


def _is_text(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


def _lines(content: bytes, line_ends: set[bool]) -> _Lines | None:
    """The lines, if each is one record; adds to `line_ends` whether they end in CR LF."""
    if not content.endswith(b"\n"):
        if len(content) > MAX_LINE:
            return None
        content += b"\r\n" if True in line_ends else b"\n"
    characters = np.frombuffer(content, dtype=np.uint8)
    ends = np.flatnonzero(characters == LF)
    quotes = np.flatnonzero(characters == QUOTE)
    returns = np.flatnonzero(characters == CR)
    line_ends.add(returns.size > 0)
    shortest = 2 if returns.size else 1
    is_regular = (
        len(line_ends) == 1
        and (returns.size == 0 or np.array_equal(returns + 1, ends))
        and NUL not in content
        and ends[0] >= shortest
        and bool((np.diff(ends) > shortest).all())
        and not (np.searchsorted(quotes, ends) & 1).any()
    )
    return _Lines(content, ends, quotes) if is_regular else None
