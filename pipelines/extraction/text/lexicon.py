"""The words that extraction knows, compiled into one matcher per language.

`lexicons/<family>/<language>.csv` lists the words of a family in a language; `any.csv` those of
every language. lexicons/README.md describes the columns. Files are found by their path, so that new
words, families and languages need no code. Names of weapons come from
pipelines/vocabulary/weapon_aliases.csv. Grammar does not belong here.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import product
from pathlib import Path
from typing import NamedTuple

from pipelines.extraction.text.tokens import (
    BREAK,
    TO_CYRILLIC,
    TO_LATIN,
    Token,
    tokenise,
    word_norm,
)
from pipelines.vocabulary.tables import Row, rows, vocabulary

LEXICONS = Path(__file__).parents[1] / "lexicons"
ANY = "any"
"""Name used instead of a language for words that every language shares."""

_ANY_ALIAS = "*"
_UNMATCHED = "abbreviation"
_LONG_WORD = re.compile(r"\w\w\w+")
_QUOTES = frozenset("«»“”„\"'‘’")


class Mark(NamedTuple):
    """A known form found in tokens [first, last): `kind` of word and its `value`."""

    kind: str
    value: str
    first: int
    last: int


class ByKind(dict[str, list[Mark]]):
    """The marks of a sentence by kind, in order; none for a kind that it does not have."""

    __slots__ = ()

    def __missing__(self, kind: str) -> list[Mark]:
        return NO_MARKS


NO_MARKS: list[Mark] = []


class Marks(NamedTuple):
    """The marks of a sentence in order of place, and by kind."""

    in_order: list[Mark]
    by_kind: ByKind


class _Node:
    """A word of forms: the words that may follow, and the values of each kind that end here.

    `pairs`: the same kinds and values, one by one. `longest`: each kind with its values and the
    number of words, where its longest form up to this word ends.
    """

    __slots__ = ("children", "entries", "longest", "pairs")

    def __init__(self) -> None:
        self.children: dict[str, _Node] = {}
        self.entries: dict[str, list[str]] = {}
        self.pairs: list[tuple[str, str]] = []
        self.longest: dict[str, tuple[list[str], int]] = {}

    def settle(self, words: int, before: Mapping[str, tuple[list[str], int]]) -> None:
        """List the longest forms up to this word, and up to all that follow it."""
        self.pairs = [(kind, value) for kind, values in self.entries.items() for value in values]
        self.longest = {**before, **{kind: (each, words) for kind, each in self.entries.items()}}
        for child in self.children.values():
            child.settle(words + 1, self.longest)


class Lexicon:
    """All forms of one language; `marks` finds them in a run of tokens."""

    def __init__(self, entries: Iterable[tuple[str, str, str]]) -> None:
        self._root: dict[str, _Node] = {}
        for kind, value, form in entries:
            self._add(kind, value, form)
        for node in self._root.values():
            node.settle(1, {})

    def marks(self, tokens: Sequence[Token], first: int, last: int) -> Marks:
        """Every longest form of each kind within tokens [first, last), in order of place."""
        found: list[Mark] = []
        append, new = found.append, tuple.__new__  # of Mark, twice as fast as its own
        root = self._root
        covered: dict[str, int] = {}  # where the last form of several words ends
        behind = first  # all of them
        for start, token in enumerate(tokens[first:last], first):
            node = root.get(token.norm)
            if node is None:
                continue
            end = start + 1
            if node.children and end < last:
                following = tokens[end].norm
                if following in node.children or following in _QUOTES:
                    ends = [start, end]
                    node = _followed(node, tokens, ends, last)
                    behind = max(behind, ends[-1])
                    for kind, (values, words) in node.longest.items():
                        end = ends[words]
                        if end > covered.get(kind, 0):
                            covered[kind] = end
                            for value in values:
                                append(new(Mark, (kind, value, start, end)))
                    continue
            for kind, value in node.pairs:
                if start >= behind or covered.get(kind, 0) <= start:
                    append(new(Mark, (kind, value, start, end)))
        return Marks(found, _grouped(found))

    def may_occur_in(self, text: str) -> bool:
        """Whether any word of three letters or more begins a form."""
        words = (word_norm(match.group()) for match in _LONG_WORD.finditer(text))
        return any(word in self._root for word in words)

    def knows(self, norm: str) -> bool:
        """Whether any form begins with this word."""
        return norm in self._root

    def _add(self, kind: str, value: str, form: str) -> None:
        words = [
            token.norm
            for token in tokenise(form).tokens
            if token.kind != BREAK and token.norm not in _QUOTES
        ]
        if not words:
            raise ValueError(f"lexicon: {kind}={value} has an empty form")
        children = self._root
        node = None
        for word in words:
            node = children.get(word)
            if node is None:
                node = children[word] = _Node()
            children = node.children
        assert node is not None
        values = node.entries.setdefault(kind, [])
        if value not in values:
            values.append(value)


def _grouped(marks: list[Mark]) -> ByKind:
    """The marks by their kinds."""
    by_kind = ByKind()
    for mark in marks:
        kind = mark.kind
        if kind in by_kind:
            by_kind[kind].append(mark)
        else:
            by_kind[kind] = [mark]
    return by_kind


def _followed(node: _Node, tokens: Sequence[Token], ends: list[int], last: int) -> _Node:
    """The last word of the longest run of words that continues a form, but for quotation marks.

    Where each word ends is added to `ends`.
    """
    end = ends[-1]
    while end < last:
        norm = tokens[end].norm
        end += 1
        if norm in _QUOTES:
            continue
        following = node.children.get(norm)
        if following is None:
            break
        node = following
        ends.append(end)
    return node


@cache
def lexicon(lang: str) -> Lexicon:
    """The compiled lexicon of a language, with the forms that every language shares."""
    return Lexicon(_entries(lang))


@cache
def abbreviations(lang: str) -> frozenset[str]:
    """Words after which a full stop does not end a sentence."""
    lists = [row["forms"] for row in _rows(lang) if row["kind"] == _UNMATCHED]
    return frozenset(form for forms in lists for form in forms.split("|"))


@cache
def words(kind: str, lang: str = ANY) -> frozenset[str]:
    """The single-word forms of one kind, as normalised tokens."""
    return frozenset(
        form for row_kind, _value, form in _entries(lang) if row_kind == kind and " " not in form
    )


def _rows(lang: str) -> Iterator[Row]:
    """The rows of every family: those of a language, then those of every language."""
    for family in sorted(path for path in LEXICONS.iterdir() if path.is_dir()):
        for path in (family / f"{lang}.csv", family / f"{ANY}.csv"):
            if path.exists():
                yield from rows(path)


def _entries(lang: str) -> Iterator[tuple[str, str, str]]:
    endings = _endings()
    for row in _rows(lang):
        if row["kind"] == _UNMATCHED:
            continue
        for form in row["forms"].split("|"):
            for spelled in _spelled(form.strip(), endings):
                yield row["kind"], row["value"], spelled
    for row in vocabulary("weapon_aliases"):
        if row["lang"] in (lang, _ANY_ALIAS):
            for spelled in _both_alphabets(row["alias"]):
                yield "weapon", row["weapon_id"], spelled


@cache
def _endings() -> dict[str, list[str]]:
    return {
        row["name"]: ["" if ending == "-" else ending for ending in row["endings"].split()]
        for row in rows(LEXICONS / "endings.csv")
    }


def _spelled(form: str, endings: Mapping[str, list[str]]) -> Iterator[str]:
    """Write out every `stem~name` of a form; an unknown name is an error."""
    choices: list[list[str]] = []
    for word in form.split(" "):
        stem, mark, name = word.partition("~")
        if not mark:
            choices.append([word])
        elif name in endings:
            choices.append([stem + end for end in endings[name]])
        else:
            raise ValueError(f"lexicons: no endings named {name!r} (in {form!r}); see endings.csv")
    yield from (" ".join(words) for words in product(*choices))


def _both_alphabets(alias: str) -> set[str]:
    """Model letters that look alike are written in either alphabet: C-300 and С-300, X and Х."""
    spellings = {alias}
    for table in (TO_CYRILLIC, TO_LATIN):
        folded = alias.lower().translate(table)
        if _one_script(folded):
            spellings.add(folded)
    return spellings


def _one_script(word: str) -> bool:
    letters = [char for char in word if char.isalpha()]
    cyrillic = sum("\u0400" <= char <= "\u04ff" for char in letters)
    return cyrillic in (0, len(letters))
