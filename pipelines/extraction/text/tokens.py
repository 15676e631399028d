"""Splits a text into tokens, lines and sentences, each with its place in the original text.

Offsets always count characters of the original text. Markup, zero-width characters, links and
character entities separate tokens or are skipped but never shift an offset. One pass, linear in the
length of the text. The meaning of words does not belong here (lexicon.py).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

WORD, NUMBER, MARK, BREAK = "word", "number", "mark", "break"

_LETTER = r"[^\W\d_]"
_INVISIBLE = "\u00ad\u034f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff"
_APOSTROPHES = "'’ʼ`´‘"
_SKIPPED = r"""
      (?P<skip>\[\[?(?:[0-9]{1,4}|[ivxlcdm]{1,10})\]?\](?:\([^\s)]*\))?
        | https?://[^\s)\]>"]+|www\.[^\s)\]>"]+|\b[\w.]+@[\w.]+|&\#?\w{1,8};)
    |
"""
_KEPT = rf"""
      (?P<word>{_LETTER}+(?:[{_INVISIBLE}\u0300-\u036f]{_LETTER}*|[{_APOSTROPHES}]{_LETTER}+)*)
    | (?P<number>[0-9]+(?:[.,:][0-9]+)*)
      (?P<suffix>[-‑–](?=(?P<ending>{_LETTER}{{1,3}}))(?P=ending)(?![\w-]))?
    | (?P<mark>[^\s\w{_INVISIBLE}*~])
"""
_TOKEN = re.compile(_SKIPPED + _KEPT, re.VERBOSE)
_PLAIN_TOKEN = re.compile(_KEPT, re.VERBOSE)
_BLANK = re.compile(r"(\r\n|\s)")
_LONGEST_PIECE = 40  # characters; a longer one is hardly met again
_MARKUP = re.compile(r"[\[@&]|://|www\.")
"""What every skipped piece contains; most texts have none, and are read faster without."""
_DROPPED_IN_WORDS = dict.fromkeys(
    [
        *map(ord, _APOSTROPHES),
        *range(0x300, 0x370),
        0xAD,
        0x61C,
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x206A),
        *range(0xFE00, 0xFE10),
        0xFEFF,
    ]
)
TO_CYRILLIC = str.maketrans("aceiopxyhkmtb", "асеіорхункмтв")
TO_LATIN = str.maketrans("асеіорхункмтв", "aceiopxyhkmtb")
_POSSESSIVES = tuple(f"{apostrophe}s" for apostrophe in _APOSTROPHES)
_HYPHENS = "-‑"
_BULLETS = frozenset("-–—•▪◾▫◽●○◦·■□►▶➤✅🔹🔸◼◻∙‣")
_INLINE_BULLETS = frozenset("•▪◾▫◽●■□►▶➤◼◻‣")
_ENDS = frozenset(".!?…")
_CUTS = {"\n"} | _INLINE_BULLETS | _ENDS
_CLOSING = frozenset("»”\"')")
_OPENING_QUOTES = frozenset('«"“')
_SHORTEST_LINE = 15  # a shorter line before a number is a heading or a label
_LINE_SEEN = 200  # enough of a line to see whether it is in capitals

LONGEST = 400
"""Tokens of the longest sentence."""


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number, mark or line break, of `length` characters.

    `norm` is in lower case, without apostrophes and in one alphabet. `joined`: at most a hyphen
    separates it from the token before, as the 136 of "Shahed-136". A word met before gives the same
    token again, which therefore does not know its place.
    """

    kind: str
    norm: str
    length: int
    joined: bool = False
    is_capital: bool = False


_BREAKS = {blank: Token(BREAK, "\n", len(blank)) for blank in ("\r\n", *"\n\u2028\u2029\x0b\x0c\r")}
"""The token of each line break."""


class Tokens(NamedTuple):
    """Tokens in order, and the character at which each starts."""

    tokens: Sequence[Token]
    starts: Sequence[int]


class Span(NamedTuple):
    """Tokens [first, last): one sentence, list item or heading."""

    first: int
    last: int
    paragraph: int
    is_bullet: bool


