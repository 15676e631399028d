"""Recognises what is not an incident: denied or feared entries, and running counts."""

from pipelines.extraction.airspace import reach
from pipelines.extraction.sentence.distance import clause_start, follows
from pipelines.extraction.sentence.placing import apart_from_days, days
from pipelines.extraction.text.annotation import AnnotatedText, Sentence
from pipelines.extraction.text.lexicon import Mark


def is_running_count(text: AnnotatedText, sentence: Sentence) -> bool:
    """ "the fifth this year", "three times in the last four days", "scrambled four times"."""
    times = sentence.of("many_times")
    for mark in sentence.of("so_far"):
        if not any(day.is_exact for day in days(text, sentence)):
            return True
        if any(follows(mark, each, reach.MANY_TIMES) for each in times):
            return True
    starts = {mark.first for mark in times}
    is_counted = any(quantity.last in starts for quantity in sentence.quantities)
    return is_counted and not any(day.is_exact for day in days(text, sentence))


def is_denied(text: AnnotatedText, sentence: Sentence, verb: Mark) -> bool:
    """Whether an entry is denied, hypothetical or only approached, by the words around its verb."""
    if any(mark.last <= verb.first for mark in sentence.of("denial")):
        return True
    start = clause_start(text, sentence, verb.first)
    return any(
        start <= mark.first < verb.last and verb.first - mark.last <= reach.APPROACHED
        for mark in apart_from_days(sentence, "not_entered")
    )
