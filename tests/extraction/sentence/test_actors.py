"""States that a sentence names, by noun, adjective or seat of power."""

import pytest

from pipelines.extraction.sentence.actors import (
    actors,
    after_preposition,
    isos,
    nearest_before,
)
from tests.extraction.annotating import annotated


def named(text: str, lang: str = "en") -> list[tuple[str, bool, bool]]:
    """Each state that the only sentence names: ISO 3166 code, is it a noun, is it a seat."""
    read = annotated(text, lang)
    (sentence,) = read.sentences
    return [(one.iso3, one.is_noun, one.is_seat) for one in actors(read, sentence)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Russia launched drones at Ukraine", [("RUS", True, False), ("UKR", True, False)]),
        ("A Russian drone fell", [("RUS", False, False)]),
        ("Moscow and the White House agreed", [("RUS", True, True), ("USA", True, True)]),
        ("He told us to leave", []),
        ("The US left", [("USA", True, False)]),
        ("Drones fell", []),
    ],
)
def test_states_are_found_in_order_with_the_form_of_their_name(text, found) -> None:
    assert named(text) == found


def test_each_state_is_listed_once() -> None:
    read = annotated("Russia and Ukraine met; Russia left", "en")
    (sentence,) = read.sentences
    assert isos(actors(read, sentence)) == ["RUS", "UKR"]


def test_the_nearest_state_before_a_word_ends_before_it() -> None:
    read = annotated("Russia accused Ukraine of attacks on Poland", "en")
    (sentence,) = read.sentences
    found = actors(read, sentence)
    russia, ukraine, poland = found
    assert nearest_before(found, poland.first) == ukraine
    assert nearest_before(found, ukraine.first) == russia
    assert nearest_before(found, ukraine.first, first=1) is None
    assert nearest_before(found, russia.first) is None


def test_a_state_after_a_preposition_may_have_an_article() -> None:
    read = annotated("Drones launched by the Russian army were sent to Ukraine", "en")
    (sentence,) = read.sentences
    found = after_preposition(sentence, actors(read, sentence), "by")
    assert [actor.iso3 for actor in found] == ["RUS"]
