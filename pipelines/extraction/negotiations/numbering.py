"""The number of a round, and rounds that are only counted."""

from pipelines.extraction.negotiations import reach
from pipelines.extraction.sentence.distance import follows
from pipelines.extraction.text.annotation import Sentence
from pipelines.extraction.text.lexicon import Mark


def rounds_named(sentence: Sentence) -> list[Mark]:
    """The mentions of "round", "session" and the like among the words for talks."""
    return [mark for mark in sentence.of("talks") if mark.value == "round"]


def number(sentence: Sentence) -> int | None:
    """The ordinal close before "round"; not that of talks before: "after a first round"."""
    rounds = rounds_named(sentence)
    talks = sentence.of("talks", "met")
    before = [mark for mark in sentence.of("talks_before") if talks[0].last <= mark.first]
    for mark in rounds:
        for ordinal in sentence.of("ordinal_word"):
            is_past = len(rounds) == 1 and any(
                follows(ordinal, each, reach.ORDINAL_PAST) for each in before
            )
            is_near = follows(mark, ordinal, reach.ORDINAL)
            if is_near and not is_past and not is_many(sentence, mark):
                return int(ordinal.value)
    return None


def is_many(sentence: Sentence, mark: Mark) -> bool:
    """Whether a number above one is right before the noun: "two rounds"."""
    return any(
        (quantity.value or 0) > 1 and follows(mark, quantity, reach.OF_MANY)
        for quantity in sentence.quantities
    )
