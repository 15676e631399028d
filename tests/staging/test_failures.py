"""One document never stops another, whatever is wrong with it; each is quarantined by name."""

import json
import os
import time
from pathlib import Path
from types import SimpleNamespace

import polars as pl
import pytest
from polars.exceptions import PanicException

from pipelines.landing import catalogue
from pipelines.landing.archive import Archive
from pipelines.landing.inbox import land_files
from pipelines.settings import Settings
from pipelines.staging import ingest as ingesting
from pipelines.staging.budget import Budget
from pipelines.staging.document import Document, ParsedDocument
from pipelines.staging.ingest import Counts, ingest
from pipelines.staging.reader import SourceReader
from pipelines.staging.texts import claims as texts
from pipelines.staging.texts.text import Text, reading
from pipelines.warehouse.build import Warehouse
from tests.sources import declared, reader_of

NEWS = "news_articles"
POSTS = "ukraine_air_force"
TABLE = "massive_missile_attacks"

GOOD = b"title: Overnight\ndate: 2026-02-05\n\nRussia launched 183 drones at Ukraine overnight."

POISONED = {
    NEWS: {
        "address.txt": b"source: http://[foo\ntitle: x\n\n" + GOOD.split(b"\n\n")[1],
        "link.txt": b"url: http://[foo\ntitle: x\n\n" + GOOD.split(b"\n\n")[1],
        "charset.html": b'<meta charset="undefined"><article><p>' + b"words " * 40,
        "codec.html": b'<meta charset="idna"><article><p>' + b"w\xc3\xb6rds.. " * 40,
        "deep.html": b'<script type="application/ld+json">' + b"[" * 900 + b"]" * 900
        + b'</script><script type="application/ld+json">{"@type": "Article", "author": '
        + b"[" * 400 + b"]" * 400 + b"}</script><article><p>" + b"words " * 40,
        "aliases.md": b"---\na: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n---\nwords",
        "nested.md": b"---\na: " + b"[" * 4000 + b"\n---\nwords",
        "brackets.txt": b"[red]words[/red] [/] \x1b[31m",
    },
    POSTS: {
        "kpszsu-1 2026-13-45 09-00.txt": "Збито 10 БпЛА".encode(),
        "kpszsu-999999999999 2026-02-05.txt": "Збито 10 БпЛА".encode(),
        "result.json": b"[" * 100_000,
        "numbers.json": b'{"type": "public_channel", "name": "kpszsu", "messages": '
        b'[{"id": 1, "type": "message", "date_unixtime": "9e999", "text": {"a": 1}}]}',
    },
}  # fmt: skip
"""Files by source that a reader once did not survive, and others like them."""


def drop(here: Settings, source: str, files: dict[str, bytes]) -> None:
    folder = here.inbox / source
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)


def read(
    warehouse: Warehouse, here: Settings, reader: SourceReader, budget: Budget | None = None
) -> Counts:
    """Land what a source's inbox holds, and read it."""
    land_files(here, {reader.source.name: reader.source})
    catalogue.list_documents(warehouse, Archive(here.archive))
    return ingest(warehouse, Archive(here.archive), reader, budget)


def quarantined(warehouse: Warehouse) -> dict[str, str]:
    """Reasons by file name."""
    rows = warehouse.rows("select uri, reason from quality.quarantined_rows")
    return {uri.rsplit("/", 1)[-1]: reason for uri, reason in rows}


@pytest.mark.parametrize("source", POISONED)
def test_poisoned_files_stop_no_other_document_of_their_source(warehouse, here, source):
    drop(here, source, POISONED[source])
    good = "good.txt" if source == NEWS else "kpszsu-7 2026-02-05 09-12.txt"
    post = "У ніч на 5 лютого противник атакував 183 ударними БпЛА. Збито 156."
    drop(here, source, {good: GOOD if source == NEWS else post.encode()})
    counts = read(warehouse, here, reader_of(source))
    assert counts.documents == len(POISONED[source]) + 1
    read_ones = warehouse.rows("select uri from quality.documents_read where claims > 0")
    assert any(uri.endswith(good) for (uri,) in read_ones)
    for name, reason in quarantined(warehouse).items():
        assert name in reason
        assert reason.isprintable()


