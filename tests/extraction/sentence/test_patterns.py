"""Patterns over a sentence in which letters replace what was found in it."""

import pytest

from pipelines.extraction.sentence.patterns import Slot, compiled, written
from tests.extraction.annotating import annotated

TEXT = "The treaty, which both had signed, expired on February 5."
SLOTS = {"date": "D"}
WORDS = {"ending": "expired|lapsed"}


def found(pattern: str, text: str = TEXT) -> list[str]:
    """The words that a pattern cites in the only sentence, with its date as a slot."""
    read = annotated(text, "en")
    (sentence,) = read.sentences
    slots = [Slot("D", when.first, when.last, when) for when in sentence.whens]
    line = written(read, sentence, slots)
    return [
        read.quote(*line.tokens(match.start, match.end))
        for match in compiled(pattern, SLOTS, WORDS).matches(line.text)
    ]


@pytest.mark.parametrize(
    ("pattern", "cited"),
    [
        ("«{ending}» on {date}", ["expired"]),
        ("treaty … «expired»", ["expired"]),
        ("«treaty» .. {date}", []),  # more than six words
        ("«{ending} on {date}»", ["expired on February 5"]),
        ("«signed» on {date}", []),
        ("«expire»", []),  # part of a word
        ("«lapsed»", []),
    ],
)
def test_a_pattern_cites_words_beside_their_surroundings(pattern: str, cited: list[str]) -> None:
    assert found(pattern) == cited


def test_the_place_of_a_slot_is_known_by_its_name() -> None:
    read = annotated(TEXT, "en")
    (sentence,) = read.sentences
    (when,) = sentence.whens
    line = written(read, sentence, [Slot("D", when.first, when.last, when)])
    (match,) = compiled("«expired» on {date}", SLOTS).matches(line.text)
    assert match.letter("side", "date") == "D"
    place = match.place("date")
    assert place is not None
    assert line.slots[place].of == when
    assert match.place("side") is None


def test_of_overlapping_slots_the_longest_counts() -> None:
    read = annotated(TEXT, "en")
    (sentence,) = read.sentences
    first = sentence.first
    line = written(read, sentence, [Slot("A", first, first + 1, 1), Slot("B", first, first + 2, 2)])
    assert line.text.startswith("B ")
    assert [slot.of for slot in line.slots.values()] == [2]


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [("expired on {date}", "does not cite any words"), ("«expired» on {day}", "day.*no meaning")],
)
def test_a_pattern_without_cited_words_or_of_an_unknown_name_is_refused(pattern, reason) -> None:
    with pytest.raises(ValueError, match=reason):
        compiled(pattern, SLOTS, WORDS)
