"""Carries an outcome from a heading or an unfinished sentence to the lines below it."""

from pipelines.extraction.strikes.counted import INTERCEPTIONS, Counted
from pipelines.extraction.strikes.genre import is_only_date
from pipelines.extraction.text.annotation import AnnotatedText, Sentence
from pipelines.extraction.text.lexicon import Mark

_CONTINUING = ("list_link", "including", "total_word")


def take_role(text: AnnotatedText, sentence: Sentence, found: Counted, role: str | None) -> None:
    """Give `role` to the items of a sentence that continues the one before.

    Elsewhere "another 43 over Krasnodar and one over Volgograd" continue, and no other items.
    """
    if all(item.role is not None for item in found.items):
        return
    if _continues(text, sentence):
        for item in found.items:
            if item.role is None and not item.is_share:
                item.role = role
        return
    is_carried = False
    for item in found.items:
        if item.role is None and item.is_regional and (item.is_additional or is_carried):
            item.role, is_carried = role, True


def carried_role(
    sentence: Sentence, found: Counted, outcomes: list[Mark], role: str | None
) -> str | None:
    """The outcome for the sentences behind this one, where `role` came from those before."""
    if sentence.is_bullet:
        return role
    total = next((item for item in found.items if item.group == "air_target"), None)
    if total is not None and total.role in INTERCEPTIONS and total.count is not None:
        return total.role
    if outcomes:
        main = [mark.value for mark in outcomes if mark.value not in ("hit", "debris")]
        return main[-1] if main else None
    if any(item.role for item in found.items):
        return role
    return role if not sentence.quantities else None


def _continues(text: AnnotatedText, sentence: Sentence) -> bool:
    """Whether a verbless sentence continues the one before: an item, a line, "А також"."""
    if sentence.is_bullet or sentence.index == 0:
        return True
    at = sentence.index - 1
    while at and is_only_date(text, text.sentences[at]):
        at -= 1
    before = text.sentences[at]
    if text.tokens[before.last - 1].norm not in ".!?":
        return True
    heads = {sentence.first, sentence.first + 1}
    return any(mark.first in heads for mark in sentence.of(*_CONTINUING))
