"""What the statistical reader sees around a number: words by place and distance, never the number.

Words are cut to their first letters, so that cases and endings share a feature. What a feature
means does not belong here (statistical.py).
"""

import re
from collections.abc import Iterator

from pipelines.extraction.readers.patterns import NUMBER, places_by_kind

_TOKEN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+(?:[.,:]\d+)*|[^\w\s]|\n")
_BEFORE = 160  # characters that are looked at before a number
_BEHIND = 140  # characters that are looked at behind it
_STEM = 5  # letters of a word that count
_NEAR = 3  # words on either side whose exact place counts
_PAIRED = 7  # words on either side that count in pairs
_FAR = (3, 8, 16)  # ends of the ranges of distance
_ENDS = frozenset(".!?\n;")
_KINDS = (NUMBER, "munition", "person", "role", "background", "single")


def features(lower: str, start: int, end: int) -> list[str]:
    """The features of the number or the single thing in characters [start, end).

    `lower`: the text in lower case (patterns.in_lower_case).
    """
    before = _words(lower, max(0, start - _BEFORE), start)[::-1]
    behind = _words(lower, end, min(len(lower), end + _BEHIND))
    found = ["", f"is {_size(lower[start:end])}"]
    for side, words in (("<", before), (">", behind)):
        found += _of_side(side, words)
    found += _of_patterns(lower, start, end)
    return found


def _words(lower: str, first: int, stop: int) -> list[str]:
    """Stems and marks of punctuation, without words that the window cuts."""
    found = [
        word for word in _TOKEN.finditer(lower, first, stop)
        if not (word.start() == first and first and lower[first - 1].isalnum())
    ]  # fmt: skip
    return ["0" if word[0][0].isdecimal() else word[0][:_STEM] for word in found]


def _of_side(side: str, words: list[str]) -> Iterator[str]:
    """Features of the words on one side, the nearest first."""
    crossed = ""
    for place, word in enumerate(words[: _FAR[-1]]):
        if place < _NEAR:
            yield f"{side}{place} {word}"
        distance = next(number for number, last in enumerate(_FAR) if place < last)
        yield f"{side}{crossed}~{distance} {word}"
        yield f"{side}{crossed} {word}"
        if place + 1 < min(len(words), _PAIRED):
            pair = (words[place + 1], word) if side == "<" else (word, words[place + 1])
            yield f"{side}{crossed} {pair[0]} {pair[1]}"
        if word in _ENDS:
            crossed = "|"


def _of_patterns(lower: str, start: int, end: int) -> Iterator[str]:
    """The nearest nouns and verbs of the second reader's table on each side, in order."""
    first = max(0, start - _BEFORE)
    stop = min(len(lower), end + _BEHIND)
    first = max(lower.rfind(mark, first, start) for mark in (". ", "\n")) + 1 or first
    found = places_by_kind(_KINDS, lower, first, stop)
    for kind, places in found.items():
        before = [place for place in places if place.end <= start]
        behind = [place for place in places if place.start >= end]
        for side, near in (("<", before[::-1]), (">", sorted(behind))):
            for rank, place in enumerate(near[:2]):
                gap = start - place.end if side == "<" else place.start - end
                yield f"{side}{rank} {kind}={place.value}"
                yield f"{side}{rank} {kind}={place.value} {min(gap // 12, 5)}"


def _size(written: str) -> str:
    digits = re.sub(r"\D", "", written)
    return str(len(digits)) if digits else "word"
