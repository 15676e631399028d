"""Claims of the family `agreements`: a treaty, truce or channel that changes its status on a day.

The agreement must be known (`known`) and named (`names`), a verb must state the change
(`changes`), and the text must state the day (`days`).
"""

from pipelines.extraction.agreements.changes import Change, changes
from pipelines.extraction.agreements.known import KINDS_OFFERED
from pipelines.extraction.document import Claim
from pipelines.extraction.sentence.actors import STATE_KINDS
from pipelines.extraction.sentence.attribution import attribution, cited_claimant
from pipelines.extraction.text.annotation import AnnotatedText

_AT_WAR = frozenset(("RUS", "UKR"))


def claims(text: AnnotatedText) -> list[Claim]:
    """The claims of this family in one document."""
    if not any(sentence.has("status") for sentence in text.sentences):
        return []
    is_this_war = any(
        mark.value in _AT_WAR for sentence in text.sentences for mark in sentence.of(*STATE_KINDS)
    )
    best: dict[tuple[str, str], Change] = {}
    for change in changes(text):
        if change.agreement.kind in KINDS_OFFERED and not is_this_war:
            # A "three-day truce" of another war.
            continue
        key = change.agreement.name, change.event
        known = best.get(key)
        if known is None or _rank(change) < _rank(known):
            best[key] = change
    return [_claim(text, change) for change in best.values()]


def _rank(change: Change) -> tuple[int, bool]:
    """Exact days before months and years; the change itself before a law about it."""
    return change.day.precision, change.sentence.has("law_noun")


def _claim(text: AnnotatedText, change: Change) -> Claim:
    agreement, named, day = change.agreement, change.named, change.day
    return Claim(
        "agreements",
        {
            "name": agreement.name,
            "kind": agreement.kind,
            "parties": list(agreement.parties),
            "event": change.event,
            "event_stated": day.end,
            "time_precision": day.precision,
            **attribution(cited_claimant(text, change.sentence)),
            "flags": [],
        },
        (
            text.evidence("name", named.first, named.last),
            text.evidence("event", change.status.first, change.status.last),
            text.evidence("event_stated", day.first, day.last),
        ),
    )
