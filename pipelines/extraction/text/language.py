"""Detects the language of a text from its letters and commonest words.

`lexicons/languages.csv` lists the languages with their letters and words. A given language always
takes precedence.
"""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

from pipelines.extraction.document import Document
from pipelines.extraction.text.lexicon import LEXICONS
from pipelines.vocabulary.tables import rows

_SAMPLE = 4000
_CYRILLIC, _ASCII = re.compile("[\u0400-\u04ff]"), re.compile("[a-z]")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Language:
    """A language with the letters and words that distinguish it from others of its script."""

    lang: str
    script: str
    own_letters: str
    common_words: frozenset[str]


@cache
def languages() -> dict[str, Language]:
    """The languages that extraction reads, by code; ties go to the first."""
    return {
        row["lang"]: Language(
            row["lang"],
            row["script"],
            row["own_letters"],
            frozenset(row["common_words"].split("|")),
        )
        for row in rows(LEXICONS / "languages.csv")
    }


def language(document: Document) -> str:
    """The code of the language a document is read in."""
    if document.lang:
        given = document.lang.lower()[:2]
        if given in languages():
            return given
    sample = document.text[:_SAMPLE].lower()
    # Ukrainian and Russian texts name weapons and sources in Latin letters.
    is_cyrillic = len(_CYRILLIC.findall(sample)) > len(_ASCII.findall(sample)) / 2
    script = "cyrillic" if is_cyrillic else "latin"
    counts = Counter(_WORD.findall(sample))
    candidates = [each for each in languages().values() if each.script == script]
    return max(candidates, key=lambda each: _score(each, sample, counts)).lang


def _score(language: Language, sample: str, counts: Counter[str]) -> int:
    letters = sum(sample.count(letter) for letter in language.own_letters)
    return letters + sum(counts[word] for word in language.common_words)
