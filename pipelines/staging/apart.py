"""Reads documents of one source in another process, which the operating system ends when a document
costs too much.

Parsers of markup are written in C: no timer interrupts them, and a page of 40 KB can make them take
gigabytes. The process is started when it is first needed and serves all documents of the source
after that. What a document may cost does not belong here (budget.py).
"""

import contextlib
import gc
import math
import os
import resource
import signal
import subprocess
import sys
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from multiprocessing.connection import Connection, Pipe
from pathlib import Path
from typing import Any

import polars as pl
from polars.exceptions import PanicException

from pipelines.paths import ROOT
from pipelines.staging.budget import MEGABYTE, Budget
from pipelines.staging.document import Document, ParsedDocument, Unreadable
from pipelines.staging.failures import ReaderBroken, attempt, described
from pipelines.staging.reader import Claimed, SourceReader

ATTEMPTS = 2
"""How often a document is read before its process's death counts as the document's own fault."""

GRACE_SECONDS = 1
"""Processor time by which the system waits longer than the timer, whose reason says more."""


COLLECT_AFTER = 100_000
"""Allocations between two garbage collections: extraction leaves hardly any cycles."""


STATM = Path("/proc/self/statm")
"""Where Linux shows the size of a process; macOS has no such file, and does not limit memory."""


@dataclass(frozen=True)
class Task:
    """What the process is asked to do: read a document, or map rows.

    `name`: of what is read, for reasons. `seconds`: processor time; null if the work limits it.
    """

    name: str
    budget: Budget
    seconds: float | None
    argument: Document | pl.DataFrame


class ReaderProcess:
    """The process that reads for one source. Use as a context manager."""

    def __init__(self, reader: SourceReader) -> None:
        self._reader = reader
        self._process: subprocess.Popen[bytes] | None = None
        self._connection: Connection | None = None

    def __enter__(self) -> "ReaderProcess":
        return self

    def __exit__(self, *_exception: object) -> None:
        self._end()

    def read(self, document: Document, budget: Budget, seconds: float) -> ParsedDocument:
        """The parsed document; raises `Unreadable`, and errors that concern all documents."""
        pieces, refused, rows_in = self._done(Task(document.name, budget, seconds, document))
        return ParsedDocument(partial(iter, pieces), refused, rows_in)

    def claims(self, staged: pl.DataFrame, budget: Budget) -> dict[str, Claimed]:
        """Claims of each family in rows; raises like `SourceReader.claims`."""
        return self._done(Task("mapping its rows", budget, None, staged))

    def _done(self, task: Task) -> Any:
        """The answer of the process; if it ends, the document may not be the cause: try again."""
        ended = 0
        for _ in range(ATTEMPTS):
            connection = self._started()
            try:
                connection.send(task)
                answer = connection.recv()
            except (EOFError, ConnectionError):
                ended = self._end()
                if -ended == signal.SIGXCPU and task.seconds is not None:
                    raise Unreadable(task.budget.over_time(task.name, task.seconds)) from None
                continue
            if isinstance(answer, Exception):
                raise answer
            return answer
        reason = task.budget.over_memory(task.name)
        raise Unreadable(f"{reason}; its reader ended with {_in_words(ended)}")

    def _started(self) -> Connection:
        """The connection to the process, which is started if there is none.

        Raises `ReaderBroken` if it cannot start.
        """
        if self._connection is None:
            here, there = Pipe()
            code = f"from pipelines.staging.apart import serve; serve({there.fileno()})"
            paths = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-c", code],
                pass_fds=[there.fileno()],
                env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
                stdin=subprocess.DEVNULL,
                start_new_session=True,  # so that Ctrl-C interrupts this process only
            )
            there.close()
            self._connection = here
            parser = self._reader.parser.__name__
            try:
                here.send((self._reader.source, parser, self._reader.version))
                here.recv()
            except (EOFError, ConnectionError) as error:
                ended = _in_words(self._end())
                raise ReaderBroken(f"the reader with {parser} ended with {ended}") from error
        return self._connection

    def _end(self) -> int:
        """End the process; returns how it ended, as `subprocess` says it."""
        if self._process is None or self._connection is None:
            return 0
        self._connection.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=1)
        self._process.kill()
        ended = self._process.wait()
        self._process = self._connection = None
        return ended


def _in_words(ended: int) -> str:
    """How a process ended, from the number that `subprocess` gives it."""
    return f"signal {-ended}" if ended < 0 else f"exit code {ended}"


def serve(descriptor: int) -> None:
    """Do tasks until the other process closes the connection or ends."""
    connection = Connection(descriptor)
    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
    with contextlib.suppress(EOFError, ConnectionError):
        source, parser, version = connection.recv()
        reader = SourceReader(source, import_module(parser), version)
        # What is imported stays: a collection need not look at it again.
        gc.set_threshold(COLLECT_AFTER)
        gc.freeze()
        connection.send("ready")
        while True:
            task: Task = connection.recv()
            _limit(task)
            try:
                answer = _answer(reader, task)
            except PanicException as error:  # of Polars; it cannot be sent as it is
                answer = Unreadable(described(error))
            except Exception as error:  # of this document or of all: the other process decides
                answer = error
            try:
                connection.send(answer)
            except MemoryError:
                connection.send(Unreadable(task.budget.over_memory(task.name)))


def _answer(reader: SourceReader, task: Task) -> object:
    """What is sent back: the parts of a parsed document, or claims by family."""
    if isinstance(task.argument, Document) and task.seconds is not None:
        read = partial(_read, reader, task.argument)
        return attempt(task.name, task.budget, task.seconds, read)
    if isinstance(task.argument, pl.DataFrame):
        return reader.claims(task.argument, task.budget)
    raise TypeError(f"{task.name}: neither a document with its time nor rows")


def _read(reader: SourceReader, document: Document) -> tuple[list[pl.DataFrame], pl.DataFrame, int]:
    parsed = reader.read(document)
    return list(parsed.pieces()), parsed.refused, parsed.rows_in


def _limit(task: Task) -> None:
    """Let the system end this process when reading a document takes more than it may."""
    _, most_seconds = resource.getrlimit(resource.RLIMIT_CPU)
    _, most_bytes = resource.getrlimit(resource.RLIMIT_AS)
    seconds, size = most_seconds, most_bytes
    if task.seconds is not None:
        usage = resource.getrusage(resource.RUSAGE_SELF)
        seconds = math.ceil(usage.ru_utime + usage.ru_stime + task.seconds) + GRACE_SECONDS
        size = _size_now() + task.budget.memory_megabytes * MEGABYTE
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, most_seconds))
    if STATM.exists():
        resource.setrlimit(resource.RLIMIT_AS, (size, most_bytes))


def _size_now() -> int:
    """Bytes of address space that this process has now; 0 where the system does not say."""
    if not STATM.exists():
        return 0
    return int(STATM.read_text().split()[0]) * resource.getpagesize()
