"""Claims of the family `exchanges`: people and remains handed over, by direction and category.

A claim needs people (`people`), a stated direction (`directions`), and a day unless it is the news
of its text (`days`). Exchanges that are agreed, expected or counted over a longer time do not
count. `settle` removes repeats and totals. Comparing sources does not belong here: the SQL of
events does it.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from pipelines.extraction.document import Claim, Evidence
from pipelines.extraction.exchanges.days import exchange_days, placement
from pipelines.extraction.exchanges.directions import directed, is_sum
from pipelines.extraction.exchanges.people import SIDE_OF, letter_of
from pipelines.extraction.exchanges.settle import Figure, settled
from pipelines.extraction.sentence.actors import actors
from pipelines.extraction.sentence.attribution import attribution, cited_claimant
from pipelines.extraction.sentence.patterns import Slot, written
from pipelines.extraction.sentence.placing import Day
from pipelines.extraction.text.annotation import AnnotatedText, Sentence

_LINK_SENTENCES = 2  # "In return ..." continues one of the two sentences before
_CUE_SENTENCES = 3  # the word "exchange" is up to three sentences before or after
_MOST_FIGURES = 200  # no report gives more figures; a longer list is not one
_STATES = r"(?:T (?:(?:,|and|и|та|і|й) )*(?:the )?)+"
_MEDIATORS = re.compile(rf"M (?:\S+ ){{0,5}}?{_STATES}|{_STATES}(?:\S+ ){{0,3}}M ")


def claims(text: AnnotatedText) -> list[Claim]:
    """The claims of this family in one document."""
    if not any(_is_cue(sentence) for sentence in text.sentences):
        return []
    days = exchange_days(text)
    figures = list(islice(_figures(text, days), _MOST_FIGURES))
    if _is_of_prisoners_of_war(text):
        figures = [
            replace(each, category="pow") if each.category == "unclear" else each
            for each in figures
        ]
    figures = settled(figures, days, text.calendar.published_day)
    mediated_by = _mediators(text) if figures else []
    return [claim_of(text, figure, mediated_by) for figure in figures]


def _figures(text: AnnotatedText, days: dict[int, Day | None]) -> Iterator[Figure]:
    """The figures of a text in order, before repeats and totals are removed."""
    last: str | None = None
    last_index, summed_index = 0, -2
    for sentence in text.sentences:
        if not _is_about_exchange(text, sentence):
            continue
        is_linked = sentence.index - last_index <= _LINK_SENTENCES
        found = directed(text, sentence, last if is_linked else None)
        is_behind = summed_index == sentence.index - 1
        if (is_behind or not found) and is_sum(text, sentence, is_behind):
            # "7,000 people have come home since 2022, among them 1,409 bodies."
            summed_index = sentence.index
            continue
        for each in found:
            placed = placement(text, sentence, each.group, days)
            if placed is not None:
                category = each.group.category
                yield Figure(each.group, sentence, each.to_party, each.basis, category, *placed)
        if found:
            sides = {each.to_party for each in found}
            last, last_index = found[-1].to_party if len(sides) == 1 else None, sentence.index


def _is_about_exchange(text: AnnotatedText, sentence: Sentence) -> bool:
    """Whether a sentence has a number, and itself or one beside it a word for exchanges."""
    if not sentence.quantities or sentence.has("not_people"):
        return False
    first, last = sentence.index - _CUE_SENTENCES, sentence.index + _CUE_SENTENCES
    return any(map(_is_cue, text.sentences[max(0, first) : last + 1]))


def _is_cue(sentence: Sentence) -> bool:
    # "brought home 45 soldiers in return for 45 Russian servicemen"
    is_both_ways = sentence.has("each") or (sentence.has("in_return") and sentence.has("people"))
    is_act = is_both_ways and sentence.has("exchange_verb")
    return is_act or bool(sentence.of("exchange_cue", "exchange_event"))


def _is_of_prisoners_of_war(text: AnnotatedText) -> bool:
    """Whether a text names prisoners of war and no other people, so that "people" means these."""
    marks = [mark for sentence in text.sentences for mark in sentence.of("people")]
    people = {mark.value.partition(":")[0] for mark in marks}
    return people.isdisjoint(("civilian", "child", "other")) and any(
        sentence.has("prisoners_of_war") for sentence in text.sentences
    )


def _mediators(text: AnnotatedText) -> list[str]:
    """Codes of the states that a text lists beside a word of mediation, sorted."""
    found: set[str] = set()
    for sentence in text.sentences:
        slots = [Slot("M", mark.first, mark.last, mark) for mark in sentence.of("mediation")]
        if slots:
            named = [actor for actor in actors(text, sentence) if not actor.is_seat]
            slots += [Slot(letter_of(text, each), each.first, each.last, each) for each in named]
            line = written(text, sentence, slots)
            for match in _MEDIATORS.finditer(line.text):
                places = (at for at in range(*match.span()) if line.text[at] == "T")
                found.update(line.slots[at].of.iso3 for at in places)
    return sorted(found - set(SIDE_OF.values()))


def claim_of(text: AnnotatedText, figure: Figure, mediated_by: list[str]) -> Claim:
    """A figure as a claim with its evidence."""
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