def tokenise(text: str) -> Tokens:
    """Split a text into tokens; empty text gives none."""
    tokens: list[Token] = []
    starts: list[int] = []
    start, is_opening = 0, False
    parts = iter([*_BLANK.split(text), ""])
    for piece, blank in zip(parts, parts, strict=True):
        if piece:
            known = None
            if len(piece) <= _LONGEST_PIECE:
                known = _known_tokens(piece, True) if is_opening else _known_tokens(piece)
            if known is None:
                behind = start if is_opening else -1
                found, places = _tokens_in(text, start, start + len(piece), behind)
                starts += places
            else:
                found, places = known
                for place in places:
                    starts.append(start + place)
            tokens += found
            start += len(piece)
        is_opening = blank in _BREAKS
        if is_opening:
            tokens.append(_BREAKS[blank])
            starts.append(start)
        start += len(blank)
    return Tokens(tokens, starts)


@lru_cache(maxsize=65_536)
def _known_tokens(piece: str, is_opening: bool = False) -> Tokens | None:
    """The tokens of a piece of text without blanks; None where the text behind it matters."""
    if len(piece) > 1 and piece[-1] in _HYPHENS:
        return None
    return _tokens_in(piece, 0, len(piece), 0 if is_opening else -1)


def _tokens_in(text: str, first: int, stop: int, previous_end: int) -> Tokens:
    """The tokens of characters [first, stop), which hold no blank; one may end before them."""
    tokens: list[Token] = []
    starts: list[int] = []
    pattern = _TOKEN if _MARKUP.search(text, first, stop) else _PLAIN_TOKEN
    for match in pattern.finditer(text, first, stop):
        kind = match.lastgroup
        start, end = match.span()
        joined = start == previous_end
        if kind == "skip":
            continue
        if kind == WORD:
            raw = match[0]
            token = Token(WORD, word_norm(raw), end - start, joined, raw[0].isupper())
        elif kind == MARK:
            if match[0] in _HYPHENS and _glues(text, start, end):
                previous_end = end if joined else -1
                continue
            token = Token(MARK, match[0], end - start, joined)
        else:
            token = Token(NUMBER, match["number"], end - start, joined)
        tokens.append(token)
        starts.append(start)
        previous_end = end
    return Tokens(tokens, starts)


def number_tokens(tokens: Sequence[Token], first: int, last: int) -> list[int]:
    """Which of tokens [first, last) are numbers in digits."""
    return [index for index in range(first, last) if tokens[index].kind == NUMBER]


def sentences(found: Tokens, text: str, abbreviations: frozenset[str]) -> list[Span]:
    """Cut the tokens of a text into sentences, list items and headings, in order.

    A line break ends a sentence unless the line clearly continues. More than LONGEST tokens are
    not a sentence and are cut, so that the time is linear in the length of the text.
    """
    cutter = _Cutter(found, text, abbreviations)
    behind = 0
    for index, token in enumerate(found.tokens):
        if (token.norm in _CUTS or index == 0) and index >= behind:
            behind = cutter.step(index)
    cutter.close(len(found.tokens))
    return cutter.spans


