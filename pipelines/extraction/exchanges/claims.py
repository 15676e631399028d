"""Claims of the family `exchanges`: people and remains handed over, by direction and category.

A claim needs people (`groups`), a stated direction (`directions`), and a day unless it is the news
of its text (`days`). Exchanges that are agreed, expected or counted over a longer time do not count
(`exclusions`). `settle` removes repeats and totals. Comparing sources does not belong here: the SQL
of events does it.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from pipelines.extraction.document import Claim, Evidence
from pipelines.extraction.exchanges import reach
from pipelines.extraction.exchanges.days import TextDays, placement, text_days
from pipelines.extraction.exchanges.directions import Directed, directed
from pipelines.extraction.exchanges.figure import Figure
from pipelines.extraction.exchanges.mediators import mediators
from pipelines.extraction.exchanges.settle import settled
from pipelines.extraction.sentence.attribution import attribution, cited_claimant
from pipelines.extraction.text.annotation import AnnotatedText, Sentence


def claims(text: AnnotatedText) -> list[Claim]:
    """The claims of this family in one document."""
    if not any(_is_cue(sentence) for sentence in text.sentences):
        return []
    known = text_days(text)
    figures = list(islice(_figures(text, known), reach.MOST_FIGURES))
    if _is_of_prisoners_of_war(text):
        figures = [
            replace(each, category="pow") if each.category == "unclear" else each
            for each in figures
        ]
    figures = settled(figures, known.exchanges, text.calendar.published_day)
    mediated_by = mediators(text) if figures else []
    return [_claim(text, figure, mediated_by) for figure in figures]


def _figures(text: AnnotatedText, known: TextDays) -> Iterator[Figure]:
    """The figures of a text in order, before repeats and totals are removed."""
    last: Directed | None = None
    last_index = 0
    for sentence in text.sentences:
        if not _is_about_exchange(text, sentence):
            continue
        if sentence.index - last_index > reach.LINK_SENTENCES:
            last = None
        found = directed(text, sentence, last.to_party if last else None)
        for each in found:
            placed = placement(text, sentence, each.group, known)
            if placed is not None:
                yield Figure(
                    each.group, sentence, each.to_party, each.basis, placed.day,
                    each.group.category, placed.is_pending,
                )  # fmt: skip
        if found:
            last, last_index = found[-1], sentence.index


def _is_about_exchange(text: AnnotatedText, sentence: Sentence) -> bool:
    """Whether a sentence has a number, and itself or one beside it a word for exchanges."""
    if not sentence.quantities or sentence.has("not_people"):
        return False
    first = max(0, sentence.index - reach.CUE_SENTENCES)
    return any(_is_cue(each) for each in text.sentences[first : sentence.index + 2])


def _is_cue(sentence: Sentence) -> bool:
    if sentence.has("exchange_cue") or sentence.has("exchange_event"):
        return True
    # "brought home 45 soldiers in return for 45 Russian servicemen"
    is_returned = sentence.has("in_return") and sentence.has("people")
    return (sentence.has("each") or is_returned) and sentence.has("exchange_verb")


def _is_of_prisoners_of_war(text: AnnotatedText) -> bool:
    """Whether a text names prisoners of war and nobody else, so that "people" means these."""
    people = {
        mark.value.partition(":")[0]
        for sentence in text.sentences
        for mark in sentence.of("people")
    }
    return people.isdisjoint(("civilian", "child", "other")) and any(
        sentence.has("prisoners_of_war") for sentence in text.sentences
    )


def _claim(text: AnnotatedText, figure: Figure, mediated_by: list[str]) -> Claim:
    group, day = figure.group, figure.day
    count, qualifier = group.quantity.value, group.qualifier
    evidence: list[Evidence] = [
        text.evidence("count", group.quantity.first, group.quantity.last),
        text.evidence("category", group.first, group.last),
    ]
    if day is not None and day.last > day.first:
        evidence.append(text.evidence("exchanged_stated", day.first, day.last))
    return Claim(
        "exchanges",
        {
            "exchanged_stated": figure.start,
            "time_precision": day.precision if day else None,
            "to_party": figure.to_party,
            "category": figure.category,
            "count": count if qualifier == "exact" else None,
            "count_low": count if qualifier == "at_least" else None,
            "count_high": count if qualifier == "up_to" else None,
            "count_qualifier": qualifier,
            "count_basis": figure.basis,
            "is_aggregate": False,
            "mediators": mediated_by,
            **attribution(cited_claimant(text, figure.sentence)),
            "flags": list(figure.flags),
        },
        tuple(evidence),
    )
