"""Finds the claimant that a sentence cites, next to a verb of saying.

Marks of kind `speaker`, with the value `side:Name`, name claimants. The publisher does not belong
here.
"""

from typing import NamedTuple

from pipelines.extraction.text.annotation import AnnotatedText, Sentence


class Claimant(NamedTuple):
    """A cited claimant with its side; tokens [first, last) name it."""

    name: str
    side: str
    first: int
    last: int


def cited_claimant(text: AnnotatedText, sentence: Sentence) -> Claimant | None:
    """The claimant cited in a sentence; for "it said", the one of the previous sentence."""
    named = _named(sentence)
    if named is not None:
        return named
    if sentence.has("said_it") and sentence.index:
        before = text.sentences[sentence.index - 1]
        if before.paragraph == sentence.paragraph:
            return _named(before)
    return None


def attribution(claimant: Claimant | None) -> dict[str, str | None]:
    """The columns of a claim that name its claimant; null if no one is cited."""
    return {
        "attributed_to": claimant.name if claimant else None,
        "reporting_side": claimant.side if claimant else None,
    }


def _named(sentence: Sentence) -> Claimant | None:
    speakers = sentence.of("speaker")
    if not speakers:
        return None
    verbs = [mark.first for mark in sentence.of("said")]
    if not verbs:
        return None
    best = min(speakers, key=lambda mark: min(abs(mark.first - verb) for verb in verbs))
    side, _, name = best.value.partition(":")
    return Claimant(name, side, best.first, best.last)
