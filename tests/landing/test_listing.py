"""Only folders of the archive that changed are looked into, and the list is that of the archive."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipelines.landing import catalogue
from pipelines.landing.archive import Archive, documents_in, id_of, source_of
from pipelines.landing.listing import archived
from pipelines.landing.withdrawal import bring_back, withdraw
from pipelines.warehouse.build import Warehouse
from tests.builds import empty_build

LONG_AGO = 1_700_000_000_000_000_000


class Listed:
    """An archive of a few documents, listed in a build file when its folders had settled."""

    def __init__(self, folder: Path, warehouse: Warehouse) -> None:
        self.folder, self.warehouse = folder, warehouse
        self.archive = Archive(folder / "archive")
        self.looked: set[str] = set()
        for number in range(6):
            self.land(f"{number}.txt")
        self.settle()
        self.list()

    def land(self, name: str) -> str:
        """Land a document; returns its folder."""
        file = self.folder / name
        file.write_text(name)
        record = self.archive.land(file, "news_articles", f"inbox/news_articles/{name}", None, None)
        assert record is not None
        return record.sha256[:2]

    def settle(self) -> None:
        """Let all folders look as if they had changed long ago."""
        for number, folder in enumerate(self.archive.folders()):
            os.utime(folder, ns=(LONG_AGO, LONG_AGO + number))

    def list(self) -> set[str]:
        """Names of the folders that listing looked into."""
        self.looked.clear()
        catalogue.list_documents(self.warehouse, self.archive)
        return set(self.looked)

    def in_the_table(self) -> set[tuple[str, str]]:
        return set(self.warehouse.rows("select document_id, source from landed.documents"))

    def in_the_archive(self) -> set[tuple[str, str]]:
        return {(id_of(one), source_of(one)) for one in self.archive.sidecars()}

    def is_complete(self) -> bool:
        """Whether table and archive agree, by a walk through all folders too."""
        there = self.in_the_archive()
        return self.in_the_table() == there == archived(self.warehouse, self.archive)


@pytest.fixture
def listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Listed]:
    with empty_build(tmp_path / "build.duckdb") as warehouse:
        made = Listed(tmp_path, warehouse)

        def looking(folder: Path) -> Iterator[Path]:
            made.looked.add(folder.name)
            return documents_in(folder)

        monkeypatch.setattr(catalogue, "documents_in", looking)
        yield made


def test_folders_that_have_not_changed_are_left_out(listed):
    assert listed.list() == set()
    assert len(listed.in_the_table()) == 6
    assert listed.is_complete()


def test_a_new_document_is_found_in_its_folder_alone(listed):
    folder = listed.land("new.txt")
    assert not listed.is_complete()
    assert archived(listed.warehouse, listed.archive) == listed.in_the_archive()
    assert listed.list() == {folder}
    assert listed.is_complete()


def test_a_folder_that_changed_just_now_is_looked_into_again(listed):
    folder = listed.land("new.txt")
    listed.list()
    assert listed.list() == {folder}


def test_documents_are_withdrawn_and_brought_back(listed):
    ((document, *_),) = listed.warehouse.rows("select document_id from landed.documents limit 1")
    withdraw(listed.archive, document, "wrong")
    listed.list()
    assert len(listed.in_the_table()) == 5
    assert listed.is_complete()
    listed.settle()
    listed.list()
    bring_back(listed.archive, document)
    listed.list()
    assert len(listed.in_the_table()) == 6
    assert listed.is_complete()


def test_a_row_that_went_missing_is_listed_again(listed):
    with listed.warehouse.transaction() as cursor:
        cursor.execute("delete from landed.documents where uri like '%/3.txt'")
    assert len(listed.list()) == 1
    assert listed.is_complete()


def test_an_archive_in_another_place_is_looked_through(listed, tmp_path):
    there = tmp_path / "moved"
    listed.archive.folder.rename(there)
    listed.archive = Archive(there)
    assert listed.list() == {folder.name for folder in listed.archive.folders()}
    assert listed.is_complete()
