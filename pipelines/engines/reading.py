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
from pipelines.staging.portions import ReadDocument, portions
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

ANSWERS = "answer binary"
"""Column of what workers return: a pickled `Answer` for each part of a batch."""


@dataclass(frozen=True)
class Parsed:
    """A parsed document with its rows in memory."""

    pieces: list[pl.DataFrame]
    refused: pl.DataFrame
    rows_in: int

    @property
    def document(self) -> ParsedDocument:
        """The same, as readers return it."""
        return ParsedDocument(partial(iter, self.pieces), self.refused, self.rows_in)


@dataclass(frozen=True)
class Answer:
    """What a worker read.

    `documents`: by id, parsed, or the reason why not. `claims`: by family, of the rows of one or
    several documents in each element.
    """

    documents: dict[str, Parsed | str]
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
        """An answer for each batch of documents, on a worker.

        Errors that concern all documents are raised. `batches`: with the columns of `DOCUMENTS`.
        """
        reader = SourceReader(self.source, import_module(self.parser), self.version)
        archive = RemoteArchive(self.address) if self.address else None
        with BoundedReader.of(reader, self.budget) as bounded:
            for batch in batches:
                with TemporaryDirectory() as folder:
                    unread = [_unread(row, archive, Path(folder)) for row in batch.to_pylist()]
                    answer = pickle.dumps(_answer(bounded, unread))
                yield pa.RecordBatch.from_pydict({"answer": [answer]})


@dataclass
class SparkReading:
    """Reads the documents of one source on Spark; a `Reading`. `held`: what a batch gave."""

    session: SparkSession
    reader: SourceReader
    budget: Budget
    archive: RemoteArchive | None
    held: Answer = field(default_factory=lambda: Answer({}, []))

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
        self.held = Answer({}, [])
        for row in frame.mapInArrow(work.answers, ANSWERS).collect():
            answer: Answer = pickle.loads(row.answer)
            self.held.documents.update(answer.documents)
            self.held.claims.extend(answer.claims)

    def read(self, document: Document, size: int) -> ParsedDocument:
        """The parsed document of this batch; raises `Unreadable` with the worker's reason."""
        parsed = self.held.documents[document.document_id]
        if isinstance(parsed, str):
            raise Unreadable(parsed)
        return parsed.document

    def claims(self, staged: pl.DataFrame) -> dict[str, Claimed]:
        """Claims of each family in rows of documents of this batch, as workers found them."""
        found = self.held.claims
        return {
            family: Claimed(
                _of(staged, [claims[family].kept for claims in found if family in claims]),
                _of(staged, [claims[family].refused for claims in found if family in claims]),
            )
            for family in dict.fromkeys(family for claims in found for family in claims)
        }


def _answer(bounded: BoundedReader, batch: Sequence[Unread]) -> Answer:
    """What is in documents; reasons are worded as in ingest.py."""
    answer = Answer({}, [])
    parsed: list[ReadDocument] = []
    for unread in batch:
        document = unread.document
        try:
            found = bounded.read(document, unread.size)
        except Unreadable as error:
            answer.documents[document.document_id] = str(error)
            continue
        kept = Parsed(list(found.pieces()), found.refused, found.rows_in)
        answer.documents[document.document_id] = kept
        parsed.append(ReadDocument(document, unread.known_on, kept.document))
    try:
        # Together, because Polars takes milliseconds for a frame of one row.
        answer.claims.extend(_claims(bounded, parsed))
    except FAULTS as error:
        if concerns_all(error):
            raise
        for one in parsed:
            _claim_alone(bounded, answer, one)
    return answer


def _claim_alone(bounded: BoundedReader, answer: Answer, one: ReadDocument) -> None:
    """Add the claims of one document to the answer, or the reason why it has none."""
    document = one.document
    try:
        answer.claims.extend(_claims(bounded, [one]))
    except FAULTS as error:
        if concerns_all(error):
            raise
        reason = str(error) if isinstance(error, Unreadable) else described(error)
        answer.documents[document.document_id] = f"{document.name}: {reason}"


def _claims(bounded: BoundedReader, parsed: Sequence[ReadDocument]) -> list[dict[str, Claimed]]:
    """Claims in this process: Spark starts one for each core."""
    return [bounded.reader.claims(rows, bounded.budget) for rows in portions(parsed)]


def _unread(row: dict[str, Any], archive: RemoteArchive | None, folder: Path) -> Unread:
    """A row of `DOCUMENTS`; its bytes are copied to the folder if workers read from a copy."""
    path = Path(row["path"])
    if archive is not None:
        path = archive.fetch(path.name, folder)
    document = Document(row["document_id"], row["uri"], path, row["published_stated"])
    return Unread(document, row["size"], row["known_on"])


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


def _of(staged: pl.DataFrame, parts: list[pl.DataFrame]) -> pl.DataFrame:
    """Rows of the parts that belong to staged rows, in their order."""
    places = staged.select("document_id", "locator").with_row_index("place")
    return (
        pl.concat(parts, rechunk=True)
        .join(places, on=["document_id", "locator"], maintain_order="left")
        .sort("place", maintain_order=True)
        .drop("place")
    )
