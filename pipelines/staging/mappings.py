"""Maps a source's terms to the vocabulary, as its defs.yaml declares.

A term is mapped, or declared meaningless (`null`), or becomes a problem that names the term, the
file to open and the key to add. Terms are never guessed.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl


@dataclass(frozen=True)
class Terms:
    """Mappings of one source: kind of term -> word -> our value, or null for a meaningless word."""

    source: str
    words: Mapping[str, Mapping[str, str | None]]

    def value(self, word: pl.Expr, term: str) -> pl.Expr:
        """Our value for the source's word; null for an unknown or meaningless word."""
        return word.replace_strict(self._known(term), default=None, return_dtype=pl.String)

    def values(self, words: pl.Expr, term: str) -> pl.Expr:
        """Our values for a list of words, without meaningless words."""
        mapped = words.list.eval(
            pl.element().replace_strict(self._known(term), default=None, return_dtype=pl.String)
        )
        return mapped.list.drop_nulls()

    def problem(self, word: pl.Expr, term: str) -> pl.Expr:
        """Message for a word without an entry; null for a known or blank word."""
        unknown = word.is_not_null() & ~word.is_in(list(self._all(term)))
        return pl.when(unknown).then(self._sentence(word, term))

    def list_problem(self, words: pl.Expr, term: str) -> pl.Expr:
        """Message for the first word of a list without an entry."""
        known = list(self._all(term))
        unknown = words.list.eval(pl.element().filter(~pl.element().is_in(known))).list.first()
        return pl.when(unknown.is_not_null()).then(self._sentence(unknown, term))

    def _sentence(self, word: pl.Expr, term: str) -> pl.Expr:
        return pl.format(
            "{}: no {} for '{}'; add it under terms.{} in pipelines/defs/sources/{}/defs.yaml",
            pl.lit(self.source), pl.lit(term), word, pl.lit(term), pl.lit(self.source),
        )  # fmt: skip

    def _all(self, term: str) -> Mapping[str, str | None]:
        if term not in self.words:
            raise KeyError(f"{self.source}: parse.py asks for terms.{term}, defs.yaml has none")
        return self.words[term]

    def _known(self, term: str) -> dict[str, str]:
        return {word: value for word, value in self._all(term).items() if value is not None}
