"""Scope of negation.

Marks of kind `stance` name background, hypothetical, negated, planned, cumulative and commemorative
statements. Each family decides which of them make a sentence report no event.
"""

from pipelines.extraction.text.annotation import Sentence


def is_negated_near(sentence: Sentence, index: int, reach: int = 3) -> bool:
    """Whether a negation begins at most `reach` tokens before token `index`."""
    return any(
        mark.value == "negated" and index - reach <= mark.first < index
        for mark in sentence.of("stance")
    )


def stance_of(sentence: Sentence) -> str:
    """Why a sentence reports no event, in one word."""
    return next((mark.value for mark in sentence.of("stance")), "cumulative")
