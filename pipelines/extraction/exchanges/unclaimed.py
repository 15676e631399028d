"""What numbers of people mean that no claim cites."""

from pipelines.extraction.exchanges.directions import is_excluded
from pipelines.extraction.exchanges.people import groups
from pipelines.extraction.sentence.stance import stance_of
from pipelines.extraction.text.annotation import AnnotatedText, Sentence
from pipelines.extraction.text.lexicon import Mark
from pipelines.extraction.text.numbers import Quantity

COUNTED = "people"
"""What the numbers count."""

_CASUALTIES = ("casualty_noun", "casualty_verb")


def meaning(text: AnnotatedText, sentence: Sentence, quantity: Quantity, noun: Mark) -> str | None:
    """Casualties, and people whom the words of an exchange say were not handed over in one."""
    is_of_casualties = bool(sentence.of(*_CASUALTIES))
    if is_of_casualties and not sentence.of("stance"):
        return "casualties"
    for group in groups(text, sentence):
        is_same = group.quantity.number_first == quantity.number_first
        if is_same and is_excluded(text, sentence, group):
            return stance_of(sentence)
    return "casualties" if is_of_casualties else None