@pytest.mark.parametrize(
    ("name", "words"),
    [("aliases.md", "the alias *a is not allowed"), ("nested.md", "nested more than 8 levels"),
     ("charset.html", "charset undefined")],
)  # fmt: skip
def test_a_text_that_no_reader_should_follow_is_refused_with_its_cause(
    warehouse, here, name, words
):
    drop(here, NEWS, {name: POISONED[NEWS][name]})
    read(warehouse, here, reader_of(NEWS))
    assert words in quarantined(warehouse)[name]


def test_a_stale_correction_quarantines_the_snapshot_that_it_meets(warehouse, here):
    reader = reader_of(TABLE)
    (correction, *_) = reader.source.corrections
    sample = sorted((Path(ingesting.__file__).parents[1] / "defs/sources" / TABLE / "sample")
                    .glob("*.csv"))[0]  # fmt: skip
    header, *lines = sample.read_text().splitlines()
    cells = dict.fromkeys(header.split(","), "")
    cells |= correction.where | {"launched": "1", "destroyed": "1", correction.column: "mended/1"}
    stale = "\n".join([header, *lines, ",".join(cells.values())]) + "\n"
    drop(here, TABLE, {"daily_2026-02-06.csv": stale.encode(), sample.name: sample.read_bytes()})
    counts = read(warehouse, here, reader)
    assert (counts.documents, counts.unreadable) == (2, 1)
    reason = quarantined(warehouse)["daily_2026-02-06.csv"]
    assert "StaleCorrection" in reason
    assert "set `until:" in reason
    assert counts.claims["strikes"] > 0


def made_up(read_one, claims=None) -> SourceReader:
    """A source of texts whose parse.py does what the test wants."""
    source = declared("texts", documents=["*.txt"], is_snapshot=False)
    parser = SimpleNamespace(read=read_one, claims=claims or texts.claimer("strikes"))
    return SourceReader(source, parser, "1")  # type: ignore[arg-type]


def a_text(document: Document) -> ParsedDocument:
    return reading([Text(locator="1", kind="article", text=document.path.read_text())])


def test_any_exception_in_reading_is_quarantined_with_the_line_that_raised_it(warehouse, here):
    def fails(document: Document) -> ParsedDocument:
        if document.name == "bad.txt":
            raise ZeroDivisionError("of all things")
        return a_text(document)

    drop(here, "texts", {"bad.txt": b"bad", "good.txt": b"good"})
    counts = read(warehouse, here, made_up(fails))
    assert (counts.documents, counts.unreadable) == (2, 1)
    reason = quarantined(warehouse)["bad.txt"]
    assert "bad.txt: ZeroDivisionError: of all things" in reason
    assert "test_failures.py line" in reason
    assert "in fails" in reason


@pytest.mark.parametrize("fault", [LookupError, PanicException])
def test_an_exception_in_mapping_is_traced_to_its_document(warehouse, here, fault):
    def fails(rows: pl.DataFrame, budget: Budget) -> dict[str, pl.DataFrame]:
        assert rows.n_chunks() == 1
        if rows["text"].str.contains("poison").any():
            raise fault("poison")
        return texts.claimer("strikes")(rows, budget)

    names = [f"{number}.txt" for number in range(9)]
    drop(here, "texts", {name: f"Збито 1{name} БпЛА".encode() for name in names})
    drop(here, "texts", {"5.txt": b"poison", "7.txt": b"poison two"})
    counts = read(warehouse, here, made_up(a_text, fails))
    assert (counts.documents, counts.unreadable) == (9, 2)
    assert quarantined(warehouse).keys() == {"5.txt", "7.txt"}
    assert warehouse.count("staging.texts") == 7
    assert warehouse.rows(
        "select count(*), count(*) filter (where is_readable) from quality.documents_read"
    ) == [(9, 7)]


