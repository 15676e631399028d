"""Grades claims by how far their reading was confirmed.

A: the known form of a known channel, a short post that dates its attack. B: two independent readers
agree. C: one reader. Decisions of reviewers do not belong here (warehouse/review.py).
"""

from collections.abc import Iterable
from dataclasses import replace

from pipelines.extraction.document import Claim
from pipelines.extraction.readers.agreement import SecondReading
from pipelines.extraction.text.annotation import AnnotatedText

_LONGEST_POST = 2600  # characters; a longer text of a channel is an article
_CONTRADICTIONS = frozenset({"header_contradicts_body", "restated_differently"})


def graded(text: AnnotatedText, claims: Iterable[Claim]) -> list[Claim]:
    """The claims with `extraction_tier` and `extraction_reason`."""
    second = SecondReading(text)
    return [_graded(text, claim, second) for claim in claims]


def _graded(text: AnnotatedText, claim: Claim, second: SecondReading) -> Claim:
    tier, reason = _of_channel(text, claim) or (
        ("B", "two readers agree") if second.confirms(claim) else ("C", "one reader")
    )
    values = {**claim.values, "extraction_tier": tier, "extraction_reason": reason}
    return replace(claim, values=values)


def _of_channel(text: AnnotatedText, claim: Claim) -> tuple[str, str] | None:
    """Tier A for a dated strike in a short post of an official channel; None for other claims."""
    if claim.family != "strikes" or text.channel_side is None:
        return None
    flags = claim.values.get("flags")
    is_contradicted = isinstance(flags, list) and not _CONTRADICTIONS.isdisjoint(flags)
    is_dated = any(piece.field == "night_of" for piece in claim.evidence)
    if is_contradicted or not is_dated or len(text.document.text) > _LONGEST_POST:
        return None
    return "A", f"dated post of an official channel of {text.channel_side.capitalize()}"
