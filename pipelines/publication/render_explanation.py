"""Renders an explanation as text, as JSON, or as markdown for a footnote.

Only wording and order belong here.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime

from pipelines.publication.explain import (
    Answer,
    Change,
    Claim,
    Explanation,
    Figure,
    Publication,
    Quote,
    Regime,
)

RESTS_ON = {
    "intercepted": ("shot_down_or_suppressed", "shot_down", "suppressed"),
    "to_ukraine": ("count",),
    "to_russia": ("count",),
    "stated_total": ("count",),
    "remains_to_ukraine": ("count",),
    "remains_to_russia": ("count",),
    "venue": ("venue",),
}
"""Prefixes of the claim's fields that state a figure, where they differ from its name."""


def as_json(answer: Answer) -> str:
    """The answer as one JSON object, with the field names of explain.py."""
    return json.dumps(asdict(answer), ensure_ascii=False, indent=1, default=_moment) + "\n"


def as_text(answer: Answer) -> str:
    """The answer as text for a terminal."""
    lines = [answer.question if answer.value is None else f"{answer.question}: {answer.value}"]
    for explanation in answer.provenance:
        lines += ["", *_text(explanation)]
    lines += ["", f"Read from {_publication(answer.publication)}."]
    return "\n".join(lines) + "\n"


def as_markdown(answer: Answer) -> str:
    """Each figure as a citable number with a footnote."""
    blocks: list[str] = []
    if answer.value is not None:
        blocks.append(f"{answer.question}: **{answer.value}**")
    for explanation in answer.provenance:
        for figure in explanation.figures:
            mark = f"[^{explanation.event_id}-{figure.name}]"
            blocks.append(f"{figure.name.replace('_', ' ')}: **{_value(figure)}**{mark}")
            blocks.append(f"{mark}: {_footnote(explanation, figure, answer.publication)}")
    return "\n\n".join(blocks) + "\n"


def _text(explanation: Explanation) -> Iterator[str]:
    happened = f", {explanation.happened_stated}" if explanation.happened_stated else ""
    yield f"{explanation.event_id} ({explanation.family}{happened})"
    for figure in explanation.figures:
        rule = f"  ({figure.best_rule})" if figure.best_rule else ""
        disputed = "  DISPUTED" if figure.is_disputed else ""
        yield f"  {figure.name:<18} {_value(figure)}{disputed}{rule}"
    if explanation.note:
        yield f"  MISMATCH: {explanation.note}"
    if explanation.regime:
        yield f"  Regime: {_regime(explanation.regime)}"
    yield "  Claims:"
    for number, claim in enumerate(explanation.claims, start=1):
        yield from _claim_lines(number, claim)
    if explanation.changes:
        yield "  Changes:"
        for change in explanation.changes:
            yield f"    {_change(change)}"
    else:
        yield "  Changes: none; the best values are as they were first known."


def _claim_lines(number: int, claim: Claim) -> Iterator[str]:
    says = "; ".join(f"{figure} {value}" for figure, value in claim.says.items())
    yield f"   {number}. {claim.address or 'no address is given'}"
    yield f"      {_claimant(claim)}: {says or 'no figure of the event'}"
    if claim.about:
        yield f"      of {claim.about}"
    counted = "" if claim.is_counted else ", not counted"
    yield f"      {claim.role}{counted}: {claim.reason}"
    if claim.quotes:
        yield f"      {_quoted(claim.quotes)}"
    if claim.flags:
        yield f"      flags: {', '.join(claim.flags)}"
    yield f"      {claim.document_uri}, {_place(claim)}; {claim.archive_path}"
    yield f"      known from {_moment(claim.known_from)}, revision {claim.revision}"


def _footnote(explanation: Explanation, figure: Figure, publication: Publication) -> str:
    """One paragraph with everything a reader needs to check one figure."""
    claimants = "; ".join(
        _cited(claim, figure.name)
        for claim in explanation.claims
        if figure.name in claim.says and claim.is_counted
    )
    parts = [
        f"Conflict Ledger, event `{explanation.event_id}`, "
        f"{figure.name.replace('_', ' ')}: {_value(figure)}"
        + (" (sources differ)" if figure.is_disputed else ""),
        f"Chosen: {figure.best_rule}" if figure.best_rule else "",
        f"Contradiction: {explanation.note}" if explanation.note else "",
        f"Regime: {_regime(explanation.regime)}" if explanation.regime else "",
        f"Reported by: {claimants}" if claimants else "",
        *(_change(change) for change in explanation.changes if change.figure == figure.name),
        f"Read from {_publication(publication)}",
    ]
    return ". ".join(part for part in parts if part) + "."


def _cited(claim: Claim, figure: str) -> str:
    where = f"<{claim.report_ref}>, " if (claim.report_ref or "").startswith("http") else ""
    fields = RESTS_ON.get(figure, (figure,))
    resting = tuple(quote for quote in claim.quotes if quote.field.startswith(fields))
    quotes = f", {_quoted(resting)}" if resting else ""
    return (
        f"{where}{_claimant(claim)}: {claim.says[figure]}{quotes}, {_place(claim)} of document "
        f"sha256 `{claim.document_sha256}`"
    )


def _quoted(quotes: tuple[Quote, ...]) -> str:
    return "; ".join(f"{quote.field} “{quote.words}”" for quote in quotes)


def _claimant(claim: Claim) -> str:
    cited = claim.attributed_to
    citing = f", citing {cited}" if cited and cited != claim.reported_by else ""
    published = f", {claim.published_stated}" if claim.published_stated else ""
    return f"{claim.reported_by} ({claim.reporting_side}, {claim.source_type}{citing}){published}"


def _place(claim: Claim) -> str:
    return f"row {claim.locator}" if claim.locator.isdigit() else claim.locator


def _value(figure: Figure) -> str:
    """The best value and its range; a bound if only one side is known."""
    low, high, value = figure.low, figure.high, figure.value
    if low is None and high is None:
        return value or "not stated"
    if high is None:
        return f"at least {low}" if value is None else f"{value} or more"
    if low is None:
        return f"at most {high}" if value is None else f"{value} or fewer"
    if low == high:
        return str(low)
    return f"{low} to {high}" if value is None else f"{value} ({low} to {high})"


def _regime(regime: Regime) -> str:
    return (
        f"{regime.id}: {regime.publisher} counts as intercepted what is "
        f"{regime.intercepted_means}; launch counts are {regime.launch_counts.replace('_', ' ')}"
    )


def _change(change: Change) -> str:
    before = change.value_before or "nothing"
    after = change.value_after or "nothing"
    return (
        f"{change.figure} {change.kind} from {before} to {after} as of {_moment(change.changed_at)}"
    )


def _publication(publication: Publication) -> str:
    as_of = publication.as_of or publication.published_at
    return f"{publication.path}, sha256 {publication.sha256}, as known on {as_of}"


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")
