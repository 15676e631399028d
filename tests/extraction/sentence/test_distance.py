"""Distances between parts of a sentence, and the beginning of a clause."""

from pipelines.extraction.sentence.distance import clause_start, covered, follows, gap
from pipelines.extraction.text.lexicon import Mark
from tests.extraction.annotating import annotated


def at(first: int, last: int) -> Mark:
    return Mark("people", "pow", first, last)


def test_a_later_place_follows_within_its_limit_only() -> None:
    assert follows(at(5, 6), at(2, 5), 0)
    assert follows(at(7, 8), at(2, 5), 2)
    assert not follows(at(8, 9), at(2, 5), 2)


def test_an_earlier_or_overlapping_place_does_not_follow() -> None:
    assert not follows(at(2, 5), at(5, 6), 10)
    assert not follows(at(4, 7), at(2, 5), 10)


def test_the_gap_is_the_same_from_either_side_and_never_negative() -> None:
    assert gap(at(2, 5), at(9, 10)) == gap(at(9, 10), at(2, 5)) == 4
    assert gap(at(2, 5), at(5, 6)) == 0
    assert gap(at(2, 5), at(4, 9)) == 0


def test_a_clause_begins_after_the_last_break_or_with_its_sentence() -> None:
    text = annotated("It rained. Kyiv said, as planned: Moscow freed 5 soldiers.", "en")
    sentence = text.sentences[1]
    words = [token.norm for token in text.tokens]
    freed, moscow, planned = (words.index(word) for word in ("freed", "moscow", "planned"))
    assert clause_start(text, sentence, freed) == moscow
    assert clause_start(text, sentence, planned) == words.index("as")
    assert clause_start(text, sentence, planned, frozenset(":")) == sentence.first


def test_the_tokens_that_marks_cover_are_those_of_the_kinds_asked_for() -> None:
    text = annotated("Russia freed 5 prisoners of war in Kyiv.", "en")
    words = [token.norm for token in text.tokens]
    start = words.index("prisoners")
    assert covered(text.sentences[0], "people") == {start, start + 1, start + 2}
    assert covered(text.sentences[0]) == frozenset()
