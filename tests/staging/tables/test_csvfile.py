"""A file that is read chunk by chunk is read as one that is read record by record."""

import csv
import io
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.staging import document
from pipelines.staging.document import Document, ParsedDocument, Unreadable
from pipelines.staging.tables import csvfile, csvscan
from tests.campaign import FULL

CELLS = st.text(st.sampled_from('ab ,"\n\u0456'), max_size=4)
LINES = st.one_of(
    st.lists(CELLS, min_size=2, max_size=2).map(lambda row: written(*row)),
    st.text(st.sampled_from('ab ,"'), max_size=8).map(lambda line: f"{line}\n".encode()),
    st.sampled_from([b"1,2,3\n", b"1\n", b"k\xff,2\n", b"1,2\r\n", b"1,\0\n", b"\xc2\xa0,2\n"]),
)
"""Rows as a program writes them, lines of any text, and rows that must be refused."""


def written(*row: str) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow(row)
    return text.getvalue().encode()


def outcome(file: Path) -> ParsedDocument | str:
    try:
        return csvfile.read_csv(Document("d", file.name, file), ["a", "b"], ["c"])
    except Unreadable as error:
        return str(error)


@settings(
    max_examples=2000 if FULL else 100, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    lines=st.lists(LINES, max_size=12),
    chunk=st.sampled_from([4, 9, 30, 8 << 20]),
    ending=st.sampled_from([b"\n", b"\r\n"]),
    has_end=st.booleans(),
)
def test_chunks_and_records_are_alike(tmp_path, lines, chunk, ending, has_end):
    file = tmp_path / "table.csv"
    content = (b"a,b\n" + b"".join(lines)).replace(b"\n", ending)
    file.write_bytes(content if has_end else content.removesuffix(ending))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(csvscan, "CHUNK", chunk)
        fast = outcome(file)
        patch.setattr(csvfile, "_by_chunk", lambda *_: None)
        careful = outcome(file)
        if isinstance(fast, str) or isinstance(careful, str):
            assert fast == careful
            return
        assert fast.rows_in == careful.rows_in == careful.rows.height + careful.refused.height
        assert fast.refused.equals(careful.refused)
        assert fast.rows.equals(careful.rows)


def test_a_chunk_with_a_defect_is_read_record_by_record(tmp_path, monkeypatch):
    file = tmp_path / "table.csv"
    file.write_bytes(b"a,b\n1,2\n1\n3,4\n")
    monkeypatch.setattr(csvscan, "CHUNK", 5)
    read = outcome(file)
    assert isinstance(read, ParsedDocument)
    assert read.rows["locator"].to_list() == ["1", "3"]
    assert read.refused.rows() == [("2", "table.csv row 2: 1 cells, the header has 2", "1\n")]


def test_pieces_are_full_and_asked_for_again(tmp_path, monkeypatch):
    file = tmp_path / "table.csv"
    file.write_bytes(b"a,b\n1,2\n3,4\n5,6\n")
    monkeypatch.setattr(csvscan, "CHUNK", 4)
    monkeypatch.setattr(document, "PIECE_ROWS", 2)
    reading = csvfile.read_csv(Document("d", file.name, file), ["a", "b"]).select("b", "locator")
    assert [piece.height for piece in reading.pieces()] == [2, 1]
    expected = pl.DataFrame({"b": ["2", "4", "6"], "locator": ["1", "2", "3"]})
    assert reading.rows.equals(expected)
    assert reading.rows.equals(expected)
