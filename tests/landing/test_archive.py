"""The archive: bytes once under their hash, a record of each document, and nothing rewritten."""

import json
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.landing.archive import (
    Archive,
    NotReadable,
    Record,
    id_of,
    is_in_force,
    is_withdrawn,
    mark_of,
    place,
    read_record,
    sha256_of,
    source_of,
)

MOMENT = datetime(2026, 2, 5, 6, tzinfo=UTC)


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path / "archive")


def landed(
    archive: Archive, content: bytes, source: str = "acme", uri: str = "inbox/acme/day.csv"
) -> Record | None:
    file = archive.folder.parent / "file"
    file.write_bytes(content)
    return archive.land(file, source, uri, "2026-02-05", None, landed_at=MOMENT)


def test_bytes_are_kept_under_their_hash_with_a_record_beside_them(archive: Archive) -> None:
    record = landed(archive, b"a,b\n")
    assert record is not None
    path = archive.path(record.sha256)
    assert path.read_bytes() == b"a,b\n"
    assert record.sha256 == sha256(b"a,b\n").hexdigest() == path.name == sha256_of(path)
    (sidecar,) = archive.sidecars()
    assert read_record(sidecar) == record
    assert (id_of(sidecar), source_of(sidecar)) == (record.document_id, "acme")
    assert (record.bytes, record.media_type, record.published_on) == (4, "text/csv", "2026-02-05")
    assert record.landed_at == record.known_at == MOMENT.isoformat()


@given(st.lists(st.tuples(st.binary(max_size=2), st.sampled_from(["acme", "other"])), max_size=8))
def test_a_content_of_a_source_lands_once(tmp_path_factory, files) -> None:
    archive = Archive(tmp_path_factory.mktemp("archive") / "archive")
    records = [landed(archive, content, source) for content, source in files]
    assert [record is not None for record in records] == [
        file not in files[:number] for number, file in enumerate(files)
    ]
    kept = {(read_record(one).sha256, source_of(one)) for one in archive.sidecars()}
    assert kept == {(sha256(content).hexdigest(), source) for content, source in files}
    stored = [path for path in archive.folder.glob("??/*") if "." not in path.name]
    assert {path.name for path in stored} == {one for one, _ in kept}


def test_contents_of_two_names_are_two_documents_where_names_count(archive: Archive) -> None:
    file = archive.folder.parent / "file"
    file.write_bytes(b"same")
    ids = set()
    for number in ("1", "2", "1"):
        record = archive.land(
            file, "acme", f"inbox/acme/post-{number}.txt", None, None, lambda name: name[5:-4]
        )
        ids.add(record and record.document_id)
    assert len(ids - {None}) == 2
    assert None in ids
    assert {id_of(sidecar) for sidecar in archive.sidecars()} == ids - {None}


def test_a_file_that_cannot_be_read_is_named_and_leaves_the_archive_empty(archive: Archive) -> None:
    with pytest.raises(NotReadable, match=r"lost\.csv: cannot be read"):
        archive.land(archive.folder.parent / "lost.csv", "acme", "u", None, None)
    assert list(archive.all_sidecars()) == []


@pytest.mark.parametrize("text", ["", "[]", '{"sha256": "x"}', "\0"])
def test_what_is_no_record_is_named(tmp_path: Path, text: str) -> None:
    sidecar = tmp_path / "ab.acme.json"
    sidecar.write_text(text)
    with pytest.raises(ValueError, match=r"ab\.acme\.json: not a record of the archive"):
        read_record(sidecar)


@pytest.mark.parametrize(
    ("mark", "is_out"),
    [
        (None, False),
        ("{}", True),
        ('{"brought_back_at": null}', True),
        ('{"brought_back_at": "2026-02-05T06:00:00+00:00"}', False),
        ("not JSON", True),
        ("[]", True),
    ],
)
def test_a_document_is_out_as_long_as_its_mark_does_not_bring_it_back(
    archive, mark, is_out
) -> None:
    landed(archive, b"a")
    (sidecar,) = archive.all_sidecars()
    if mark is not None:
        mark_of(sidecar).write_text(mark)
        assert is_in_force(mark_of(sidecar)) == is_out
    assert is_withdrawn(sidecar) == is_out
    assert list(archive.sidecars()) == ([] if is_out else [sidecar])
    assert list(archive.marks()) == ([mark_of(sidecar)] if is_out else [])


def test_a_file_is_placed_complete(tmp_path: Path) -> None:
    target = tmp_path / "new" / "fetched.json"
    for content in (b"first", json.dumps([1]).encode()):
        place(target, content)
        assert target.read_bytes() == content
    assert list(target.parent.iterdir()) == [target]
