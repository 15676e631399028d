"""Finds the targets of an attack: the places its sentences name, as regions and as written."""

from collections.abc import Iterable

from pipelines.extraction.strikes import reach
from pipelines.extraction.strikes.attack import Attack
from pipelines.extraction.text.annotation import AnnotatedText
from pipelines.extraction.text.lexicon import Mark, words
from pipelines.extraction.text.tokens import WORD
from pipelines.vocabulary.places import places


def target_places(attack: Attack) -> list[Mark]:
    """The places an attack's sentences name, launch areas and places of other strikes left out."""
    found: list[Mark] = []
    apart = {place for one in attack.casualties if one.is_apart for place in one.places}
    for sentence in attack.sentences:
        cues = sentence.of("launch_cue")
        end = cues[0].first if cues else sentence.last
        found += [mark for mark in sentence.of("place") if mark.first <= end and mark not in apart]
    return found


def only_region(text: AnnotatedText) -> list[Mark]:
    """The places of a text that names one region and no other; else none."""
    named = [mark for sentence in text.sentences for mark in sentence.of("place")]
    return named if len(region_codes(named)) == 1 else []


def region_codes(marks: Iterable[Mark]) -> list[str]:
    """First-level regions of places, P-codes without repetition."""
    known = places()
    codes = [known[mark.value].adm1_pcode for mark in marks]
    return sorted({code for code in codes if code})


def target_regions(text: AnnotatedText, marks: Iterable[Mark]) -> list[str]:
    """The regions of places; the Kyiv of "the Kyiv, Poltava and Sumy regions" is not a city."""
    return region_codes(
        mark._replace(value=f"{mark.value}-oblast") if _heads_regions(text, mark) else mark
        for mark in marks
    )


def as_written(text: AnnotatedText, marks: Iterable[Mark]) -> str | None:
    """The places in the words of the text, each once; None for no place."""
    named = [text.quote(mark.first, mark.last) for mark in marks]
    return "; ".join(dict.fromkeys(named)) or None


def _heads_regions(text: AnnotatedText, mark: Mark) -> bool:
    """Whether a city that is also a region's name is listed before the word "regions"."""
    if f"{mark.value}-oblast" not in places() or places()[mark.value].kind != "adm1":
        return False
    for token in text.tokens[mark.last : mark.last + reach.REGION_LIST]:
        if token.norm in words("region_noun"):
            return True
        is_link = token.norm in ",&" or token.norm in words("list_and")
        if not is_link and not (token.kind == WORD and token.is_capital):
            return False
    return False
