"""A source's reader within the budget of one document, whatever thread it is called from.

In the main thread, tables, plain texts and short JSON are read here under a timer. Markup goes to
another process, because parsers written in C read it; so does everything in other threads, which no
timer interrupts. The claims of many texts are extracted in one process for each core (crew.py). The
process does not belong here (apart.py).
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import PurePath
from typing import Protocol

import polars as pl

from pipelines.staging import crew
from pipelines.staging.apart import ReaderProcess
from pipelines.staging.budget import MEGABYTE, Budget, is_main_thread
from pipelines.staging.document import Document, ParsedDocument
from pipelines.staging.failures import attempt
from pipelines.staging.progress import silent
from pipelines.staging.reader import Claimed, SourceReader
from pipelines.staging.texts.language_model import LanguageModel

NO_MARKUP = (".csv", ".txt", ".md")
"""Formats that take a time and memory in proportion to their size."""

SHORT_JSON = MEGABYTE
"""Size up to which JSON is read here: it takes up to fifty times its bytes, such as `[[],[],...]`.
A bulletin of a channel is short, and starting the other process takes half a second."""


@dataclass(frozen=True)
class Unread:
    """A document to read, its size in bytes and the ISO date from which it is known."""

    document: Document
    size: int
    known_on: str


class Reading(Protocol):
    """Reads the documents of a source within a budget, batch by batch."""

    @property
    def reader(self) -> SourceReader:
        """The reader of the source."""
        ...

    @property
    def budget(self) -> Budget:
        """What one document may cost."""
        ...

    def begin(self, batch: Sequence[Unread]) -> None:
        """Called before the documents of a batch are read."""
        ...

    def read(self, document: Document, size: int) -> ParsedDocument:
        """The parsed document; raises `Unreadable` with a reason for whatever is wrong with it.

        `size`: of the document, in bytes.
        """
        ...

    def claims(self, staged: pl.DataFrame) -> dict[str, Claimed]:
        """Claims of each family in rows of documents; see `SourceReader.claims`."""
        ...


OpenReading = Callable[
    [SourceReader, Budget, LanguageModel | None, Callable[[str], object]],
    AbstractContextManager[Reading],
]
"""Opens what reads the documents of a source; the last argument takes lines on the progress."""


@dataclass(frozen=True)
class BoundedReader:
    """A reader, what one document may cost it, and the processes in which it reads.

    The first process reads markup; all extract the claims of many texts. `model`: the language
    model that also reads the texts; null without one, and for tables. `say`: takes lines on the
    progress.
    """

    reader: SourceReader
    budget: Budget
    processes: tuple[ReaderProcess, ...]
    model: LanguageModel | None = None
    say: Callable[[str], object] = silent

    @classmethod
    @contextmanager
    def of(
        cls,
        reader: SourceReader,
        budget: Budget,
        model: LanguageModel | None = None,
        say: Callable[[str], object] = silent,
    ) -> Iterator["BoundedReader"]:
        """A bounded reader; its processes start when they are needed and end with the block."""
        with ExitStack() as stack:
            processes = [
                stack.enter_context(ReaderProcess(reader)) for _ in range(max(crew.cores(), 1))
            ]
            yield cls(reader, budget, tuple(processes), model, say)

    def begin(self, batch: Sequence[Unread]) -> None:
        """Nothing: documents are read one by one."""

    def read(self, document: Document, size: int) -> ParsedDocument:
        """The parsed document; raises `Unreadable` with a reason for whatever is wrong with it.

        `size`: of the document, in bytes.
        """
        seconds = self.budget.seconds_for(size)
        if _is_costly(document.name, size) or not is_main_thread():
            return self.processes[0].read(document, self.budget, seconds)
        return attempt(document.name, self.budget, seconds, partial(self.reader.read, document))

    def claims(self, staged: pl.DataFrame) -> dict[str, Claimed]:
        """Claims of each family in rows of documents; see `SourceReader.claims`."""
        if self.model is not None:
            staged = self.model.with_answers(staged)
        if self.reader.reads_texts and crew.is_worthwhile(staged):
            return crew.claims_by(self.processes, staged, self.budget, self.say)
        if is_main_thread():
            return self.reader.claims(staged, self.budget)
        return self.processes[0].claims(staged, self.budget)


def _is_costly(name: str, size: int) -> bool:
    """Whether a document may take a time or memory out of proportion to its size."""
    suffix = PurePath(name.lower()).suffix
    return suffix not in NO_MARKUP and not (suffix == ".json" and size <= SHORT_JSON)
