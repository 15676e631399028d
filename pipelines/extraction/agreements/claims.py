"""Claims of the family `agreements`: a treaty, truce or channel that changes its status.

The agreement must be known (`known`) and a pattern must find the change (`changes`). A change
without a day counts only as the news of its text.
"""

from pipelines.extraction.agreements.changes import Change, changes
from pipelines.extraction.document import Claim
from pipelines.extraction.sentence.actors import STATE_KINDS
from pipelines.extraction.sentence.attribution import attribution, cited_claimant
from pipelines.extraction.text.annotation import AnnotatedText

_AT_WAR = frozenset(("RUS", "UKR"))
_OF_THIS_WAR = frozenset(("ceasefire", "energy_truce", "framework", "exchange_deal"))


def claims(text: AnnotatedText) -> list[Claim]:
    """The claims of this family in one document."""
    found = list(changes(text))
    if not any(
        mark.value in _AT_WAR for sentence in text.sentences for mark in sentence.of(*STATE_KINDS)
    ):
        # A "three-day truce" of another war.
        found = [change for change in found if change.agreement.kind not in _OF_THIS_WAR]
    kept = {_key(change): change for change in reversed(found)}
    return [_claim(text, change) for change in found if _is_kept(change, kept)]


def _key(change: Change) -> tuple[str, str, str]:
    return change.agreement.name, change.event, change.day.end if change.day is not None else ""


def _is_kept(change: Change, kept: dict[tuple[str, str, str], Change]) -> bool:
    """Whether nothing states the same change more exactly, and no law is preferred to it."""
    if kept[_key(change)] is not change:
        return False
    name, event, stated = _key(change)
    for (other_name, other_event, other_stated), other in kept.items():
        if other is change or (other_name, other_event) != (name, event):
            continue
        if (change.is_law and not other.is_law) or other_stated.startswith(stated):
            return False
    return True


def _claim(text: AnnotatedText, change: Change) -> Claim:
    agreement, named, day = change.agreement, change.named, change.day
    evidence = [
        text.evidence("name", named.first, named.last),
        text.evidence("event", change.first, change.last),
    ]
    if day is not None:
        evidence.append(text.evidence("event_stated", day.first, day.last))
    return Claim(
        "agreements",
        {
            "name": agreement.name,
            "kind": agreement.kind,
            "parties": list(agreement.parties),
            "event": change.event,
            "event_stated": day.end if day is not None else None,
            "time_precision": day.precision if day is not None else None,
            **attribution(cited_claimant(text, change.sentence)),
            "flags": [],
        },
        tuple(evidence),
    )
