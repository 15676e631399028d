"""Removes claims that say again what another claim of the text says.

Attacks that repeat another attack are removed before (`repetitions`).
"""

from collections.abc import Sequence

from pipelines.extraction.document import Claim
from pipelines.extraction.strikes.counted import GROUPS
from pipelines.extraction.strikes.genre import is_short
from pipelines.extraction.strikes.row import COLUMNS
from pipelines.extraction.text.annotation import AnnotatedText

_FIGURES = frozenset(COLUMNS.values())
_HURT = frozenset(("killed", "injured"))


def without_repeats(text: AnnotatedText, claims: Sequence[Claim]) -> list[Claim]:
    """The claims of a text, each figure once; a long text may report people hurt apart."""
    found = [claim for claim in claims if not _is_repeated(claim, claims)]
    if not is_short(text):
        return found
    return [claim for claim in found if not _is_counted_apart(claim, found)]


def _is_repeated(claim: Claim, claims: Sequence[Claim]) -> bool:
    """Whether another claim of the text has the figures of a claim, for its night or a stated one.

    "Six missiles were shot down, the ministry said", then the ministry's own words with its night.
    """
    return any(
        other is not claim
        and _kind(other) == _kind(claim)
        and set(_list(claim, "weapons")) <= set(_list(other, "weapons"))
        and (other.values["night_of"] == claim.values["night_of"] or not _is_dated(claim))
        and _have_one_window(claim, other)
        and _figures(claim) <= _figures(other)
        and (_weight(claim), -claims.index(claim)) < (_weight(other), -claims.index(other))
        for other in claims
    )


def _kind(claim: Claim) -> tuple[object, object]:
    """Attacker and group of munitions."""
    return claim.values["attacker_iso3"], GROUPS.get(str(claim.values["weapon_class"]))


def _list(claim: Claim, column: str) -> list[object]:
    value = claim.values.get(column)
    return value if isinstance(value, list) else []


def _is_dated(claim: Claim) -> bool:
    """Whether the text itself dates a claim."""
    return any(piece.field == "night_of" for piece in claim.evidence)


def _have_one_window(claim: Claim, other: Claim) -> bool:
    """Whether two claims do not name different hours."""
    starts = {one.values.get("window_start_at") for one in (claim, other)} - {None}
    return len(starts) < 2


def _figures(claim: Claim) -> set[tuple[str, object]]:
    """The figures of a claim by column."""
    return {(name, claim.values[name]) for name in (_FIGURES | _HURT) & claim.values.keys()}


def _weight(claim: Claim) -> tuple[int, bool]:
    """How much a claim says."""
    return len(_figures(claim)), _is_dated(claim)


def _is_counted_apart(claim: Claim, claims: Sequence[Claim]) -> bool:
    """Whether a claim of people hurt alone has munitions that another claim of the text counts."""
    if not _FIGURES.isdisjoint(claim.values) or _HURT.isdisjoint(claim.values):
        return False
    return any(
        _kind(other) == _kind(claim) and not _FIGURES.isdisjoint(other.values) for other in claims
    )
