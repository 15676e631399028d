"""The copy of the archive at an address has each document once, listed in its manifest."""

from pathlib import Path

import pytest

from pipelines.landing.remote import RemoteArchive

pytest.importorskip("fsspec")


def files(folder: Path, *contents: str) -> list[Path]:
    paths = [folder / f"{content}{'0' * 60}" for content in contents]
    for path in paths:
        path.write_text(path.name[0])
    return paths


def test_a_file_is_copied_once_and_fetched_as_it_was(tmp_path: Path) -> None:
    here, there = tmp_path / "archive", tmp_path / "shared"
    here.mkdir()
    one, two = files(here, "aa", "bb")
    archive = RemoteArchive(there.as_uri())
    assert archive.add([one, one]) == 1
    assert archive.add([one, two]) == 1
    assert RemoteArchive(there.as_uri()).add([one, two]) == 0
    assert len(list((there / "manifest").iterdir())) == 2
    fetched = RemoteArchive(f"{there.as_uri()}/").fetch(two.name, tmp_path)
    assert fetched.read_bytes() == two.read_bytes()
    with pytest.raises(FileNotFoundError):
        archive.fetch("cc", tmp_path)
