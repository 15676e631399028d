"""A manifest describes the publication that has its hash, and no other file."""

from pathlib import Path

import pytest

from pipelines.landing.archive import sha256_of
from pipelines.publication.manifest import (
    Manifest,
    intact_publication,
    last_publication,
    manifest_path,
    read_manifest,
)
from pipelines.settings import Settings
from pipelines.warehouse.damage import wal_of


@pytest.fixture
def here(tmp_path: Path) -> Settings:
    """A data folder with a publication and its manifest."""
    here = Settings(data=tmp_path)
    here.warehouse.write_bytes(b"content")
    manifest = Manifest("f", sha256_of(here.warehouse), "2026-02-05T06:00:00+00:00", None, {"a": 1})
    manifest_path(here).write_text(manifest.text)
    return here


def test_a_manifest_is_the_same_after_it_was_written(here: Settings) -> None:
    found = intact_publication(here)
    assert found is not None
    assert found == last_publication(here) == read_manifest(manifest_path(here))
    assert found.rows == {"a": 1}
    assert manifest_path(here).read_text() == found.text


def test_a_publication_of_other_bytes_or_with_a_log_is_not_intact(here: Settings) -> None:
    wal_of(here.warehouse).touch()
    assert intact_publication(here) is None
    wal_of(here.warehouse).unlink()
    assert intact_publication(here) is not None
    here.warehouse.write_bytes(b"Content")
    assert intact_publication(here) is None
    assert last_publication(here) is not None


def test_without_the_file_or_its_manifest_there_is_no_publication(here: Settings) -> None:
    manifest_path(here).rename(here.data / "aside")
    assert last_publication(here) is None
    (here.data / "aside").rename(manifest_path(here))
    here.warehouse.unlink()
    assert last_publication(here) is None


@pytest.mark.parametrize("text", ["", "{", "[]", '{"sha256": "x"}', "\0", '{"unknown": 1}'])
def test_a_damaged_manifest_is_none(tmp_path: Path, text: str) -> None:
    file = tmp_path / "warehouse.json"
    file.write_text(text)
    assert read_manifest(file) is None
