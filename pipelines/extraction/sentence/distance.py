"""Distances between parts of a sentence, in tokens, and beginnings of clauses.

Marks, quantities, days and actors all cover tokens [first, last). A family decides what a distance
means; its limits are constants of the family.
"""

from collections.abc import Sequence
from typing import Protocol

from pipelines.extraction.text.annotation import AnnotatedText, Sentence

NOTHING: frozenset[int] = frozenset()
CLAUSE_BREAKS = frozenset(",;:—–()")


class Placed(Protocol):
    """Anything that covers tokens [first, last)."""

    @property
    def first(self) -> int: ...

    @property
    def last(self) -> int: ...


def follows(later: Placed, earlier: Placed, within: int) -> bool:
    """Whether `later` begins at most `within` tokens after `earlier` ends."""
    return 0 <= later.first - earlier.last <= within


def gap(one: Placed, other: Placed) -> int:
    """The number of tokens between two places; 0 if they touch or overlap."""
    return max(0, one.first - other.last, other.first - one.last)


def covered(sentence: Sentence, *kinds: str) -> frozenset[int]:
    """The indices of all tokens that marks of these kinds cover."""
    return tokens_of(sentence.of(*kinds))


def tokens_of(marks: Sequence[Placed]) -> frozenset[int]:
    """The indices of all tokens that marks cover."""
    if not marks:
        return NOTHING
    return frozenset([index for mark in marks for index in range(mark.first, mark.last)])


def clause_start(
    text: AnnotatedText,
    sentence: Sentence,
    index: int,
    breaks: frozenset[str] = CLAUSE_BREAKS,
) -> int:
    """The first token of the clause that holds token `index`: the one after the last break."""
    start = index
    while start > sentence.first and text.tokens[start - 1].norm not in breaks:
        start -= 1
    return start
