"""Quotes of a reader are found at every place of the text, within one sentence, or not at all."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.extraction.readers.pointing import MOST_CLAIMS, NoAnswer, pointed
from pipelines.extraction.text.annotation import AnnotatedText
from tests.extraction.annotating import annotated

TEXT = "Russia launched 183 drones at Ukraine. Air defence shot down 156 drones over Kyiv."


READ = annotated(TEXT, "en")


def places(quote: object, read: AnnotatedText = READ) -> list[str]:
    """The words at the places to which a quote leads."""
    answer = json.dumps({"claims": [{"family": "strikes", "launched": quote}]})
    return [
        read.quote(place.first, place.last)
        for claim in pointed(read, answer)
        for place in claim.places.get("launched", ())
    ]


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("183 drones", ["183 drones"]),
        ("drones", ["drones", "drones"]),
        ("83 drones", ["drones"]),  # half a number is no number
        ("Ukraine. Air defence", []),  # spans two sentences
        ("184 drones", []),
        ("183  drones", []),  # not the same characters
        ("DRONES", []),
        (183, []),
        (["183 drones"], []),
        ("", []),
    ],
)
def test_a_quote_leads_to_the_places_with_these_characters(quote, found) -> None:
    assert places(quote) == found


def test_a_claim_is_dropped_if_one_of_its_quotes_is_not_in_the_text() -> None:
    claims = [
        {"family": "strikes", "launched": "183 drones", "date": "yesterday"},
        {"family": "strikes", "shot_down": "156 drones", "date": ""},  # a blank quotes nothing
        {"launched": "183 drones"},
        {"family": 5, "launched": "183 drones"},
        "183 drones",
    ]
    (kept,) = pointed(annotated(TEXT, "en"), json.dumps({"claims": claims}))
    assert kept.places.keys() == {"shot_down"}


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ("183 drones", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[]", "without a list of claims"),
        ('{"claims": {}}', "without a list of claims"),
        ("null", "without a list of claims"),
    ],
)
def test_another_answer_is_none_and_says_what_it_is(answer: str, reason: str) -> None:
    with pytest.raises(NoAnswer, match=reason):
        list(pointed(annotated(TEXT, "en"), answer))


def test_only_so_many_claims_are_looked_at() -> None:
    claims = [{"family": "strikes", "launched": "183 drones"}] * (MOST_CLAIMS + 1)
    found = list(pointed(annotated(TEXT, "en"), json.dumps({"claims": claims})))
    assert len(found) == MOST_CLAIMS


@given(st.integers(0, len(TEXT)), st.integers(1, 30))
def test_every_place_is_inside_the_quote(start: int, length: int) -> None:
    quote = TEXT[start : start + length]
    assert all(words in quote for words in places(quote))
