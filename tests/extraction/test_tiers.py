"""Tiers of claims and the reasons for them, with and without a language model's answer."""

import json

import pytest

from pipelines.extraction.document import Answer
from pipelines.extraction.extract import FAMILIES
from pipelines.extraction.tiers import UNANSWERED, graded
from tests.extraction.annotating import annotated

DOZENS = "Overnight into February 5, Russia launched three dozen drones."
CHANNEL = "dated post of an official channel of Ukraine"
POST = "У ніч на 5 лютого збито 20 ударних безпілотників."


def tiers(text: str, answer: Answer | None = None, publisher: str | None = None) -> list[tuple]:
    """Tier and reason of each claim of a text."""
    lang = "uk" if publisher else "en"
    read = annotated(text, lang, publisher=publisher)
    claims = [claim for claims_of in FAMILIES.values() for claim in claims_of(read)]
    found = graded(read, claims, answer)
    return [(one.values["extraction_tier"], one.values["extraction_reason"]) for one in found]


def answer(**quotes: str) -> Answer:
    return Answer(json.dumps({"claims": [{"family": "strikes", "attacker": "Russia", **quotes}]}))


NIGHT = "overnight into February 5"


@pytest.mark.usefixtures("no_statistics")
@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (None, ("C", "one reader")),
        (answer(launched="three dozen drones", date="Overnight into February 5"), None),
        (Answer("no JSON"), ("C", f"one reader; {UNANSWERED} not JSON")),
        (Answer(fault="the server is away"), ("C", f"one reader; {UNANSWERED} the server is away")),
    ],
)
def test_a_claim_of_one_reader_says_whether_a_model_answered(given, expected) -> None:
    ((tier, reason),) = tiers(DOZENS, given)
    if expected is None:
        assert (tier, reason) == ("B", "a language model agrees")
    else:
        assert tier == expected[0]
        assert reason.startswith(expected[1])


def test_what_only_a_model_points_at_is_a_claim_of_the_lowest_tier() -> None:
    read = annotated("Russia launched 183 drones overnight into February 5.", "en")
    (alone,) = graded(read, [], answer(launched="183 drones", date=NIGHT))
    assert alone.values["launched"] == 183
    assert alone.values["extraction_tier"] == "C"
    assert alone.values["extraction_reason"] == "one reader: a language model"


def test_a_short_dated_post_of_an_official_channel_has_the_highest_tier() -> None:
    assert tiers(POST, publisher="kpszsu") == [("A", CHANNEL)]
    assert {tier for tier, _ in tiers(POST + " Слава Україні." * 200, publisher="kpszsu")} == {"B"}
