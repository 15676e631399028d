"""The header of a text file: fields under our names, and what is no header."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.staging.document import Unreadable
from pipelines.staging.texts.front_matter import split_header


def test_a_header_is_only_searched_at_the_start():
    header, body = split_header("a.txt", "Title: T\n\nDate: x")
    assert (header.get("title"), body) == ("T", "Date: x")


@pytest.mark.parametrize(
    ("text", "fields", "body"),
    [
        ("---\nheadline: T\nlink: https://e.org\n---\nBody", {"title": "T", "url": "https://e.org"},
         "Body"),
        ("---\nauthors: [A, B]\n---\n", {"author": "A; B"}, ""),
        ("---\nby: '[[A]]'\n---\nBody", {"author": "A"}, "Body"),
        ("---\nsource: https://e.org\n---\nx", {"url": "https://e.org"}, "x"),
        ("---\nsource: Example Wire\n---\nx", {"publisher": "Example Wire"}, "x"),
        ("---\n---\nx", {}, "x"),
        ("Title: T\nDate Published: 2026-02-05\n\nBody", {"title": "T", "published": "2026-02-05"},
         "Body"),
        ("Title: T\nand a second line", {}, "Title: T\nand a second line"),
        ("Just words.", {}, "Just words."),
        ("", {}, ""),
    ],
)  # fmt: skip
def test_fields_have_our_names_whatever_the_tool_calls_them(text, fields, body) -> None:
    header, rest = split_header("a.md", text)
    assert (dict(header.fields), rest) == (fields, body)


def test_fields_without_a_name_of_ours_are_kept_as_json() -> None:
    header, _ = split_header("a.md", "---\ntitle: T\nmood: grim\ntags: [a, b]\n---\nx")
    assert json.loads(header.extra or "") == {"mood": "grim", "tags": ["a", "b"]}
    assert header.get("mood") is None
    assert split_header("a.md", "---\ntitle: T\n---\nx")[0].extra is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("---\na: &x [1]\nb: *x\n---\n", r"the alias \*x is not allowed"),
        ("---\na: " + "[" * 9 + "]" * 9 + "\n---\n", "nested more than 8 levels deep"),
        ("---\ntitle: " + "x" * 20_000 + "\n---\n", "never closed"),
    ],
)
def test_a_header_that_would_take_memory_or_time_is_refused(text: str, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        split_header("a.md", text)


@given(st.text(alphabet="-:\n aT[]{}*&'", max_size=80))
def test_any_text_is_split_or_refused_and_nothing_is_made_up(text: str) -> None:
    try:
        _, body = split_header("a.md", text)
    except Unreadable:
        return
    assert body in text
