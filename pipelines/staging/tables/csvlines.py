"""Reads an irregular CSV file record by record; a defect refuses only the line in which it occurs.

The fast reader of csvfile.py handles files in which every line is one record. This module handles
the rest: cells with line breaks, quotes that never close, blank lines, mixed line ends, bytes that
are not UTF-8. If no later line closes a quote, the line is refused and reading continues with the
next one, so that a stray quote never swallows the rows below it.
"""

import csv
import io
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

CHUNK = 1 << 20

MAX_LINE = 4 << 20
"""Length in bytes of the longest line that is read as a row."""

MOST_LINES = 50
"""Maximum lines of a record; a cell with more line breaks is treated as a stray quote."""

UNCLOSED = "a quote opens in this line and is never closed"
"""Reason for refusing a line whose quote no later line closes."""


@dataclass(frozen=True)
class Record:
    """A record that begins in `line` (the header is line 1).

    `cells` is null if the record is refused; then `reason` says why, and `raw` is the line.
    """

    line: int
    cells: list[str] | None
    reason: str | None = None
    raw: str = ""


class _Open(ValueError):
    """The text ends inside a quoted cell."""


class _Malformed(ValueError):
    """The text is not a record; the message says why."""


def records(path: Path, columns: int) -> Iterator[Record]:
    """Every record below the header, in order; `columns` is the number of cells in the header."""
    with path.open("rb") as stream:
        lines = _Lines(stream, 0)
        next(lines, None)
        yield from _records(lines, columns)


def records_in(stream: IO[bytes], columns: int, above: int) -> Iterator[Record]:
    """Every record of a stream without a header, in order; `above`: number of lines above it."""
    yield from _records(_Lines(stream, above), columns)


def _records(lines: "_Lines", columns: int) -> Iterator[Record]:
    csv.field_size_limit(MAX_LINE)
    for number, line in lines:
        if not line.strip():
            continue
        following: list[tuple[int, bytes]] = []
        try:
            cells = _record(line, lines, following)
            if len(cells) != columns:
                raise _Malformed(f"{len(cells)} cells, the header has {columns}")
            yield Record(number, cells)
        except _Malformed as error:
            lines.put_back(following)
            yield Record(number, None, str(error), line.decode("utf-8", "replace"))


class _Lines:
    """Numbered lines of a file, with their line ends (LF, CR LF or CR); lines can be put back."""

    def __init__(self, stream: IO[bytes], above: int) -> None:
        self._numbered = enumerate(_lines(stream), above + 1)
        self._again: deque[tuple[int, bytes]] = deque()

    def __iter__(self) -> Iterator[tuple[int, bytes]]:
        return self

    def __next__(self) -> tuple[int, bytes]:
        return self._again.popleft() if self._again else next(self._numbered)

    def put_back(self, lines: list[tuple[int, bytes]]) -> None:
        """Return these lines next, before any other."""
        self._again.extendleft(reversed(lines))


def _lines(stream: IO[bytes]) -> Iterator[bytes]:
    """Lines with their ends; a line that is too long is cut just above the limit."""
    rest = b""
    while chunk := stream.read(CHUNK):
        *complete, last = chunk.splitlines(keepends=True)
        if complete:
            yield rest + complete[0]
            yield from complete[1:]
            rest = b""
        if len(rest) <= MAX_LINE:
            rest += last
        if last.endswith(b"\n"):
            yield rest
            rest = b""
    if rest:
        yield rest


def _record(line: bytes, lines: _Lines, following: list[tuple[int, bytes]]) -> list[str]:
    """Cells of the record that begins with `line`; `following` collects its further lines."""
    text = _text(line)
    while True:
        try:
            return _cells(text)
        except _Open:
            further = next(lines, None) if len(following) < MOST_LINES else None
            if further is None:
                raise _Malformed(UNCLOSED) from None
            following.append(further)
            text += _text(further[1])


def _text(line: bytes) -> str:
    """A line as text; raises `_Malformed` if it is too long or not text."""
    if len(line) > MAX_LINE:
        raise _Malformed(f"the line has more than {MAX_LINE:,} bytes")
    if b"\0" in line:
        raise _Malformed("the line contains a NUL byte")
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError as error:
        byte = line[error.start]
        raise _Malformed(f"byte 0x{byte:02x} at offset {error.start} is not UTF-8") from error


def _cells(text: str) -> list[str]:
    try:
        return next(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        if "unexpected end of data" in str(error):
            raise _Open from error
        raise _Malformed(f"a quote opens or closes inside a cell ({error})") from error
