"""What numbers of munitions mean that no claim cites."""

from pipelines.extraction.sentence.stance import stance_of
from pipelines.extraction.strikes.attackers import is_of_another_war
from pipelines.extraction.strikes.background import is_elsewhere, reports_no_event
from pipelines.extraction.strikes.frames import stated_time
from pipelines.extraction.strikes.genre import is_digest
from pipelines.extraction.strikes.items import count
from pipelines.extraction.strikes.marks import MarkedSentence
from pipelines.extraction.text.annotation import AnnotatedText, Sentence
from pipelines.extraction.text.lexicon import Mark
from pipelines.extraction.text.numbers import Quantity

COUNTED = "munition"
"""What the numbers count."""


def of_every_number(text: AnnotatedText) -> str | None:
    """What all numbers of a text mean, where it is about another war."""
    return "another war" if is_of_another_war(text) else None


def meaning(text: AnnotatedText, sentence: Sentence, quantity: Quantity, noun: Mark) -> str | None:
    """Numbers of other days, wars and regions, and shares of figures."""
    if is_digest(text):
        return "digest"
    if is_elsewhere(sentence):
        return "another war"
    if reports_no_event(sentence, stated_time(sentence, None).when):
        return stance_of(sentence)
    for item in count(MarkedSentence(text, sentence)).items:
        if quantity in (item.quantity, item.of_total):
            if item.is_share or item.of_total is not None:
                return "share"
            if item.is_regional or item.is_each:
                return "region"
    return None
