"""The page of texts with their claims marked: nothing unescaped, every character once."""

import re
from html import unescape

import pytest

from pipelines.cli.extract_page import Section, page

TEXT = "Russia <b>launched</b> 90 drones & 2 missiles."


def claim(*spans: tuple[int, int], field: str = "launched", **values: object) -> dict:
    evidence = [
        {"field": field, "quote": TEXT[start:end], "char_start": start, "char_end": end}
        for start, end in spans
    ]
    return {"document": "d", "family": "strikes", "evidence": evidence, **values}


def shown(*claims: dict) -> str:
    """The text as the page has it."""
    found = re.search(r"<pre>(.*)</pre>", page([Section("a<b>", "P & Q", TEXT, claims)]), re.DOTALL)
    assert found is not None
    return found[1]


def span(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


@pytest.mark.parametrize(
    ("claims", "marked"),
    [
        ([], []),
        ([claim(span("90"))], [("strikes: launched", "90")]),
        ([claim(span("90")), claim(span("90"), field="shot_down")],
         [("strikes: launched, strikes: shot_down", "90")]),
        ([claim(span("2 missiles")), claim(span("90 drones"))],
         [("strikes: launched", "90 drones"), ("strikes: launched", "2 missiles")]),
        ([claim(span("90 drones")), claim(span("drones & 2"))],
         [("strikes: launched", "90 drones")]),  # of two that overlap the first
    ],
)  # fmt: skip
def test_evidence_is_marked_in_the_order_of_the_text(claims, marked) -> None:
    text = shown(*claims)
    assert re.findall(r"<mark title='([^']*)'>([^<]*)</mark>", text) == marked
    assert unescape(re.sub(r"</?mark[^>]*>", "", text)) == TEXT


def test_input_is_escaped_and_values_that_are_not_stated_are_left_out() -> None:
    html = page([Section("a<b>", "P & Q", TEXT, [claim(span("90"), launched=90, note=None)])])
    assert "<h2>a&lt;b&gt; · P &amp; Q</h2>" in html
    assert "<td>launched: 90</td>" in html
    assert "<b>" not in html
