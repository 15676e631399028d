"""How a sentence stands to what it says.

Background, hypothetical, negated, planned, cumulative, commemorative: each is a mark of kind
`stance` from the lexicon; here it is decided what such a mark reaches. A sentence with one of
these stances yields no event unless the family knows better.
"""

from pipelines.extraction.text.annotation import Sentence

STANCES = ("background", "hypothetical", "negated", "planned", "cumulative", "commemorative")


def stances(sentence: Sentence) -> frozenset[str]:
    """The stances a sentence shows anywhere."""
    return frozenset(mark.value for mark in sentence.marks if mark.kind == "stance")


def is_negated_near(sentence: Sentence, index: int, reach: int = 3) -> bool:
    """Whether a negation stands within `reach` tokens before `index`."""
    return any(
        mark.value == "negated" and index - reach <= mark.first < index
        for mark in sentence.of("stance")
    )
