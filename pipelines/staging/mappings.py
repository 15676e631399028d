"""How a source's words map to our vocabulary, as its defs.yaml declares.

Every word is mapped, declared to mean nothing (`null`), or a problem that names the word, the
file to open and the key to add. Guessing does not belong here.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl


@dataclass(frozen=True)
class Terms:
    """Mappings of one source: term -> its word -> our value, or null for a word without meaning."""

    source: str
    words: Mapping[str, Mapping[str, str | None]]

    def value(self, word: pl.Expr, term: str) -> pl.Expr:
        """Our value for the source's word; null for an unknown word or one that means nothing."""
        return word.replace_strict(self._known(term), default=None, return_dtype=pl.String)

    def values(self, words: pl.Expr, term: str) -> pl.Expr:
        """Our values for a list of words, without words that mean nothing."""
        mapped = words.list.eval(
            pl.element().replace_strict(self._known(term), default=None, return_dtype=pl.String)
        )
        return mapped.list.drop_nulls()

    def problem(self, word: pl.Expr, term: str) -> pl.Expr:
        """A sentence for a word that has no entry; null for a known or a blank one."""
        unknown = word.is_not_null() & ~word.is_in(list(self._all(term)))
        return pl.when(unknown).then(self._sentence(word, term))

    def list_problem(self, words: pl.Expr, term: str) -> pl.Expr:
        """A sentence for the first word of a list that has no entry."""
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
