"""Defects of a CSV file cost the line they are in and no other, and every line is accounted for."""

from pathlib import Path

import polars as pl
import pytest

from pipelines.staging.document import Document, ParsedDocument, Unreadable
from pipelines.staging.tables import csvfile, csvlines

GOOD = b"1,Kyiv\n"


def read(tmp_path: Path, content: bytes) -> ParsedDocument:
    file = tmp_path / "table.csv"
    file.write_bytes(content)
    return csvfile.read_csv(Document("d", file.name, file), ["number", "place"])


def test_a_quote_that_never_closes_costs_its_line_alone(tmp_path):
    parsed = read(tmp_path, b'number,place\n1,"Ukraine\n' + GOOD * 88)
    assert parsed.rows_in == 89
    assert parsed.rows.height == 88
    assert parsed.refused.rows() == [
        ("1", "table.csv row 1: a quote opens in this line and is never closed", '1,"Ukraine\n')
    ]


@pytest.mark.parametrize("below", [GOOD * 3, b'2,"Lviv, Stryi"\n' * 3, b'2,"Lviv"\n3,""\n4,x\n'])
def test_a_doubled_closing_quote_costs_its_line_alone(tmp_path, below):
    parsed = read(tmp_path, b'number,place\n1,"Ukraine""\n' + below)
    assert parsed.rows_in == 4
    assert parsed.rows.height == 3
    assert parsed.refused["locator"].to_list() == ["1"]
    assert "quote" in parsed.refused.item(0, "reason")


@pytest.mark.parametrize(
    "content",
    [
        b"number,place\n1,a\n\n2,b\n",
        b"number,place\r\n1,a\r\n\r\n2,b\r\n",
        b"number,place\r\n1,a\n2,b\r\n",
        b"number,place\r1,a\r2,b\r",
        b"number,place\r1,a\r2,b",
        b"number,place\n1,a\n2,b\n\n\n",
        b"\xef\xbb\xbfnumber,place\r\n1,a\r\n2,b",
    ],
    ids=["blank", "blank crlf", "mixed", "cr", "cr without an end", "trailing", "bom"],
)
def test_blank_lines_and_any_line_end_refuse_nothing(tmp_path, content):
    parsed = read(tmp_path, content)
    assert parsed.rows.select("number", "place").rows() == [("1", "a"), ("2", "b")]
    assert (parsed.rows_in, parsed.refused.height) == (2, 0)


def test_a_cell_may_hold_line_breaks_and_the_locator_is_the_line_it_begins_in(tmp_path):
    parsed = read(tmp_path, b'number,place\n1,"a\nb"\n2,c\n')
    assert parsed.rows.rows() == [("1", "a\nb", "1"), ("2", "c", "3")]


def test_a_long_cell_is_read(tmp_path):
    parsed = read(tmp_path, b'number,place\n1,"' + b"x" * 200_000 + b'\n"\n2,b\n')
    assert parsed.rows["place"].str.len_chars().to_list() == [200_001, 1]


def test_a_line_that_is_too_long_costs_itself_alone(tmp_path, monkeypatch):
    monkeypatch.setattr(csvlines, "CHUNK", 10)
    monkeypatch.setattr(csvlines, "MAX_LINE", 20)
    file = tmp_path / "table.csv"
    file.write_bytes(b"number,place\n1," + b"x" * 1000 + b"\n2,b\n")
    first, second = csvlines.records(file, 2)
    assert first.cells is None
    assert first.reason == "the line has more than 20 bytes"
    assert len(first.raw) <= 40
    assert (second.line, second.cells) == (3, ["2", "b"])


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"1,a\0\n", "NUL byte"),
        (b"1,Ky\xffv\n", "byte 0xff at offset 4 is not UTF-8"),
        (b'1,"a"b\n', "quote"),
        (b"1\n", "1 cells, the header has 2"),
    ],
)
def test_a_line_that_cannot_be_read_says_why(tmp_path, line, reason):
    parsed = read(tmp_path, b'number,place\n1,"a\nb"\n' + line + GOOD)
    assert (parsed.rows.height, parsed.rows_in) == (2, 3)
    assert parsed.refused["locator"].to_list() == ["3"]
    assert reason in parsed.refused.item(0, "reason")


@pytest.mark.parametrize("content", [b"\0" * 5000, b"\n\n\n", b'"number,place\n1,a\n'])
def test_a_file_without_a_header_is_refused_with_a_reason(tmp_path, content):
    with pytest.raises(Unreadable, match=r"table\.csv: "):
        read(tmp_path, content)


def test_both_readers_agree_on_a_regular_file(tmp_path, monkeypatch):
    content = b'number,place\n1,"a, b"\n2,\n,"x""y"\n1,2,3\n'
    fast = read(tmp_path, content)
    monkeypatch.setattr(csvfile, "_by_chunk", lambda *_: None)
    careful = read(tmp_path, content)
    assert careful.rows.equals(fast.rows)
    assert careful.refused["locator"].equals(fast.refused["locator"])
    assert fast.rows.schema == dict.fromkeys(("number", "place", "locator"), pl.String)
