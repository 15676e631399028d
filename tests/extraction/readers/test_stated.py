"""The state and the day at a place are read from the words there, not from words beside it."""

from datetime import date

import pytest

from pipelines.extraction.readers.pointing import Place
from pipelines.extraction.readers.stated import day_at, state_at
from pipelines.extraction.text.annotation import AnnotatedText
from tests.extraction.annotating import annotated

TEXT = "Russia launched drones at Ukraine overnight into February 5. Poland closed its airspace."


def place_of(text: AnnotatedText, words: str) -> Place:
    """The tokens of these words."""
    start = text.document.text.index(words)
    inside = [
        index
        for index in range(len(text.tokens))
        if start <= text.start(index) and text.end(index + 1) <= start + len(words)
    ]
    (sentence,) = [one for one in text.sentences if one.first <= inside[0] < one.last]
    return Place(sentence, inside[0], inside[-1] + 1)


@pytest.mark.parametrize(
    ("words", "state"),
    [
        (["Russia"], "RUS"),
        (["at Ukraine"], "UKR"),
        (["drones", "Ukraine"], "UKR"),  # the first place with a state counts
        (["Ukraine", "Russia"], "UKR"),
        (["launched drones"], None),
        ([], None),
    ],
)
def test_a_state_is_the_one_named_at_the_place(words: list[str], state: str | None) -> None:
    text = annotated(TEXT, "en")
    found = state_at(text, "attacker_iso3", tuple(place_of(text, one) for one in words))
    assert (found and found[0]) == state
    if found:
        evidence = found[1]
        assert evidence.field == "attacker_iso3"
        assert TEXT[evidence.char_start : evidence.char_end] == evidence.quote


@pytest.mark.parametrize(
    ("words", "start"),
    [
        ("overnight into February 5", date(2026, 2, 5)),
        ("February", None),  # half of the expression
        ("launched drones", None),
        ("Poland closed", None),
    ],
)
def test_a_day_is_the_one_written_at_the_place(words: str, start: date | None) -> None:
    text = annotated(TEXT, "en")
    found = day_at(text, (place_of(text, words),))
    assert (found and date.fromisoformat(str(found.start)[:10])) == start


def test_a_day_that_is_not_exact_or_not_yet_here_is_none() -> None:
    for words in ("in January 2026", "on February 20, 2026"):
        text = annotated(f"Russia launched drones at Ukraine {words}.", "en")
        assert day_at(text, (place_of(text, words),)) is None, words
