"""Tables of what has landed: documents, sources, vocabulary, and files that stayed in the inbox."""

from pathlib import Path

from pipelines.landing.archive import Archive
from pipelines.landing.catalogue import (
    list_documents,
    list_sources,
    load_vocabulary,
    quarantine_kept,
    vocabulary_files,
)
from pipelines.landing.declaration import all_sources
from pipelines.landing.inbox import Kept
from pipelines.landing.withdrawal import bring_back, withdraw
from pipelines.paths import VOCABULARY
from pipelines.vocabulary.tables import vocabulary
from tests.builds import empty_build


def test_documents_are_those_of_the_archive_that_are_not_withdrawn(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive")
    file = tmp_path / "a.txt"
    for text in ("one", "two"):
        file.write_text(text)
        archive.land(file, "acme", f"inbox/acme/{text}.txt", "2026-02", None)

    with empty_build(tmp_path / "build.duckdb") as warehouse:

        def listed() -> list[str]:
            list_documents(warehouse, archive)
            rows = warehouse.rows("select uri from landed.documents order by uri")
            return [uri for (uri,) in rows]

        assert listed() == ["inbox/acme/one.txt", "inbox/acme/two.txt"]
        assert listed() == ["inbox/acme/one.txt", "inbox/acme/two.txt"]
        stated = warehouse.rows("select distinct published_stated, bytes from landed.documents")
        assert stated == [("2026-02", 3)]
        withdraw(archive, "one.txt", "a test")
        assert listed() == ["inbox/acme/two.txt"]
        bring_back(archive, "one.txt")
        assert listed() == ["inbox/acme/one.txt", "inbox/acme/two.txt"]


def test_sources_and_vocabulary_are_listed_as_declared(tmp_path: Path) -> None:
    sources = all_sources()
    with empty_build(tmp_path / "build.duckdb") as warehouse:
        for some in (dict(list(sources.items())[:2]), sources):
            list_sources(warehouse, some)
            rows = warehouse.rows("select source, publisher from landed.sources")
            assert dict(rows) == {name: one.publisher for name, one in some.items()}
        counted = load_vocabulary(warehouse)
        assert load_vocabulary(warehouse) == counted
        assert counted == {file.name: len(vocabulary(file.name)) for file in vocabulary_files()}


def test_every_table_of_the_vocabulary_has_its_rows_and_no_row_is_without_a_table() -> None:
    tables = {file.name for file in vocabulary_files()}
    assert tables <= {path.stem for path in VOCABULARY.glob("*.csv")}


def test_files_that_stay_are_those_of_the_last_refresh(tmp_path: Path) -> None:
    with empty_build(tmp_path / "build.duckdb") as warehouse:
        warehouse.rows(
            "insert into quality.quarantined_rows by name select 'acme' as source, 'd' as "
            "document_id, 'u' as uri, '1' as locator, 'read' as stage, 'R' as reason"
        )
        for kept in ([Kept("acme", "inbox/acme/a", "one")], [Kept("acme", "inbox/acme/b", "two")]):
            quarantine_kept(warehouse, kept)
        rows = warehouse.rows(
            "select uri, stage, reason from quality.quarantined_rows order by all"
        )
        assert rows == [("inbox/acme/b", "land", "two"), ("u", "read", "R")]
        quarantine_kept(warehouse, [])
        assert warehouse.rows("select uri from quality.quarantined_rows") == [("u",)]
