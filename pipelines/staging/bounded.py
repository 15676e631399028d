"""A source's reader within the budget of one document, whatever thread it is called from.

In the main thread, tables and plain texts are read here under a timer. Markup goes to another
process, because parsers written in C read it; so does everything in other threads, which no timer
interrupts. The process does not belong here (apart.py).
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import PurePath
from typing import Protocol

import polars as pl

from pipelines.staging.apart import ReaderProcess
from pipelines.staging.budget import Budget, is_main_thread
from pipelines.staging.document import Document, ParsedDocument
from pipelines.staging.failures import attempt
from pipelines.staging.reader import Claimed, SourceReader
from pipelines.staging.texts.language_model import LanguageModel

NO_MARKUP = (".csv", ".txt", ".md")
"""Formats that take a time and memory in proportion to their size."""


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
    [SourceReader, Budget, LanguageModel | None], AbstractContextManager[Reading]
]


@dataclass(frozen=True)
class BoundedReader:
    """A reader, what one document may cost it, and the process in which it reads markup.

    `model`: the language model that also reads the texts; null without one, and for tables.
    """

    reader: SourceReader
    budget: Budget
    process: ReaderProcess
    model: LanguageModel | None = None

    @classmethod
    @contextmanager
    def of(
        cls, reader: SourceReader, budget: Budget, model: LanguageModel | None = None
    ) -> Iterator["BoundedReader"]:
        """A bounded reader, whose process ends with the block. `model`: also asked about texts."""
        with ReaderProcess(reader) as process:
            yield cls(reader, budget, process, model)

    def begin(self, batch: Sequence[Unread]) -> None:
        """Nothing: documents are read one by one."""

    def read(self, document: Document, size: int) -> ParsedDocument:
        """The parsed document; raises `Unreadable` with a reason for whatever is wrong with it.

        `size`: of the document, in bytes.
        """
        seconds = self.budget.seconds_for(size)
        has_markup = PurePath(document.name.lower()).suffix not in NO_MARKUP
        if has_markup or not is_main_thread():
            return self.process.read(document, self.budget, seconds)
        return attempt(document.name, self.budget, seconds, partial(self.reader.read, document))

    def claims(self, staged: pl.DataFrame) -> dict[str, Claimed]:
        """Claims of each family in rows of documents; see `SourceReader.claims`."""
        if self.model is not None:
            staged = self.model.with_answers(staged)
        if is_main_thread():
            return self.reader.claims(staged, self.budget)
        return self.process.claims(staged, self.budget)
