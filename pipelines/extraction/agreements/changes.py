"""Finds changes of agreements: a known agreement, its new status, and the day.

Planned, desired, denied or undated changes do not count.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipelines.extraction.agreements import reach
from pipelines.extraction.agreements.days import (
    DatedStatus,
    dated,
    day_of_statement,
    stated_days,
)
from pipelines.extraction.agreements.known import KINDS_OFFERED, OFFERS, Agreement, agreements
from pipelines.extraction.agreements.names import Named, named, referred_to
from pipelines.extraction.sentence.distance import clause_start, follows, gap
from pipelines.extraction.sentence.placing import Day, is_lead
from pipelines.extraction.text.annotation import AnnotatedText, Sentence
from pipelines.extraction.text.lexicon import Mark

# A clause of a treaty's story goes on after a comma or a dash.
_BREAKS = frozenset(";:()")


@dataclass(frozen=True, slots=True)
class Change:
    """The change of an agreement on a day, with the tokens that state it."""

    agreement: Agreement
    named: Named
    status: Mark
    day: Day
    sentence: Sentence

    @property
    def event(self) -> str:
        """The event in the contract's words: signed, suspended, expired and so on."""
        return self.status.value


def changes(text: AnnotatedText) -> Iterator[Change]:
    """The changes of a text in order; the same change may occur several times."""
    before: list[str] = []
    before_index = 0
    for sentence in text.sentences:
        found = named(sentence)
        if not found and sentence.index - before_index <= reach.NAME_SENTENCES:
            found = referred_to(sentence, before)
        if not found:
            continue
        yield from _changes_in(text, sentence, found)
        before = list(dict.fromkeys(each.name for each in found))
        before_index = sentence.index


def _changes_in(
    text: AnnotatedText, sentence: Sentence, found: Sequence[Named]
) -> Iterator[Change]:
    statuses = [
        mark
        for mark in sentence.of("status")
        if not _is_unreal(text, sentence, mark)
        and any(_can_be(agreements()[each.name], mark, each) for each in found)
    ]
    stated = stated_days(text, sentence)
    bound = dated(sentence, statuses, stated)
    if not stated:
        bound += _dated_by_statement(text, sentence, statuses)
    for each in bound:
        change = _change(sentence, found, each)
        if change is not None:
            yield change


def _dated_by_statement(
    text: AnnotatedText, sentence: Sentence, statuses: Sequence[Mark]
) -> list[DatedStatus]:
    """News dated by the next sentence: "Russia has withdrawn. Speaking on 17 July ..."."""
    day = day_of_statement(text, sentence)
    if day is None:
        return []
    return [DatedStatus(status, day) for status in statuses if _is_news(text, sentence, status)]


def _is_news(text: AnnotatedText, sentence: Sentence, status: Mark) -> bool:
    """Whether the text opens with a change; after "which" or "after" it is background."""
    if sentence.index > reach.NEWS_SENTENCES or not is_lead(text, sentence):
        return False
    if status.value in ("violated", *OFFERS):
        return False
    start = clause_start(text, sentence, status.first, _BREAKS)
    return not any(start <= mark.first < status.last for mark in sentence.of("aside"))


def _change(sentence: Sentence, found: Sequence[Named], each: DatedStatus) -> Change | None:
    """The change of the nearest agreement that a verb can be about on its day."""
    status = each.status
    within = reach.VERB if len({one.name for one in found}) > 1 else reach.VERB_OF_ONLY
    nearest_first = sorted(found, key=lambda one: (gap(one, status), one.name, one.first, one.last))
    for one in nearest_first:
        agreement = agreements()[one.name]
        is_near = gap(one, status) <= within
        if is_near and agreement.fits(each.day) and _can_be(agreement, status, one):
            return Change(agreement, one, status, each.day, sentence)
    return None


def _can_be(agreement: Agreement, status: Mark, one: Named) -> bool:
    """Whether a verb can be about an agreement; an offer needs a truce as its object."""
    if status.value not in OFFERS:
        return True
    return agreement.kind in KINDS_OFFERED and follows(one, status, reach.OFFERED)


def _is_unreal(text: AnnotatedText, sentence: Sentence, status: Mark) -> bool:
    """Whether a change is negated, planned or wished for; "agreed to restore" is a fact."""
    plans = sentence.of("not_changed")
    if any(
        follows(status, mark, reach.AGREED_TO)
        # "would not agree to extend"
        and not any(follows(mark, plan, reach.NOT_AGREED) for plan in plans)
        for mark in sentence.of("agreed_to")
    ):
        return False
    if any(follows(law, status, reach.LAW) for law in sentence.of("law_noun")):
        return True
    is_infinitive = text.tokens[status.first - 1].norm == "to"
    if is_infinitive and status.value in ("restored", "extended", "suspended"):
        return True
    start = clause_start(text, sentence, status.first, _BREAKS)
    return any(
        start <= mark.first < status.first and status.first - mark.last <= reach.PLAN
        for mark in plans
    )
