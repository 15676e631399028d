"""Claims of a reader that points: the values are read here, from the characters it points at.

Number, munition, people, object, side and date are those that the lexicons and the grammar find at
a place. A claim is dropped where they find none, where the sentence says another outcome or side
than the reader, or where it reports no event. An instruction that the text contains can make a
reader point elsewhere; it cannot make a value that the text does not state.

A family with a pointed.py can be pointed at: its `FIELDS`; `claim`, which makes the claim; and
`figures`, what two readers must state alike.
"""

from collections.abc import Iterator

from pipelines.extraction.document import Claim
from pipelines.extraction.parts import modules
from pipelines.extraction.readers.pointing import pointed
from pipelines.extraction.text.annotation import AnnotatedText

FAMILIES = modules("pointed")
"""Modules of the families that a reader can point at."""


def verified_claims(text: AnnotatedText, answer: str) -> list[Claim]:
    """The claims of an answer that hold against the text, in its order; raises `NoAnswer`."""
    return [
        claim
        for one in pointed(text, answer)
        if one.family in FAMILIES and set(one.places) <= set(FAMILIES[one.family].FIELDS)
        if (claim := FAMILIES[one.family].claim(text, one)) is not None
    ]


def figures(claim: Claim) -> Iterator[tuple[object, ...]]:
    """What a claim states in a form that two readers share; nothing for other families."""
    if claim.family in FAMILIES:
        yield from FAMILIES[claim.family].figures(claim)