def test_a_text_whose_extraction_fails_costs_that_text_only(warehouse, here, monkeypatch):
    found = texts.extract

    def fails(document, _answer, _families):
        if "poison" in document.text:
            raise RecursionError("too deep")
        return found(document)

    monkeypatch.setattr(texts, "extract", fails)
    message = {"type": "message", "date_unixtime": "1770275520"}
    drop(here, POSTS, {"result.json": json.dumps(
        {"name": "kpszsu", "type": "public_channel", "messages": [
            {**message, "id": 1, "text": "poison"},
            {**message, "id": 2, "text": "У ніч на 5 лютого атакував 183 БпЛА. Збито 156."},
        ]}
    ).encode()})  # fmt: skip
    counts = read(warehouse, here, reader_of(POSTS))
    assert counts.unreadable == 0
    assert warehouse.rows("select locator, stage from quality.quarantined_rows") == [("1", "map")]
    assert "RecursionError: too deep" in quarantined(warehouse)["result.json"]
    assert counts.claims["strikes"] > 0


def test_a_document_of_nothing_but_texts_that_fail_stops_nothing(warehouse, here, monkeypatch):
    def fails(_document: object, _answer: object, _families: object) -> None:
        raise RecursionError("too deep")

    monkeypatch.setattr(texts, "extract", fails)
    drop(here, POSTS, {"kpszsu-7 2026-02-05 09-12.txt": "Збито 10 БпЛА".encode()})
    counts = read(warehouse, here, reader_of(POSTS))
    assert (counts.documents, counts.unreadable, counts.claims["strikes"]) == (1, 0, 0)
    assert "RecursionError: too deep" in quarantined(warehouse)["kpszsu-7 2026-02-05 09-12.txt"]


def spins(_document: object) -> None:
    """Work for ever, through parsers that swallow every exception."""
    while True:
        try:
            sum(range(1000))
        except Exception:
            continue


def test_a_document_over_its_time_is_quarantined_and_read_again_with_a_larger_budget(
    warehouse, here
):
    slow = True

    def read_slowly(document: Document) -> ParsedDocument:
        if document.name == "slow.txt" and slow:
            spins(document)
        return a_text(document)

    drop(here, "texts", {"slow.txt": b"slow", "good.txt": b"good"})
    reader, budget = made_up(read_slowly), Budget(seconds=0.2)
    started = time.process_time()
    counts = read(warehouse, here, reader, budget)
    assert time.process_time() - started < 20
    assert (counts.documents, counts.unreadable) == (2, 1)
    assert "LEDGER_DOCUMENT_SECONDS=0.2" in quarantined(warehouse)["slow.txt"]

    assert read(warehouse, here, reader, budget).documents == 0
    slow = False
    again = read(warehouse, here, reader, Budget(seconds=30))
    assert (again.documents, again.unreadable) == (1, 0)
    assert quarantined(warehouse) == {}


def test_a_text_over_its_time_is_refused_and_the_others_are_read(warehouse, here, monkeypatch):
    found = texts.extract
    monkeypatch.setattr(
        texts,
        "extract",
        lambda one, _answer, _families: spins(one) if "slow" in one.text else found(one),
    )
    drop(here, "texts", {"slow.txt": b"slow", "good.txt": "Збито 10 БпЛА".encode()})
    counts = read(warehouse, here, made_up(a_text), Budget(seconds=0.2))
    assert counts.documents == 2
    assert "LEDGER_DOCUMENT_SECONDS=0.2" in quarantined(warehouse)["slow.txt"]


def test_a_document_over_its_size_is_quarantined_unread(warehouse, here):
    drop(here, "texts", {"large.txt": b"x" * ((1 << 20) + 1), "good.txt": b"good"})
    counts = read(warehouse, here, made_up(a_text), Budget(text_megabytes=1))
    assert (counts.documents, counts.unreadable) == (2, 1)
    reason = quarantined(warehouse)["large.txt"]
    assert "1,048,577 bytes" in reason
    assert "LEDGER_DOCUMENT_TEXT_MEGABYTES=1" in reason


def test_a_full_disk_is_not_the_fault_of_a_document(warehouse, here):
    def fails(_document: Document) -> ParsedDocument:
        raise OSError(28, os.strerror(28))

    drop(here, "texts", {"good.txt": b"good"})
    with pytest.raises(OSError, match="No space left"):
        read(warehouse, here, made_up(fails))
    assert warehouse.count("quality.documents_read") == 0
