"""Extracts all claims of one document.

Pure: no input, no output, no state between documents. A text without words of any family gives an
empty list. Every folder next to this module that has a claims.py is a family of texts.
"""

from collections.abc import Callable, Iterable

from pipelines.extraction.document import Answer, Claim, Document
from pipelines.extraction.parts import modules
from pipelines.extraction.text.annotation import AnnotatedText
from pipelines.extraction.tiers import graded

FAMILIES: dict[str, Callable[[AnnotatedText], list[Claim]]] = {
    family: module.claims for family, module in modules("claims").items()
}
"""The function `claims` of every family, in the order of their names."""


def extract(
    document: Document, answer: Answer | None = None, families: Iterable[str] = tuple(FAMILIES)
) -> list[Claim]:
    """Every claim of a document with its tier, by family, in the order of the text.

    `answer`: of a language model that read the same text, where one was asked. Its claims follow.
    `families`: those that the grammar looks for; the claims of one do not depend on the others.
    """
    text = AnnotatedText(document)
    found = [claim for family in families for claim in FAMILIES[family](text)]
    return graded(text, found, answer)
