"""CSV that spreadsheets read correctly: texts like formulas, nulls, lists and moments."""

import json
from datetime import UTC, datetime

import polars as pl

from pipelines.publication.spreadsheet import MOMENT, spreadsheet_safe


def test_a_text_like_a_formula_is_a_text_and_a_negative_number_a_number():
    frame = pl.DataFrame(
        {"t": ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "a=b", None, ""], "n": [-1] * 9}
    )
    safe = spreadsheet_safe(frame)
    assert safe["t"].to_list() == ["'=1+1", "'+1", "'-1", "'@x", "'\tx", "'\rx", "a=b", None, ""]
    assert safe["n"].to_list() == [-1] * 9


def test_null_empty_and_zero_stay_three_things():
    frame = pl.DataFrame({"t": [None, "", "x"], "n": [None, 0, 1]})
    assert spreadsheet_safe(frame).write_csv() == 't,n\n,\n"",0\nx,1\n'


def test_lists_are_written_as_json():
    frame = pl.DataFrame(
        {"l": [["=a", 'b"'], [], None], "s": [[{"p": 1, "q": None}], None, []]},
        schema_overrides={"s": pl.List(pl.Struct({"p": pl.Int32, "q": pl.String}))},
    )
    rows = spreadsheet_safe(frame).rows()
    assert [tuple(cell and json.loads(cell) for cell in row) for row in rows] == [
        (["=a", 'b"'], [{"p": 1, "q": None}]),
        ([], None),
        (None, []),
    ]


def test_a_moment_is_written_in_utc():
    kyiv = pl.Series("k", [datetime(2026, 2, 4, 16, tzinfo=UTC)]).dt.convert_time_zone(
        "Europe/Kyiv"
    )
    safe = spreadsheet_safe(kyiv.to_frame())
    assert safe.write_csv(datetime_format=MOMENT) == "k\n2026-02-04T16:00:00Z\n"
