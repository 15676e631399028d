"""Grades claims by how far their reading was confirmed.

A: the known form of a known channel, a short post that dates its attack. B: two independent readers
agree. C: one reader, the grammar or a language model. Decisions of reviewers do not belong here
(warehouse/review.py).
"""

from collections.abc import Sequence

from pipelines.extraction.document import Answer, Claim
from pipelines.extraction.readers.agreement import SecondReading
from pipelines.extraction.readers.pointing import NoAnswer
from pipelines.extraction.readers.statistical import Model
from pipelines.extraction.readers.verified import figures, verified_claims
from pipelines.extraction.text.annotation import AnnotatedText

_LONGEST_POST = 2600  # characters; a longer text of a channel is an article
UNANSWERED = "the language model gave no answer:"
"""How the reason of a claim begins to say why no model confirms it."""

_CONTRADICTIONS = frozenset({"header_contradicts_body", "restated_differently"})


def graded(
    text: AnnotatedText,
    claims: Sequence[Claim],
    answer: Answer | None = None,
    model: Model | None = None,
) -> list[Claim]:
    """The claims with `extraction_tier` and `extraction_reason`, and those of `answer` alone.

    `answer`: what a language model said about the text; null if none was asked. `model`: that of
    the statistical reader, if it is not the one of the package.
    """
    second = SecondReading(text, model)
    pointed, fault = _pointed(text, answer)
    confirmed = {figure for claim in pointed for figure in figures(claim)}
    found = [_graded(text, claim, second, confirmed, fault) for claim in claims]
    if not pointed:
        return found
    known = {figure for claim in claims for figure in figures(claim)}
    alone = [claim for claim in pointed if not known.issuperset(figures(claim))]
    return found + [_with_tier(claim, "C", "one reader: a language model") for claim in alone]


def _pointed(text: AnnotatedText, answer: Answer | None) -> tuple[list[Claim], str | None]:
    """The claims of an answer that hold against the text; else none, and what is wrong with it."""
    if answer is None or answer.fault is not None:
        return [], answer.fault if answer is not None else None
    try:
        return verified_claims(text, answer.content), None
    except NoAnswer as error:
        return [], str(error)


def _graded(
    text: AnnotatedText,
    claim: Claim,
    second: SecondReading,
    confirmed: set[tuple[object, ...]],
    fault: str | None,
) -> Claim:
    tier, reason = _of_channel(text, claim) or ("C", "one reader")
    if tier == "C":
        stated = set(figures(claim)) if confirmed else set()
        agrees = second.agrees(claim)
        if agrees is not None:
            tier, reason = "B", agrees
        elif stated and stated <= confirmed:
            tier, reason = "B", "a language model agrees"
        elif fault is not None:
            reason = f"{reason}; {UNANSWERED} {fault}"
    return _with_tier(claim, tier, reason)


def _with_tier(claim: Claim, tier: str, reason: str) -> Claim:
    values = {**claim.values, "extraction_tier": tier, "extraction_reason": reason}
    return Claim(claim.family, values, claim.evidence)


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
