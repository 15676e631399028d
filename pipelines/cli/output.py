"""Where a command writes: standard output as it comes, a named file completely or not at all,
and why it failed on standard error.

How rows are written in a format does not belong here (query.py).
"""

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, Literal, TextIO

Format = Literal["table", "csv", "json", "parquet"]
"""Formats of an answer."""


def fail(message: str) -> int:
    """Print why a command failed, on standard error; returns its exit code."""
    print(f"ledger: {message}", file=sys.stderr)
    return 1


def now() -> str:
    """The time as log lines have it: 2026-11-27T09:30:00Z."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@contextmanager
def text_to(out: Path | None) -> Iterator[TextIO]:
    """A stream of text in UTF-8 to a file that is replaced at the end; null: standard output."""
    if out is None:
        yield sys.stdout
        return
    with written(out) as stream:
        text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
        yield text
        text.detach()


@contextmanager
def written(out: Path) -> Iterator[BinaryIO]:
    """A stream to a file that is put in its place at the end, and left as it was on an error.

    A symbolic link keeps leading to the file; a device or a pipe is written to directly.
    """
    target = Path(os.path.realpath(out))
    if target.exists() and not target.is_file():
        with target.open("wb") as stream:
            yield stream
        return
    fresh = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        with fresh.open("xb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        if target.exists():
            fresh.chmod(target.stat().st_mode & 0o7777)
        os.replace(fresh, target)
    finally:
        fresh.unlink(missing_ok=True)
