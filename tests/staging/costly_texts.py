"""A parse.py of texts whose extraction costs what they say; only other processes call `claims`."""

import os
import signal
from collections.abc import Sequence

import polars as pl

from pipelines.extraction.document import Answer, Claim
from pipelines.extraction.document import Document as Extracted
from pipelines.extraction.extract import extract
from pipelines.staging.budget import Budget
from pipelines.staging.document import Document, ParsedDocument
from pipelines.staging.texts import claims as texts
from pipelines.staging.texts.text import Text, reading


def read(document: Document) -> ParsedDocument:
    """One post with the text of the document."""
    return reading([Text("1", "post", document.text(), published_stated="2026-02-05")])


def claims(rows: pl.DataFrame, budget: Budget) -> dict[str, pl.DataFrame]:
    """Claims of strikes, with an extraction that does what a text asks for."""
    texts.extract = _extract
    return texts.claimer("strikes")(rows, budget)


def _extract(document: Extracted, answer: Answer | None, families: Sequence[str]) -> list[Claim]:
    if "dies" in document.text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "fails" in document.text:
        raise LookupError("of all things")
    while "endless" in document.text:
        sum(range(1000))
    return extract(document, answer, families)
