"""Reads documents of texts on Spark's workers, with the reader of this machine.

The driver sends each batch of documents to the workers with `mapInArrow`. A worker gets the bytes,
reads the document within its budget, and extracts its claims. Its answer is what the reader gives
here: rows and claims, or the reason for the quarantine. The driver stores the answers, so a worker
that is lost has stored nothing, and Spark repeats its part.

Storing rows does not belong here (staging/ingest.py), nor do tables: one table is one document, and
reading it in pieces takes this machine less time than sending it.
"""

import pickle
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import polars as pl
import pyarrow as pa

from pipelines.landing.declaration import Declaration
from pipelines.landing.remote import RemoteArchive
from pipelines.staging.bounded import BoundedReader, Unread
from pipelines.staging.budget import Budget
from pipelines.staging.document import Document, ParsedDocument, Unreadable
from pipelines.staging.failures import FAULTS, concerns_all, described
from pipelines.staging.portions import beside_document
from pipelines.staging.reader import Claimed, SourceReader

if TYPE_CHECKING:
    from pyspark.sql import SparkSession  # pyright: ignore[reportMissingImports]
else:
    SparkSession = Any

TASKS_PER_CORE = 4
"""Parts of a batch for each core, because texts take unequal times."""

DOCUMENTS = pa.schema(
    {
        "document_id": pa.string(), "uri": pa.string(), "path": pa.string(),
        "published_stated": pa.string(), "known_on": pa.string(), "size": pa.int64(),
    }
)  # fmt: skip
"""Columns of the documents that workers get."""

ANSWERS = "document_id string, answer binary"
"""Columns of what workers return; an answer is a pickled `Answer`, or a reason."""


@dataclass(frozen=True)
class Answer:
    """What a worker read in one document: a parsed document, and the claims of each piece."""

    pieces: list[pl.DataFrame]
    refused: pl.DataFrame
    rows_in: int
    claims: list[dict[str, Claimed]]


@dataclass(frozen=True)
class Work:
    """What a worker needs to read documents of one source.

    `parser`: name of the module of the source's parse.py. `address`: of the archive's copy; null if
    workers see the archive's folder under its path.
    """

    source: Declaration
    parser: str
    version: str
    budget: Budget
    address: str | None

    def answers(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """The answer for each document, on a worker. Errors that concern all documents are raised.

        `batches`: of documents, with the columns of `DOCUMENTS`.
        """
        reader = SourceReader(self.source, import_module(self.parser), self.version)
        archive = RemoteArchive(self.address) if self.address else None
        with BoundedReader.of(reader, self.budget) as bounded:
            for batch in batches:
                for row in batch.to_pylist():
                    answer = pickle.dumps(_answer_to(row, bounded, archive))
                    columns = {"document_id": [row["document_id"]], "answer": [answer]}
                    yield pa.RecordBatch.from_pydict(columns)


@dataclass
class SparkReading:
    """Reads the documents of one source on Spark; a `Reading`. `held`: answers of a batch."""

    session: SparkSession
    reader: SourceReader
    budget: Budget
    archive: RemoteArchive | None
    held: dict[str, Answer | str] = field(default_factory=dict)

    def begin(self, batch: Sequence[Unread]) -> None:
        """Read a batch on the workers."""
        batch = [one for one in batch if not self.budget.too_large(one.document.name, one.size)]
        if self.archive is not None:
            self.archive.add(one.document.path for one in batch)
        source, parser = self.reader.source, self.reader.parser.__name__
        address = self.archive.address if self.archive else None
        work = Work(source, parser, self.reader.version, self.budget, address)
        documents = pa.Table.from_pylist([_row(one) for one in batch], DOCUMENTS)
        cores = self.session.sparkContext.defaultParallelism
        tasks = max(1, min(len(batch), cores * TASKS_PER_CORE))
        frame = self.session.createDataFrame(documents).repartition(tasks)
        answers = frame.mapInArrow(work.answers, ANSWERS).collect()
        self.held = {row.document_id: pickle.loads(row.answer) for row in answers}

    def read(self, document: Document, size: int) -> ParsedDocument:
        """The parsed document of this batch; raises `Unreadable` with the worker's reason."""
        answer = self.held[document.document_id]
        if isinstance(answer, str):
            raise Unreadable(answer)
        return ParsedDocument(partial(iter, answer.pieces), answer.refused, answer.rows_in)

    def claims(self, staged: pl.DataFrame) -> dict[str, Claimed]:
        """Claims of each family in rows of documents of this batch, as workers found them."""
        found: dict[str, list[Claimed]] = {}
        for document_id in staged["document_id"].unique(maintain_order=True):
            answer = self.held[document_id]
            for piece in answer.claims if isinstance(answer, Answer) else ():
                for family, claimed in piece.items():
                    found.setdefault(family, []).append(claimed)
        return {
            family: Claimed(
                _inside(staged, [one.kept for one in parts]),
                _inside(staged, [one.refused for one in parts]),
            )
            for family, parts in found.items()
        }


def _answer_to(
    row: dict[str, Any], bounded: BoundedReader, archive: RemoteArchive | None
) -> Answer | str:
    """The answer for a row of `DOCUMENTS`, from the archive's copy if there is one."""
    with TemporaryDirectory() as folder:
        path = Path(row["path"])
        if archive is not None:
            path = archive.fetch(path.name, Path(folder))
        document = Document(row["document_id"], row["uri"], path, row["published_stated"])
        return _answer(bounded, Unread(document, row["size"], row["known_on"]))


def _answer(bounded: BoundedReader, unread: Unread) -> Answer | str:
    """What is in a document; a reason, worded as in ingest.py, if it cannot be read."""
    document = unread.document
    try:
        parsed = bounded.read(document, unread.size)
    except Unreadable as error:
        return str(error)
    pieces = list(parsed.pieces())
    try:
        claims = [
            bounded.claims(beside_document(piece, document, unread.known_on)) for piece in pieces
        ]
    except FAULTS as error:
        if concerns_all(error):
            raise
        reason = str(error) if isinstance(error, Unreadable) else described(error)
        return f"{document.name}: {reason}"
    return Answer(pieces, parsed.refused, parsed.rows_in, claims)


def _row(unread: Unread) -> dict[str, object]:
    document = unread.document
    return {
        "document_id": document.document_id,
        "uri": document.uri,
        "path": str(document.path),
        "published_stated": document.published_stated,
        "known_on": unread.known_on,
        "size": unread.size,
    }


def _inside(staged: pl.DataFrame, parts: list[pl.DataFrame]) -> pl.DataFrame:
    """Rows of the parts that belong to staged rows: a document may be staged in portions."""
    return pl.concat(parts, rechunk=True).join(
        staged, on=["document_id", "locator"], how="semi", maintain_order="left"
    )
