"""Documents are taken out and brought back, found by every word that names only one."""

from pathlib import Path

import pytest

from pipelines.landing.archive import Archive, Record, mark_of
from pipelines.landing.withdrawal import NotWithdrawn, bring_back, withdraw, withdrawn


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path / "archive")


def landed(archive: Archive, uri: str, content: bytes | None = None) -> Record:
    file = archive.folder.parent / "file"
    file.write_bytes(content or uri.encode())
    record = archive.land(file, uri.split("/")[1], uri, None, None)
    assert record is not None
    return record


def test_a_document_is_out_with_its_reason_until_it_is_brought_back(archive: Archive) -> None:
    record = landed(archive, "inbox/acme/a.csv")
    assert withdraw(archive, record.document_id, " a test ") == record
    (out,) = withdrawn(archive)
    assert (out.document_id, out.source, out.uri) == (record.document_id, "acme", record.uri)
    assert (out.reason, out.brought_back_at) == ("a test", None)
    assert list(archive.sidecars()) == []
    assert bring_back(archive, record.uri) == record
    assert list(withdrawn(archive)) == []
    assert len(list(archive.sidecars())) == 1
    withdraw(archive, "a.csv", "once more")
    assert [one.reason for one in withdrawn(archive)] == ["once more"]


def test_a_document_is_named_by_id_hash_beginning_uri_or_file_name(archive: Archive) -> None:
    record = landed(archive, "inbox/acme/a.csv")
    landed(archive, "inbox/acme/b.csv")
    names = (record.document_id, record.sha256, record.sha256[:6], record.document_id[:6])
    for words in (*names, record.uri, " a.csv "):
        assert withdraw(archive, words, "a test") == record, words
        bring_back(archive, words)


def test_words_that_name_none_or_several_documents_are_refused(archive: Archive) -> None:
    one = landed(archive, "inbox/acme/a.csv", b"one")
    two = landed(archive, "inbox/other/a.csv", b"two")
    with pytest.raises(NotWithdrawn, match="names 2 documents, use an id") as error:
        withdraw(archive, "a.csv", "a test")
    assert one.document_id in str(error.value)
    assert two.document_id in str(error.value)
    for words in ("lost.csv", one.sha256[:5], "", "inbox/acme"):
        with pytest.raises(NotWithdrawn, match="no document of the archive"):
            withdraw(archive, words, "a test")


def test_a_document_in_the_wrong_state_or_without_a_reason_stays_as_it_is(archive: Archive) -> None:
    record = landed(archive, "inbox/acme/a.csv")
    with pytest.raises(NotWithdrawn, match="is not withdrawn"):
        bring_back(archive, record.uri)
    with pytest.raises(NotWithdrawn, match="--reason is blank"):
        withdraw(archive, record.uri, " ")
    withdraw(archive, record.uri, "a test")
    with pytest.raises(NotWithdrawn, match="is withdrawn already"):
        withdraw(archive, record.uri, "another")
    assert [one.reason for one in withdrawn(archive)] == ["a test"]


def test_a_damaged_mark_withdraws_its_document_and_is_named(archive: Archive) -> None:
    landed(archive, "inbox/acme/a.csv")
    (sidecar,) = archive.sidecars()
    mark_of(sidecar).write_text("{}")
    with pytest.raises(ValueError, match=r"\.withdrawn: not a record of a withdrawal"):
        list(withdrawn(archive))
    assert list(archive.sidecars()) == []
