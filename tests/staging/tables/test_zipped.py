"""A table inside a zip archive is read; an archive that plays tricks is refused."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from pipelines.paths import SOURCES
from pipelines.staging.document import Document, Unreadable
from pipelines.staging.tables import zipped
from tests.sources import reader_of

NAME = "massive_missile_attacks"
TABLE = (SOURCES / NAME / "sample" / "missile_attacks_daily_2026-02-07.csv").read_bytes()
MEMBER = "missile_attacks_daily.csv"


@pytest.fixture
def archived(tmp_path: Path) -> Callable[..., Document]:
    """An archive with these members."""

    def archive(*members: tuple[str, bytes]) -> Document:
        path = tmp_path / "archive.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
            for name, content in members:
                file.writestr(name, content)
        return Document("d", f"inbox/{NAME}/archive.zip", path)

    return archive


def refused(document: Document) -> str:
    with pytest.raises(Unreadable) as error:
        reader_of(NAME).read(document)
    assert "archive.zip" in str(error.value)
    return str(error.value)


def test_the_archive_gives_the_rows_of_its_table(archived, tmp_path: Path) -> None:
    plain = tmp_path / MEMBER
    plain.write_bytes(TABLE)
    table = reader_of(NAME).read(Document("d", MEMBER, plain))
    for name in (MEMBER, f"data/{MEMBER}", f"../../{MEMBER}", f"/etc/{MEMBER}"):
        read = reader_of(NAME).read(archived((name, TABLE), ("missiles_and_uavs.csv", b"model\n")))
        assert read.rows.equals(table.rows)
        assert read.rows_in == table.rows_in


def test_an_archive_writes_nothing_where_it_says(archived, tmp_path: Path) -> None:
    before = set(tmp_path.parent.rglob("*"))
    reader_of(NAME).read(archived((f"../{MEMBER}", TABLE)))
    assert set(tmp_path.parent.rglob("*")) - before == {tmp_path / "archive.zip"}


def test_what_unpacks_to_far_more_than_it_was_is_refused(archived) -> None:
    assert "unpacks to more than" in refused(archived((MEMBER, b"0" * (5 << 20))))


def test_what_is_larger_than_a_table_is_refused(archived, monkeypatch) -> None:
    monkeypatch.setattr(zipped, "MOST_BYTES", 100)
    assert "unpacks to more than 100 bytes" in refused(archived((MEMBER, TABLE)))


def test_a_table_that_is_absent_or_there_twice_is_named(archived) -> None:
    assert "0 members named" in refused(archived(("other.csv", b"a,b\n")))
    assert "2 members named" in refused(archived((MEMBER, TABLE), (f"a/{MEMBER}", TABLE)))


def test_a_crowd_of_members_is_refused(archived) -> None:
    crowd = [(f"{number}.csv", b"") for number in range(zipped.MOST_MEMBERS)]
    assert "members are not a data set" in refused(archived((MEMBER, TABLE), *crowd))


@pytest.mark.parametrize("cut", [0.1, 0.5, 0.98])
def test_a_damaged_archive_is_refused(archived, cut: float) -> None:
    document = archived((MEMBER, TABLE))
    content = document.path.read_bytes()
    document.path.write_bytes(content[: int(len(content) * cut)])
    refused(document)


def test_a_changed_byte_is_noticed(archived) -> None:
    document = archived((MEMBER, TABLE))
    content = bytearray(document.path.read_bytes())
    content[len(content) // 3] ^= 0xFF
    document.path.write_bytes(content)
    assert f"archive.zip/{MEMBER}: not a zip archive that can be unpacked" in refused(document)


def test_an_encrypted_member_is_refused(archived) -> None:
    document = archived((MEMBER, TABLE))
    content = bytearray(document.path.read_bytes())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + at] |= 1
    document.path.write_bytes(content)
    assert "encrypted" in refused(document)
