"""The reader of a source: its forms, its corrections, its families, and its time."""

import time
from pathlib import Path
from types import ModuleType
from typing import Any

import polars as pl
import pytest

from pipelines.staging.budget import Budget
from pipelines.staging.document import REFUSED, Document, ParsedDocument, Unreadable
from pipelines.staging.reader import SourceReader
from tests.sources import declared, reader_of


def made_up(**functions: Any) -> SourceReader:
    """A reader of a source whose parse.py has these functions."""
    parser = ModuleType("parse")
    for name, function in functions.items():
        setattr(parser, name, function)
    return SourceReader(declared("acme"), parser, "v1")


def read(document: Document) -> ParsedDocument:
    rows = pl.DataFrame({"locator": ["1"], "cell": [document.name]})
    return ParsedDocument.whole(rows, pl.DataFrame(schema=REFUSED), 1)


@pytest.mark.parametrize("name", ["a.csv", "A.CSV"])
def test_a_document_of_a_declared_form_is_read(name: str) -> None:
    parsed = made_up(read=read).read(Document("d", f"inbox/acme/{name}", Path(name)))
    assert parsed.rows["cell"].to_list() == [name]


def test_another_form_is_refused_with_where_it_belongs() -> None:
    with pytest.raises(Unreadable) as error:
        made_up(read=read).read(Document("d", "inbox/acme/a.html", Path("a.html")))
    assert str(error.value).startswith("a.html: not a form that acme reads (*.csv); ")
    assert "news_articles" in str(error.value)


@pytest.mark.parametrize(
    ("name", "reads_texts"), [("news_articles", True), ("strike_register", False)]
)
def test_texts_are_read_in_one_call_and_tables_by_family(name: str, reads_texts: bool) -> None:
    assert reader_of(name).reads_texts == reads_texts


def test_the_terms_are_those_of_the_declaration() -> None:
    reader = reader_of("exchange_register")
    assert reader.terms.source == "exchange_register"
    assert reader.terms.words == reader.source.terms


def test_mapping_that_takes_too_long_is_the_fault_of_the_rows() -> None:
    def strikes(_rows: pl.DataFrame, _terms: object) -> pl.DataFrame:
        end = time.process_time() + 5
        while time.process_time() < end:
            pass
        raise AssertionError("was not ended")

    rows = pl.DataFrame({"locator": ["1"], "document_on": ["2026-02-05"], "document_id": ["d"]})
    with pytest.raises(Unreadable, match=r"mapping its rows: took more than 0\.05 seconds"):
        made_up(read=read, strikes=strikes).claims(rows, Budget(seconds=0.05))
