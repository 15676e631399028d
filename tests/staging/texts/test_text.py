"""Posts and articles as rows: clean text, a date at its precision, and reasons for what is not."""

from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.staging.document import RAW_LIMIT
from pipelines.staging.texts.text import UNPAIRED, Refused, Text, clean, dated, host, reading


@given(st.text(alphabet=st.characters(), max_size=60))
def test_clean_text_has_one_kind_of_line_end_and_stays_clean(text: str) -> None:
    cleaned = clean(text)
    assert not {"\r", "\0"} & set(cleaned)
    assert UNPAIRED.search(cleaned) is None
    assert clean(cleaned) == cleaned


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [(" a\r\nb\rc\n", "a\nb\nc"), ("a\0b", "ab"), ("a\ud83d", "a\ufffd"), ("\ud83d\ude80", "🚀")],
)
def test_halves_of_characters_are_joined_or_marked(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@pytest.mark.parametrize(
    ("words", "at", "stated"),
    [
        ("2026-02-05T09:12+02:00", "2026-02-05T07:12:00Z", "2026-02-05"),
        ("2026-02-05", None, "2026-02-05"),
        ("2026-02", None, "2026-02"),
        ("", None, None),
        (None, None, None),
    ],
)
def test_a_date_is_kept_as_exactly_as_it_is_stated(words, at, stated) -> None:
    assert dated(words) == {"published_at": at, "published_stated": stated}


def test_a_clock_time_without_offset_is_read_in_the_zone_of_the_publisher() -> None:
    found = dated("2026-02-05 00:30", ZoneInfo("Europe/Kyiv"))
    assert found == {"published_at": "2026-02-04T22:30:00Z", "published_stated": "2026-02-05"}


def test_a_date_that_is_none_is_refused_with_what_to_write() -> None:
    with pytest.raises(Refused, match=r"'soon' is not a date; write 2026-02-05, or"):
        dated("soon")


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.example.org/a?b", "example.org"),
        ("http://EXAMPLE.org:8080", "example.org"),
        ("ftp://example.org", None),
        ("example.org", None),
        ("http://[::1", None),
        (None, None),
    ],
)
def test_the_host_of_a_web_address(url: str | None, name: str | None) -> None:
    assert host(url) == name


def test_rows_are_text_and_refused_rows_keep_their_place_reason_and_beginning() -> None:
    refused = [("2", "no date", "x" * (RAW_LIMIT + 1))]
    parsed = reading([Text("1", "post", "a\r\nb", title="T")], refused, rows_in=2)
    (row,) = parsed.rows.to_dicts()
    assert (row["locator"], row["kind"], row["text"], row["title"]) == ("1", "post", "a\nb", "T")
    assert {
        value for name, value in row.items() if name not in {"locator", "kind", "text", "title"}
    } == {None}
    assert parsed.refused.rows() == [("2", "no date", "x" * RAW_LIMIT)]
    assert parsed.rows_in == 2


def test_a_document_without_rows_has_the_columns_of_every_other() -> None:
    assert reading([]).rows.schema == reading([Text("1", "post", "a")]).rows.schema
