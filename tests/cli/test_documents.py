"""`ledger withdraw` and `ledger quarantine`, and what the doctor says of the inbox."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from pipelines.cli.doctor import _inbox
from pipelines.landing import catalogue
from pipelines.landing.archive import Archive, read_record
from pipelines.landing.declaration import all_sources
from pipelines.landing.inbox import documents_to_land, land_files
from pipelines.landing.withdrawal import NotWithdrawn, bring_back, withdraw, withdrawn
from pipelines.settings import Settings
from pipelines.staging.ingest import ingest
from pipelines.warehouse.build import Warehouse
from tests.builds import empty_build
from tests.running import ledger_here
from tests.sources import reader_of

NEWS = "news_articles"
FORGED = b"title: Forged\ndate: 2026-02-05\n\nRussia launched 999 drones at Ukraine overnight."
TRUE = b"title: Overnight\ndate: 2026-02-05\n\nRussia launched 183 drones at Ukraine overnight."


@pytest.fixture
def here(tmp_path: Path) -> Settings:
    """A data folder into which two articles have landed."""
    settings = Settings(data=tmp_path / "data")
    drop(settings, "forged.txt", FORGED)
    drop(settings, "true.txt", TRUE)
    land(settings)
    return settings


@pytest.fixture
def warehouse(here: Settings) -> Iterator[Warehouse]:
    with empty_build(here.build) as opened:
        yield opened


def drop(here: Settings, name: str, content: bytes, source: str = NEWS) -> None:
    folder = here.inbox / source
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(content)


def land(here: Settings) -> int:
    return land_files(here, {NEWS: all_sources()[NEWS]}).new


def launched(warehouse: Warehouse, here: Settings) -> list[int]:
    """Figures of what is read after what has landed was listed."""
    land(here)
    catalogue.list_documents(warehouse, Archive(here.archive))
    ingest(warehouse, Archive(here.archive), reader_of(NEWS))
    rows = warehouse.rows("select launched from records.strikes where launched is not null")
    return sorted(number for (number,) in rows)


def test_a_withdrawn_document_leaves_no_row_and_comes_back_complete(warehouse, here):
    archive = Archive(here.archive)
    assert launched(warehouse, here) == [183, 999]
    record = withdraw(archive, "forged.txt", "a forged post")
    assert launched(warehouse, here) == [183]
    tables = ("landed.documents", "quality.documents_read", f"staging.{NEWS}")
    assert [warehouse.count(table) for table in tables] == [1, 1, 1]
    assert archive.path(record.sha256).read_bytes() == FORGED
    assert [(one.uri, one.reason) for one in withdrawn(archive)] == [
        (f"inbox/{NEWS}/forged.txt", "a forged post")
    ]
    bring_back(archive, record.document_id)
    assert launched(warehouse, here) == [183, 999]
    assert list(withdrawn(archive)) == []


def test_a_withdrawn_document_does_not_land_again_nor_count_as_waiting(here):
    sources = {NEWS: all_sources()[NEWS]}
    record = withdraw(Archive(here.archive), "forged.txt", "a forged post")
    assert land(here) == 0
    assert record.document_id not in documents_to_land(here, sources)


def test_a_document_is_found_by_id_hash_uri_and_name(here):
    archive = Archive(here.archive)
    (record,) = (one for one in map(read_record, archive.sidecars()) if "forged" in one.uri)
    names = (record.document_id, record.document_id[:6], record.sha256, record.sha256[:8],
             record.uri, "forged.txt")  # fmt: skip
    for name in names:
        assert withdraw(archive, name, "why").document_id == record.document_id
        bring_back(archive, name)


def test_words_that_name_no_document_or_several_are_refused(here):
    archive = Archive(here.archive)
    with pytest.raises(NotWithdrawn, match=r"nothing\.txt"):
        withdraw(archive, "nothing.txt", "why")
    drop(here, "forged.txt", FORGED + b" Later.")
    land(here)
    with pytest.raises(NotWithdrawn, match="2 documents, use an id"):
        withdraw(archive, "forged.txt", "why")
    with pytest.raises(NotWithdrawn, match="--reason is blank"):
        withdraw(archive, "true.txt", " ")
    with pytest.raises(NotWithdrawn, match="not withdrawn"):
        bring_back(archive, "true.txt")
    withdraw(archive, "true.txt", "why")
    with pytest.raises(NotWithdrawn, match="withdrawn already"):
        withdraw(archive, "true.txt", "why")


def test_the_command_says_what_it_did(here, capsys):
    ran = ledger_here(capsys, here.data, "withdraw", "true.txt", "--reason", "[red]why[/red]")
    assert ran.returncode == 0
    assert f"inbox/{NEWS}/true.txt" in ran.stdout
    listed = ledger_here(capsys, here.data, "quarantine").stdout
    assert "[red]why[/red]" in listed
    assert ledger_here(capsys, here.data, "withdraw", "true.txt", "--undo").returncode == 0
    refused = ledger_here(capsys, here.data, "withdraw", "true.txt", "--undo")
    assert refused.returncode == 1
    assert "not withdrawn" in refused.stderr


def test_quarantine_lists_what_waits_by_file_with_its_remedy(here, capsys):
    with duckdb.connect(str(here.warehouse)) as connection:
        connection.execute(
            "create schema quality; create table quality.quarantined_rows as select * from (values "
            "('news', 'abc123', 'inbox/news/a.txt', 'document', 'read', 'a.txt: broken', null), "
            "('table', 'def456', 'inbox/table/b.csv', '1', 'map', 'no [weapon] X', null), "
            "('table', 'def456', 'inbox/table/b.csv', '2', 'map', 'no [weapon] Y', null)) "
            "as rows(source, document_id, uri, locator, stage, reason, raw)"
        )
    drop(here, "report.docx", b"words", "nobody")
    said = ledger_here(capsys, here.data, "quarantine").stdout
    assert "inbox/nobody/report.docx: not landed" in said
    assert "inbox/news/a.txt (abc123): not read at all" in said
    assert "inbox/table/b.csv (def456): 2 rows" in said
    assert "row 2: no [weapon] Y" in said
    assert "ledger withdraw def456" in said


def test_the_doctor_names_what_cannot_land(here):
    assert _inbox(here).is_well
    assert "2 files" in _inbox(here).says
    drop(here, "report.docx", b"words", "nobody")
    finding = _inbox(here)
    assert not finding.is_well
    assert "inbox/nobody/report.docx" in finding.says
    assert "no source reads files of this form" in finding.says