class _Cutter:
    """Walks through tokens and closes a span at each end of a sentence."""

    def __init__(self, found: Tokens, text: str, abbreviations: frozenset[str]) -> None:
        self.spans: list[Span] = []
        self._tokens, self._starts = found
        self._text = text
        self._abbreviations = abbreviations
        self._first = 0
        self._paragraph = 0
        self._is_bullet = False

    def close(self, last: int) -> None:
        """End the open span before token `last`."""
        for start in range(self._first, last, LONGEST):
            end = min(start + LONGEST, last)
            self.spans.append(Span(start, end, self._paragraph, self._is_bullet))

    def step(self, index: int) -> int:
        """Take in the mark or break at `index` and return the next token to look at."""
        token = self._tokens[index]
        if token.kind == BREAK:
            return self._line_end(index)
        if index == self._first == 0 and _opens_item(token):
            self._open(1, is_bullet=True)
        elif token.norm in _INLINE_BULLETS:
            self.close(index)
            self._open(index + 1, is_bullet=True)
        elif token.norm in _ENDS and self._ends_here(index):
            last = _behind_quotes(self._tokens, index + 1)
            self.close(last)
            self._open(last)
            return last
        return index + 1

    def _open(self, first: int, is_bullet: bool = False) -> None:
        self._first, self._is_bullet = first, is_bullet

    def _line_end(self, index: int) -> int:
        """End the line, or the paragraph at an empty line; step over the bullet of an item."""
        following = index
        while following < len(self._tokens) and self._tokens[following].kind == BREAK:
            following += 1
        is_paragraph = following - index > 1
        if not is_paragraph and self._runs_on(index, following):
            return following
        self.close(index)
        self._paragraph += is_paragraph
        self._open(following)
        if following < len(self._tokens) and _opens_item(self._tokens[following]):
            self._open(following + 1, is_bullet=True)
            return following + 1
        return following

    def _runs_on(self, end: int, following: int) -> bool:
        """Whether the line before a single break at `end` continues on the next line."""
        if end == self._first or following == len(self._tokens):
            return False
        before, after = self._tokens[end - 1], self._tokens[following]
        if before.norm in _ENDS or before.norm in ":;" or _opens_item(after):
            return False
        is_lone_count = end - self._first == 1 and before.norm.isdigit()
        if is_lone_count or (after.kind == WORD and not after.is_capital):
            return True
        if before.norm == ",":
            return after.kind != MARK or after.norm in _OPENING_QUOTES
        if self._is_bullet and (after.kind in (WORD, NUMBER) or after.norm in _OPENING_QUOTES):
            return True
        stop = self._starts[end - 1] + before.length
        line = self._text[max(self._starts[self._first], stop - _LINE_SEEN) : stop]
        return after.kind == NUMBER and len(line) >= _SHORTEST_LINE and not line.isupper()

    def _ends_here(self, index: int) -> bool:
        """Whether the full stop at `index` ends its sentence."""
        following = _behind_quotes(self._tokens, index + 1)
        if following == len(self._tokens):
            return True
        after = self._tokens[following]
        if after.kind == BREAK or after.joined or (after.kind == WORD and not after.is_capital):
            return False
        if after.kind == MARK and after.norm in ",;:)":
            return False
        if self._tokens[index].norm != ".":
            return True
        before = self._tokens[index - 1] if index else None
        if before is None or before.kind != WORD:
            return True
        return not (before.norm in self._abbreviations or len(before.norm) == 1)


@lru_cache(maxsize=65_536)
def word_norm(raw: str) -> str:
    """A word in lower case, without apostrophes and hidden characters, in one alphabet."""
    lower = raw.lower()
    if lower.isalpha() and "\u02bc" not in lower:  # an apostrophe that counts as a letter
        return lower if lower.isascii() else _one_alphabet(lower)
    if lower.endswith(_POSSESSIVES):
        lower = lower[:-2]
    lower = lower.translate(_DROPPED_IN_WORDS)
    return _one_alphabet(lower)


def _one_alphabet(word: str) -> str:
    """Resolve look-alike letters of the other alphabet: "крилатi" with a Latin i."""
    cyrillic = sum("\u0400" <= char <= "\u04ff" for char in word)
    latin = sum("a" <= char <= "z" for char in word)
    if not cyrillic or not latin:
        return word
    return word.translate(TO_CYRILLIC if cyrillic >= latin else TO_LATIN)


def _glues(text: str, start: int, end: int) -> bool:
    """A hyphen within a word, also one followed by a space ("Приморсько- Ахтарськ")."""
    if start == 0 or end == len(text) or not text[start - 1].isalnum():
        return False
    if text[end].isalnum() or text[end] in "«“\"'":
        return True
    return text[start - 1].isalpha() and text[end] == " " and text[end + 1 : end + 2].isupper()


def _opens_item(token: Token) -> bool:
    return token.kind == MARK and token.norm in _BULLETS


def _behind_quotes(tokens: Sequence[Token], index: int) -> int:
    """The first token from `index` on that is not a closing quotation mark or bracket."""
    while index < len(tokens) and tokens[index].norm in _CLOSING and tokens[index].joined:
        index += 1
    return index
