"""The agreements that a sentence names, describes or refers to."""

from dataclasses import dataclass

from pipelines.extraction.agreements import reach
from pipelines.extraction.sentence.distance import follows
from pipelines.extraction.text.annotation import Sentence

_LAST_NUCLEAR, _GRAIN_DEAL = "New START", "Black Sea Grain Initiative"


@dataclass(frozen=True, slots=True)
class Named:
    """The name of a known agreement that tokens [first, last) refer to."""

    name: str
    first: int
    last: int


def named(sentence: Sentence) -> list[Named]:
    """Agreements named in a sentence, or described: the last nuclear treaty, the grain deal."""
    found = [Named(mark.value, mark.first, mark.last) for mark in sentence.of("agreement")]
    return found or _grain_deal(sentence) or _last_nuclear_treaty(sentence)


def referred_to(sentence: Sentence, before: list[str]) -> list[Named]:
    """The agreements named just `before`: the sentence says "the treaty" or opens with "it"."""
    return [
        Named(name, mark.first, mark.last)
        for mark in sentence.of("that_treaty", "it_word")
        if mark.kind == "that_treaty" or mark.first == sentence.first
        for name in before
    ]


def _grain_deal(sentence: Sentence) -> list[Named]:
    """The "deal that allowed Ukraine to export grain"."""
    for noun in sentence.of("treaty_noun"):
        after = range(noun.last, noun.last + reach.GRAIN)
        is_of_grain = any(mark.first in after for mark in sentence.of("grain_word"))
        if is_of_grain and any(mark.first in after for mark in sentence.of("grain_use")):
            return [Named(_GRAIN_DEAL, noun.first, noun.last)]
    return []


def _last_nuclear_treaty(sentence: Sentence) -> list[Named]:
    """The "last remaining nuclear arms treaty", "the last treaty limiting nuclear arsenals"."""
    for last in sentence.of("last_word"):
        for noun in sentence.of("treaty_noun"):
            if not follows(noun, last, reach.LAST_TREATY):
                continue
            if any(
                last.last <= arms.first < noun.first or follows(arms, noun, reach.ARMS_AFTER)
                for arms in sentence.of("arms_word")
            ):
                return [Named(_LAST_NUCLEAR, last.first, noun.last)]
    return []
