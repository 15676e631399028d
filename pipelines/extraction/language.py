"""Which language a text is in, from its letters alone.

Ukrainian, Russian and English are told apart, German and Italian by their commonest words; nothing
else is attempted. A language that is given always wins.
"""

import re

from pipelines.extraction.document import Document

KNOWN = ("en", "uk", "ru", "de", "it")
_SAMPLE = 4000
_WORDS = {
    "de": re.compile(r"\b(?:der|die|das|und|nach|von|wurden|haben|seien|auf)\b", re.IGNORECASE),
    "it": re.compile(r"\b(?:di|che|il|della|sono|hanno|dei|nella|contro|le)\b", re.IGNORECASE),
    "en": re.compile(r"\b(?:the|of|and|in|to|said|on|was|by|that)\b", re.IGNORECASE),
}


def language(document: Document) -> str:
    """The language code a document is read as; `en` where nothing speaks for another."""
    if document.lang:
        given = document.lang.lower()[:2]
        if given in KNOWN:
            return given
    sample = document.text[:_SAMPLE].lower()
    cyrillic = sum(1 for char in sample if "\u0400" <= char <= "\u04ff")
    latin = sum(1 for char in sample if "a" <= char <= "z")
    if cyrillic > latin / 2:
        return _cyrillic(sample)
    scores = {lang: len(pattern.findall(sample)) for lang, pattern in _WORDS.items()}
    best = max(scores, key=lambda lang: scores[lang])
    return best if scores[best] > scores["en"] else "en"


def _cyrillic(sample: str) -> str:
    ukrainian = sum(sample.count(letter) for letter in "іїєґ")
    russian = sum(sample.count(letter) for letter in "ыэъё")
    return "ru" if russian > ukrainian else "uk"
