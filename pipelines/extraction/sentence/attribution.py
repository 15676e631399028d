"""Who is cited: the nearest speaker a sentence names beside a verb of saying.

Speakers are marks of kind `speaker`, valued `side:Name`. The outlet that prints the words is not
decided here.
"""

from dataclasses import dataclass

from pipelines.extraction.text.annotation import AnnotatedText, Sentence


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who is cited and on whose side they stand; tokens [first, last) name them."""

    name: str
    side: str
    first: int
    last: int


def speaker(reading: AnnotatedText, sentence: Sentence) -> Speaker | None:
    """The one cited in a sentence, or in the sentence before when this one only says "it said"."""
    named = _named(sentence)
    if named is not None:
        return named
    if sentence.has("said_it") and sentence.index:
        before = reading.sentences[sentence.index - 1]
        if before.paragraph == sentence.paragraph:
            return _named(before)
    return None


def _named(sentence: Sentence) -> Speaker | None:
    speakers = sentence.of("speaker")
    if not speakers:
        return None
    verbs = [mark.first for mark in sentence.marks if mark.kind == "said"]
    if not verbs:
        return None
    best = min(speakers, key=lambda mark: min(abs(mark.first - verb) for verb in verbs))
    side, _, name = best.value.partition(":")
    return Speaker(name, side, best.first, best.last)
