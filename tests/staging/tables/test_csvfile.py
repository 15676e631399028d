"""A file that is streamed is read as one that is held: the same rows, refusals and counts."""

import csv
import io
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.staging.document import Document, ParsedDocument, Unreadable
from pipelines.staging.tables import csvfile
from tests.campaign import FULL

CELLS = st.text(st.sampled_from('ab ,"\n\u0456'), max_size=4)
LINES = st.one_of(
    st.lists(CELLS, min_size=2, max_size=2).map(lambda row: written(*row)),
    st.sampled_from([b"1,2,3\n", b"1\n", b"k\xff,2\n"]),
)
"""Rows as a program writes them, and rows that must be refused."""


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
    max_examples=500 if FULL else 25, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(lines=st.lists(LINES, max_size=12))
def test_streamed_and_held_are_alike(tmp_path, lines):
    file = tmp_path / "table.csv"
    file.write_bytes(b"a,b\n" + b"".join(lines))
    with pytest.MonkeyPatch.context() as patch:
        held = outcome(file)
        patch.setattr(csvfile, "HELD_BYTES", 0)
        patch.setattr(csvfile, "ROW_GROUP", 3)
        streamed = outcome(file)
    if isinstance(held, str) or isinstance(streamed, str):
        assert held == streamed
        return
    assert held.rows_in == streamed.rows_in == held.rows.height + held.refused.height
    assert held.refused.equals(streamed.refused)
    assert held.rows.equals(streamed.rows)


def test_pieces_are_asked_for_again(tmp_path):
    file = tmp_path / "table.csv"
    file.write_bytes(b"a,b\n1,2\n3,4\n")
    reading = csvfile.read_csv(Document("d", file.name, file), ["a", "b"]).select("b", "locator")
    expected = pl.DataFrame({"b": ["2", "4"], "locator": ["1", "2"]})
    assert reading.rows.equals(expected)
    assert reading.rows.equals(expected)
