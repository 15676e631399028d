"""A user who has put a file in the wrong place is shown where it belongs."""

import pytest

from pipelines.landing.forms import readers_of, where_to_put
from tests.sources import declared

SOURCES = {
    "table": declared("table", documents=["*.csv"]),
    "posts": declared("posts", documents=["post-*.txt", "*.html"]),
    "both": declared("both", documents=["*.csv", "*.html"]),
}


@pytest.mark.parametrize(
    ("name", "readers"),
    [
        ("a.csv", ["both", "table"]),
        ("A.CSV", ["both", "table"]),
        ("post-1.txt", ["posts"]),
        ("notes.txt", []),
        ("csv", []),
    ],
)
def test_readers_are_the_sources_that_declare_the_form(name: str, readers: list[str]) -> None:
    assert readers_of(name, SOURCES) == readers
    said = where_to_put(name, SOURCES)
    if readers:
        assert f"one of {', '.join(readers)}" in said
    else:
        assert said == (
            "no source reads files of this form; the forms are *.csv, *.html, post-*.txt"
        )
