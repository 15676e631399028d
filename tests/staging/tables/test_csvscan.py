"""A line that a scan calls plain is one record, whatever reads it; others are not plain."""

from pathlib import Path

import pytest

from pipelines.staging.tables import csvscan
from pipelines.staging.tables.csvscan import Chunk


def scan(tmp_path: Path, content: bytes) -> list[Chunk] | None:
    file = tmp_path / "table.csv"
    file.write_bytes(content)
    return csvscan.chunks(file, 2)


def test_lines_are_counted_across_chunks(tmp_path, monkeypatch):
    monkeypatch.setattr(csvscan, "CHUNK", 7)
    content = b'number,place\r\n1,"a, b"\r\n2,c\r\n3,d'
    found = scan(tmp_path, content)
    assert found is not None
    assert sum(chunk.lines for chunk in found) == 3
    assert [chunk.above for chunk in found] == [1, 2, 3]
    assert all(chunk.is_plain for chunk in found)
    pieces = [content[chunk.start : chunk.start + chunk.size] for chunk in found]
    assert b"".join(pieces) == content.partition(b"\n")[2]


@pytest.mark.parametrize(
    "line", [b"1,a\n", b'"1","a"\n', b'"",""\n', b'1,"a, ""b"""\n', b'1,""""\n', b"1,", b",\n"]
)
def test_a_plain_line(tmp_path, line):
    assert scan(tmp_path, b"a,b\n" + line) == [Chunk(4, len(line), 1, 1, is_plain=True)]


@pytest.mark.parametrize(
    "line",
    [b"1\n", b"1,2,3\n", b"k\xff,2\n", b'a"b",c\n', b'"a"b,c\n', b'"a" "b",c\n', b'a""b,c\n',
     b'"1,2"\n'],
)  # fmt: skip
def test_a_line_that_is_not_plain(tmp_path, line):
    assert scan(tmp_path, b"a,b\n" + line) == [Chunk(4, len(line), 1, 1, is_plain=False)]


def test_a_short_and_a_long_line_do_not_add_up_to_plain_ones(tmp_path):
    assert scan(tmp_path, b"a,b\n1\n1,2,3\n") == [Chunk(4, 8, 1, 2, is_plain=False)]


def test_a_line_that_is_too_long_is_not_plain(tmp_path, monkeypatch):
    monkeypatch.setattr(csvscan, "MAX_LINE", 20)
    lines = b"1," + b"x" * 18 + b"\n1,2\n"
    assert scan(tmp_path, b"a,b\n" + lines) == [Chunk(4, 25, 1, 2, is_plain=False)]
    shorter = lines.replace(b"x", b"", 1)
    assert scan(tmp_path, b"a,b\n" + shorter) == [Chunk(4, 24, 1, 2, is_plain=True)]


@pytest.mark.parametrize(
    "lines",
    [b'1,"a\nb"\n', b"1,2\n\n1,2\n", b"1,2\r\n", b"1,2\r1,2\n", b"1,\0\n", b"1," + b"x" * 40],
    ids=["a cell of two lines", "blank", "mixed", "bare CR", "NUL", "too long without an end"],
)
def test_a_file_in_which_a_line_may_not_be_a_record(tmp_path, lines, monkeypatch):
    monkeypatch.setattr(csvscan, "MAX_LINE", 30)
    monkeypatch.setattr(csvscan, "CHUNK", 8)
    assert scan(tmp_path, b"a,b\n" + lines) is None
