"""A parse.py whose documents say what they cost; the process that reads apart imports it."""

import os
import signal

import polars as pl

from pipelines.staging.document import REFUSED, Document, ParsedDocument
from pipelines.staging.mappings import Terms
from pipelines.staging.texts.claims import frame


def read(document: Document) -> ParsedDocument:
    """One row with the text of the document, unless the text asks for something else."""
    text = document.path.read_text()
    if text == "endless in C":
        sum(range(10**13))
    if text == "endless":
        _spin()
    if text == "gigabytes":
        bytearray(10**12)
    if text == "dies":
        os.kill(os.getpid(), signal.SIGKILL)
    if text == "fails":
        raise LookupError("of all things")
    rows = pl.DataFrame({"locator": ["1"], "text": [text]})
    return ParsedDocument.whole(rows, REFUSED.to_frame(eager=True), 1)


def strikes(rows: pl.DataFrame, _terms: Terms) -> pl.DataFrame:
    """No claims, unless a row asks for more."""
    if rows["text"].str.contains("slow to map").any():
        _spin()
    return frame("strikes", [])


def _spin() -> None:
    while True:
        sum(range(1000))
