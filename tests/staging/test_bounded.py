"""The budget of a document holds in every thread, inside parsers written in C, and for mapping."""

import threading

import pytest

from pipelines.landing import catalogue
from pipelines.landing.archive import Archive
from pipelines.landing.inbox import land_files
from pipelines.paths import SOURCES
from pipelines.settings import Settings
from pipelines.staging.apart import ReaderProcess
from pipelines.staging.budget import Budget
from pipelines.staging.failures import ReaderBroken
from pipelines.staging.ingest import ingest
from pipelines.staging.reader import SourceReader
from pipelines.warehouse.build import Warehouse
from tests.sources import declared, reader_of
from tests.staging import costly

BUDGET = Budget(seconds=0.3, memory_megabytes=300)

OVER_TIME = "took more than 0.3 seconds of processor time (LEDGER_DOCUMENT_SECONDS=0.3)"
OVER_MEMORY = "took more memory than one document may have (LEDGER_DOCUMENT_MEMORY_MEGABYTES=300)"

PAGE = b"<html><body><article><p>" + b"Russia launched 183 drones at Ukraine. " * 5
FORMATTED = "".join(f"<b id={number}>" for number in range(2000))
BOMB = f"<html><body><p>{FORMATTED}</p>{'<p>x</p>' * 2000}".encode()
"""A page of 42 KB for which the HTML standard asks for four million elements."""


def costly_reader() -> SourceReader:
    source = declared("costly", documents=["*.html", "*.csv"], is_snapshot=False)
    return SourceReader(source, costly, "1")


def quarantined(
    warehouse: Warehouse,
    here: Settings,
    reader: SourceReader,
    files: dict[str, str | bytes],
    budget: Budget = BUDGET,
) -> dict[str, str]:
    """Reasons by name of the files that were not read, after all of them have landed."""
    folder = here.inbox / reader.source.name
    folder.mkdir(parents=True)
    for name, content in files.items():
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    land_files(here, {reader.source.name: reader.source})
    catalogue.list_documents(warehouse, Archive(here.archive))
    counts = ingest(warehouse, Archive(here.archive), reader, budget)
    assert counts.documents == len(files)
    rows = warehouse.rows("select uri, reason from quality.quarantined_rows")
    return {uri.rsplit("/", 1)[-1]: reason for uri, reason in rows}


def test_documents_over_their_budgets_stop_no_other(warehouse, here):
    files: dict[str, str | bytes] = {
        "a.html": "endless", "b.html": "endless in C", "c.html": "gigabytes", "d.html": "fails",
        "e.html": "good", "f.html": "dies", "g.csv": "slow to map", "h.csv": "good as well",
    }  # fmt: skip
    reasons = quarantined(warehouse, here, costly_reader(), files)
    assert sorted(reasons) == ["a.html", "b.html", "c.html", "d.html", "f.html", "g.csv"]
    for name in ("a.html", "b.html"):
        assert reasons[name] == f"{name}: {OVER_TIME}; split the file, or raise the setting"
    assert reasons["c.html"].startswith(f"c.html: {OVER_MEMORY}")
    assert reasons["d.html"].startswith("d.html: LookupError: of all things (staging/costly.py")
    assert reasons["f.html"].startswith(f"f.html: {OVER_MEMORY}")
    assert reasons["f.html"].endswith("its reader ended with signal 9")
    assert reasons["g.csv"].startswith(f"g.csv: mapping its rows: {OVER_TIME}")


def test_the_budget_holds_in_another_thread(warehouse, here):
    files: dict[str, str | bytes] = {
        "a.csv": "endless", "b.csv": "slow to map", "c.csv": "good"
    }  # fmt: skip
    reasons: dict[str, str] = {}
    thread = threading.Thread(
        target=lambda: reasons.update(quarantined(warehouse, here, costly_reader(), files))
    )
    thread.start()
    thread.join()
    assert reasons.keys() == {"a.csv", "b.csv"}
    assert all(OVER_TIME in reason for reason in reasons.values())


def test_a_page_that_asks_for_millions_of_elements_is_refused(warehouse, here):
    files: dict[str, str | bytes] = {"bomb.html": BOMB, "good.html": PAGE}
    budget = Budget(memory_megabytes=300)
    reasons = quarantined(warehouse, here, reader_of("news_articles"), files, budget)
    assert reasons.keys() == {"bomb.html"}
    assert OVER_MEMORY in reasons["bomb.html"]


def test_a_reader_that_cannot_start_is_no_fault_of_a_document(warehouse, here, monkeypatch):
    monkeypatch.setattr(costly, "__name__", "tests.staging.not_there")
    with pytest.raises(ReaderBroken, match=r"not_there ended with exit code 1"):
        quarantined(warehouse, here, costly_reader(), {"good.html": "good"})
    assert warehouse.count("quality.documents_read") == 0


def test_plain_tables_and_texts_start_no_process(warehouse, here, monkeypatch):
    monkeypatch.setattr(ReaderProcess, "_started", lambda _: pytest.fail("a process started"))
    assert quarantined(warehouse, here, costly_reader(), {"good.csv": "good"}) == {}


EXPORT = SOURCES / "ukraine_air_force" / "sample" / "account_export.json"
NESTED = "[" * 50_000
EMPTY = f"[{'[],' * 300_000}[]],"
"""JSON of 900 KB that makes 300,000 lists of 64 bytes each."""


def test_short_json_starts_no_process_and_stops_no_other(warehouse, here, monkeypatch):
    monkeypatch.setattr(ReaderProcess, "_started", lambda _: pytest.fail("a process started"))
    files: dict[str, str | bytes] = {
        "nested.json": NESTED, "empty.json": f"{EMPTY[:-1]}", "good.json": EXPORT.read_bytes()
    }  # fmt: skip
    reasons = quarantined(warehouse, here, reader_of("ukraine_air_force"), files, Budget())
    assert reasons.keys() == {"nested.json", "empty.json"}
    assert "recursion" in reasons["nested.json"]


def test_long_json_is_read_in_the_other_process(warehouse, here):
    files: dict[str, str | bytes] = {"long.json": f"[{EMPTY * 20}[]]"}
    budget = Budget(memory_megabytes=100)
    reasons = quarantined(warehouse, here, reader_of("ukraine_air_force"), files, budget)
    assert reasons["long.json"].startswith("long.json: took more memory than one document may")
