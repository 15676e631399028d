"""What numbers of flying objects mean that no claim cites."""

from pipelines.extraction.airspace.objects import is_responder, objects
from pipelines.extraction.sentence.actors import actors
from pipelines.extraction.text.annotation import AnnotatedText, Sentence
from pipelines.extraction.text.lexicon import Mark
from pipelines.extraction.text.numbers import Quantity

COUNTED = "object"
"""What the numbers count."""


def meaning(text: AnnotatedText, sentence: Sentence, quantity: Quantity, noun: Mark) -> str | None:
    """Aircraft sent up against intruders."""
    found = objects(text, sentence, actors(text, sentence))
    is_sent_up = any(
        is_responder(sentence, flyer) and flyer.first <= noun.first < flyer.last for flyer in found
    )
    return "response" if is_sent_up else None
