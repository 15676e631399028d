"""Completes rounds without parties or a day from the rest of the text."""

from collections.abc import Sequence

from pipelines.extraction.negotiations import reach
from pipelines.extraction.negotiations.days import days_around
from pipelines.extraction.negotiations.round import PARTIES, Round
from pipelines.extraction.sentence.actors import STATE_KINDS, actors
from pipelines.extraction.text.annotation import AnnotatedText, Sentence


def complete_parties(text: AnnotatedText, rounds: Sequence[Round]) -> None:
    """Give rounds without parties those of another round; trilateral talks have all three."""
    full = next((each.parties for each in rounds if len(each.parties) >= 2), [])
    if not any(_names_ukraine(sentence) for sentence in text.sentences):
        # Two of the parties may meet over another war.
        full = []
    for each in rounds:
        if len(each.parties) < 2:
            each.parties = full
        if each.format == "trilateral" and len(each.parties) == 2:
            near = _around(text, each.sentence, reach.PARTIES_SENTENCES)
            named = {actor.iso3 for other in near for actor in actors(text, other)}
            if named >= PARTIES:
                each.parties = sorted(PARTIES)


def complete_days(text: AnnotatedText, rounds: Sequence[Round]) -> None:
    """Date rounds by the sentences around them: "The talks took place on Friday"."""
    taken = {each.sentence.index for each in rounds if each.start is not None}
    for each in rounds:
        if each.start is None and each.has_venue and not each.is_past:
            stated = days_around(text, each.sentence, taken)
            if stated is not None and stated.day is not None:
                each.start, each.end, each.precision = (
                    stated.start,
                    stated.end,
                    stated.day.precision,
                )
                day = stated.day
                each.evidence.append(text.evidence("started_stated", day.first, day.last))


def _around(text: AnnotatedText, sentence: Sentence, within: int) -> list[Sentence]:
    """The sentence with at most `within` sentences on either side."""
    return text.sentences[max(0, sentence.index - within) : sentence.index + within + 1]


def _names_ukraine(sentence: Sentence) -> bool:
    return any(
        (mark.kind in STATE_KINDS and mark.value == "UKR")
        or (mark.kind == "negotiator" and mark.value.startswith("UKR:"))
        for mark in sentence.marks
    )
