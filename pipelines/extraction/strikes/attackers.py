"""Finds whose munitions a text counts if the sentence does not say.

Uses the claimants, places and sides that the text names, and its language. The attacker that a
single sentence names is read in `sides`.
"""

from pipelines.extraction.strikes.sides import claimant_sides
from pipelines.extraction.text.annotation import AnnotatedText
from pipelines.extraction.text.lexicon import Mark
from pipelines.vocabulary.places import places

# Regions that are in Ukraine and occupied: naming them does not say whose post it is.
_CONTESTED = ("UA01", "UA14", "UA23", "UA44", "UA65", "UA85")


def default_attacker(text: AnnotatedText) -> str | None:
    """The side whose munitions a text counts unless a sentence says otherwise; None if unclear."""
    if text.lang == "uk":
        return "russia"
    sides = {mark.value for mark in _marks(text, "side")}
    if text.lang == "ru":
        return _in_russian(text, sides)
    claimants = claimant_sides(_marks(text, "speaker"))
    if len(claimants) == 1:
        return "russia" if claimants == {"ukraine"} else "ukraine"
    return "russia" if "russia" in sides and _marks(text, "weapon") else None


def _in_russian(text: AnnotatedText, sides: set[str]) -> str | None:
    """Russian posts count Ukrainian munitions, unless they report Ukraine's own account."""
    claimants = claimant_sides(_marks(text, "speaker"))
    if claimants:
        return "russia" if "ukraine" in claimants else "ukraine"
    if _marks(text, "not_weapon") or _marks(text, "moscow_time"):
        return "ukraine"
    states = _states(text)
    if "UKR" in states:
        return "russia"
    return "ukraine" if "ukraine" in sides or "RUS" in states else None


def _states(text: AnnotatedText) -> set[str]:
    """The states of the places a text names; contested regions and capitals as sides left out."""
    known = places()
    return {
        known[mark.value].iso3
        for sentence in text.sentences
        for mark in sentence.of("place")
        if known[mark.value].adm1_pcode not in _CONTESTED
        and all(side.first != mark.first for side in sentence.of("side"))
    }


def _marks(text: AnnotatedText, kind: str) -> list[Mark]:
    return [mark for sentence in text.sentences for mark in sentence.of(kind)]
