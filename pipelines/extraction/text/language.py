"""Which language a text is in, from its letters alone.

Ukrainian, Russian and English are told apart; German, Italian, Spanish, French, Portuguese and
Polish by their commonest words; nothing else is attempted. A language that is given always wins.
"""

import re
from collections import Counter

from pipelines.extraction.document import Document
from pipelines.extraction.text.lexicon import words

KNOWN = ("en", "uk", "ru", "de", "it", "es", "fr", "pt", "pl")
_LATIN = tuple(lang for lang in KNOWN if lang not in ("uk", "ru"))
_SAMPLE = 4000
_CYRILLIC, _ASCII = re.compile("[\u0400-\u04ff]"), re.compile("[a-z]")
_WORD = re.compile(r"[^\W\d_]+")


def language(document: Document) -> str:
    """The language code a document is read as; `en` where nothing speaks for another."""
    if document.lang:
        given = document.lang.lower()[:2]
        if given in KNOWN:
            return given
    sample = document.text[:_SAMPLE].lower()
    cyrillic, latin = len(_CYRILLIC.findall(sample)), len(_ASCII.findall(sample))
    if cyrillic > latin / 2:
        return _cyrillic(sample)
    met = Counter(_WORD.findall(sample))
    scores = {lang: sum(met[word] for word in words(f"common_word_{lang}", "-")) for lang in _LATIN}
    best = max(scores, key=lambda lang: scores[lang])
    return best if scores[best] > scores["en"] else "en"


def _cyrillic(sample: str) -> str:
    ukrainian = sum(sample.count(letter) for letter in "іїєґ")
    russian = sum(sample.count(letter) for letter in "ыэъё")
    return "ru" if russian > ukrainian else "uk"
