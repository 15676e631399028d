"""Reads a round of talks that was held from one sentence.

Planned, offered or denied talks give nothing, nor do talks of other parties.
"""

from collections.abc import Sequence

from pipelines.extraction.negotiations import reach
from pipelines.extraction.negotiations.days import event_days, talks_days
from pipelines.extraction.negotiations.numbering import number
from pipelines.extraction.negotiations.parties import (
    heads,
    mediators,
    met_another_state,
    parties,
)
from pipelines.extraction.negotiations.round import Round
from pipelines.extraction.negotiations.venues import Venue, venue
from pipelines.extraction.sentence.actors import Actor, actors
from pipelines.extraction.sentence.attribution import cited_claimant
from pipelines.extraction.sentence.distance import CLAUSE_BREAKS, clause_start, covered, follows
from pipelines.extraction.sentence.placing import apart_from_days, has_future_day
from pipelines.extraction.text.annotation import AnnotatedText, Sentence
from pipelines.extraction.text.lexicon import Mark


def mention(text: AnnotatedText, sentence: Sentence) -> Round | None:
    """The round that a sentence mentions, with its stated details; None if it mentions none."""
    held = _held(text, sentence)
    if not held or (has_future_day(text, sentence) and not event_days(text, sentence)):
        return None
    states = actors(text, sentence)
    place = venue(text, sentence, states, held)
    states = _at_table(sentence, states, place)
    mediated_by = mediators(sentence, states)
    named = parties(text, sentence, states, held, mediated_by)
    if met_another_state(sentence, held[0], states):
        return None
    found = Round(
        sentence,
        city=place.city if place else None,
        iso3=place.iso3 if place else None,
        number=number(sentence),
        parties=named,
        mediators=mediated_by,
        format=next((mark.value for mark in sentence.of("trilateral")), None),
        outcome=next((mark.value for mark in sentence.of("talks_outcome")), None),
        heads=heads(text, sentence),
        claimant=cited_claimant(text, sentence),
    )
    if place is not None and not place.is_state:
        found.evidence.append(text.evidence("venue_city", place.first, place.last))
    _add_days(text, found, held[0], place.first if place else held[0].first)
    found.evidence.append(text.evidence("process", held[0].first, held[0].last))
    return found


def _add_days(text: AnnotatedText, found: Round, held: Mark, at: int) -> None:
    """Fill in the days of the round named at token `at`, and whether it is an earlier one."""
    sentence = found.sentence
    found.is_earlier = any(
        follows(held, mark, reach.EARLIER) for mark in sentence.of("earlier_talks")
    ) or any(when.kind == "since" and when.first <= at for when in sentence.whens)
    stated = talks_days(text, sentence, at)
    found.is_past = (
        found.is_earlier
        or stated.is_past
        or sentence.has("earlier_talks")
        or sentence.has("apart")
        # "exchanges facilitated during talks in Istanbul": the news is something else.
        or any(follows(held, mark, reach.ASIDE) for mark in sentence.of("talks_aside"))
    )
    if stated.day is None:
        return
    found.start, found.end, found.is_open = stated.start, stated.end, stated.is_open
    found.precision = stated.day.precision
    if stated.day.last > stated.day.first:
        found.evidence.append(text.evidence("started_stated", stated.day.first, stated.day.last))


def _held(text: AnnotatedText, sentence: Sentence) -> list[Mark]:
    """The words for talks that were held; "military-to-military talks" is the name of a channel."""
    channels = sentence.of("agreement")
    return [
        mark
        for mark in sentence.of("talks", "met")
        if not any(each.first <= mark.first < each.last for each in channels)
        and not _is_planned(text, sentence, mark)
    ]


def _is_planned(text: AnnotatedText, sentence: Sentence, talks: Mark) -> bool:
    """Whether the talks are planned, offered or denied by words before them in their clause.

    "Accepts the proposal after talks in Jeddah": a plan before "after" is not one for the talks.
    """
    held = (mark.last for mark in sentence.of("held") if follows(talks, mark, reach.AFTER))
    start = max(clause_start(text, sentence, talks.first), *held, 0)
    for plan in apart_from_days(sentence, "not_held"):
        if start <= plan.first < talks.first and talks.first - plan.last <= reach.PLAN_BEFORE:
            return True
        if follows(plan, talks, reach.PLAN_AFTER):
            return True
    return talks.kind == "talks" and _is_future(text, sentence, talks)


def _is_future(text: AnnotatedText, sentence: Sentence, talks: Mark) -> bool:
    """Whether a future verb follows before the next talks or break: "talks will take place"."""
    others = {
        noun.first
        for noun in sentence.of("talks", "held")
        if noun.first - talks.last > reach.SAME_TALKS
    }
    plans = {plan.first for plan in apart_from_days(sentence, "future_talks")}
    for index in range(talks.last, min(sentence.last, talks.last + reach.FUTURE)):
        if index in plans:
            return True
        if index in others or text.tokens[index].norm in CLAUSE_BREAKS:
            return False
    return False


def _at_table(sentence: Sentence, states: Sequence[Actor], place: Venue | None) -> list[Actor]:
    """The states without those of the venue and of the topic: "talks on the war in Ukraine"."""
    topics = covered(sentence, "about") | {mark.last for mark in sentence.of("about")}
    return [
        actor
        for actor in states
        if (
            place is None
            or place.is_state
            or actor.last <= place.first
            or actor.first >= place.last
        )
        and actor.first not in topics
    ]
