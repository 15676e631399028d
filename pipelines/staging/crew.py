"""Extracts the claims of many texts in several processes, in the order of the texts.

Each process does one chunk of texts at a time, so memory does not grow with their number. What a
process may do and how it ends does not belong here (apart.py).
"""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from queue import SimpleQueue

import polars as pl

from pipelines.staging.apart import ReaderProcess
from pipelines.staging.budget import Budget
from pipelines.staging.progress import Progress
from pipelines.staging.reader import Claimed

CHUNK = 50_000
"""Characters of texts that a process is given at once, at least; a longer text is a chunk alone."""

LARGEST = 8 * CHUNK
"""Characters of texts that a process is given at once, at most."""

SHARES = 4
"""Chunks for each process that the texts still left would make: the last ones are small, so that
the processes end together, and the first ones large, because every chunk has its own costs."""

FEWEST = 8 * CHUNK
"""Characters of texts from which starting processes takes less time than it saves."""


def cores() -> int:
    """How many processes this process may keep busy at the same time."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def is_worthwhile(staged: pl.DataFrame) -> bool:
    """Whether these texts wait for so long that several processes pay off."""
    return cores() > 1 and int(_lengths(staged).sum()) >= FEWEST


def claims_by(
    processes: Sequence[ReaderProcess],
    staged: pl.DataFrame,
    budget: Budget,
    say: Callable[[str], object],
) -> dict[str, Claimed]:
    """What `SourceReader.claims` gives for rows of texts, from several processes.

    `say` is called with lines on the progress. Raises like `ReaderProcess.claims`.
    """
    free: SimpleQueue[ReaderProcess] = SimpleQueue()
    for process in processes:
        free.put(process)
    progress = Progress("texts", staged.height, say)

    def done(chunk: pl.DataFrame) -> dict[str, Claimed]:
        process = free.get()
        try:
            found = process.claims(chunk, budget)
        finally:
            free.put(process)
        progress.add(chunk.height)
        return found

    with ThreadPoolExecutor(len(processes)) as threads:
        futures = [threads.submit(done, chunk) for chunk in chunks(staged, len(processes))]
        try:
            found = [future.result() for future in futures]
        finally:
            threads.shutdown(cancel_futures=True)
    return {family: _joined([part[family] for part in found]) for family in found[0]}


def chunks(staged: pl.DataFrame, processes: int) -> Iterator[pl.DataFrame]:
    """The rows in order, in frames of `CHUNK` to `LARGEST` characters, smaller at the end."""
    lengths = _lengths(staged).to_list()
    left = sum(lengths)
    first = taken = 0
    size = _size(left, processes)
    for row, length in enumerate(lengths):
        if taken and taken + length > size:
            yield staged[first:row]
            left -= taken
            first, taken, size = row, 0, _size(left, processes)
        taken += length
    yield staged[first:]


def _size(left: int, processes: int) -> int:
    """Characters of the next chunk, where so many characters of texts are left."""
    return min(max(left // (SHARES * processes), CHUNK), LARGEST)


def _lengths(staged: pl.DataFrame) -> pl.Series:
    return staged["text"].str.len_chars().fill_null(0).cast(pl.Int64)


def _joined(parts: Sequence[Claimed]) -> Claimed:
    """The rows of all parts; their positions count on from part to part."""
    kept: list[pl.DataFrame] = []
    before = 0
    for part in parts:
        position = (pl.col("position") + before).cast(part.kept.schema["position"])
        kept.append(part.kept.with_columns(position))
        before += part.kept.height + part.refused.height
    refused = pl.concat([part.refused for part in parts], rechunk=True)
    return Claimed(pl.concat(kept, rechunk=True), refused)
