"""Text to tokens, lines and sentences, each with its place in the original text.

Offsets always count characters of the text as given. Markup, zero-width characters, links and
character entities separate or vanish but never shift an offset. One pass, linear in the text.
What words mean is the lexicon's business.
"""

import re
from functools import lru_cache
from typing import NamedTuple

WORD, NUMBER, MARK, BREAK = "word", "number", "mark", "break"

_LETTER = r"[^\W\d_]"
_INVISIBLE = "\u00ad\u034f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff"
_APOSTROPHES = "'’ʼ`´‘"
_TOKEN = re.compile(
    rf"""
      (?P<skip>\[\[?(?:[0-9]{{1,4}}|[ivxlcdm]{{1,10}})\]?\](?:\([^\s)]*\))?
        | https?://[^\s)\]>"]+|www\.[^\s)\]>"]+|\b[\w.]+@[\w.]+|&\#?\w{{1,8}};)
    | (?P<number>[0-9]+(?:[.,:][0-9]+)*)(?P<suffix>[-‑–](?=({_LETTER}{{1,3}}))\4(?![\w-]))?
    | (?P<word>{_LETTER}(?:{_LETTER}|[{_INVISIBLE}\u0300-\u036f]|[{_APOSTROPHES}](?={_LETTER}))*)
    | (?P<break>\r?\n|[\u2028\u2029\x0b\x0c\r])
    | (?P<mark>[^\s\w{_INVISIBLE}*~])
    """,
    re.VERBOSE,
)
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
_DASHES = "–—−-‑"
_BULLETS = frozenset("-–—•▪◾▫◽●○◦·■□►▶➤✅🔹🔸◼◻∙‣")
_INLINE_BULLETS = frozenset("•▪◾▫◽●■□►▶➤◼◻‣")
_ENDS = frozenset(".!?…")
LONGEST = 400


class Token(NamedTuple):
    """One word, number, mark or line break.

    `norm` is lower-case, without apostrophes, one alphabet a word. `joined` says that nothing but a
    hyphen (or nothing at all) stands between it and the token before: the 136 of "Shahed-136".
    """

    kind: str
    norm: str
    start: int
    end: int
    joined: bool
    is_capital: bool


class Span(NamedTuple):
    """Tokens [first, last) that read as one sentence, list item or heading."""

    first: int
    last: int
    paragraph: int
    is_bullet: bool


def tokenise(text: str) -> list[Token]:
    """Split a text into tokens; empty text gives none."""
    tokens: list[Token] = []
    append = tokens.append
    previous_end = -1
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup
        start, end = match.span()
        if kind == WORD:
            raw = text[start:end]
            append(Token(WORD, word_norm(raw), start, end, start == previous_end, raw[0].isupper()))
        elif kind == "skip":
            continue
        elif kind == BREAK:
            append(Token(BREAK, "\n", start, end, False, False))
        elif kind == "mark":
            char = text[start:end]
            if char in _HYPHENS and _glues(text, start, end):
                previous_end = end if start == previous_end else -1
                continue
            append(Token(MARK, char, start, end, start == previous_end, False))
        else:
            append(Token(NUMBER, match["number"], start, end, start == previous_end, False))
        previous_end = end
    return tokens


def sentences(tokens: list[Token], text: str, abbreviations: frozenset[str]) -> list[Span]:
    """Cut tokens into sentences, list items and headings, in order.

    A line break ends a sentence unless the line plainly runs on. What runs on for more than
    LONGEST tokens is no sentence and is cut, so that reading stays linear in the text.
    """
    spans: list[Span] = []
    first, paragraph, bullet = 0, 0, False
    index, count = 0, len(tokens)

    def close(last: int) -> None:
        for start in range(first, last, LONGEST):
            spans.append(Span(start, min(start + LONGEST, last), paragraph, bullet))

    while index < count:
        token = tokens[index]
        if token.kind == BREAK:
            following = index
            while following < count and tokens[following].kind == BREAK:
                following += 1
            if following - index > 1:
                close(index)
                first, bullet = following, False
                paragraph += 1
            elif following < count and _runs_on(tokens, text, first, index, following, bullet):
                pass
            else:
                close(index)
                first, bullet = following, False
            index = following
            if first == index and index < count and _opens_item(tokens, text, index):
                bullet, first = True, index + 1
                index += 1
            continue
        if index == first == 0 and _opens_item(tokens, text, index):
            bullet, first = True, 1
        elif token.norm in _INLINE_BULLETS:
            close(index)
            first, bullet = index + 1, True
        elif token.norm in _ENDS and _ends_here(tokens, text, index, abbreviations):
            last = index + 1
            while last < count and tokens[last].norm in "»”\"')" and tokens[last].joined:
                last += 1
            close(last)
            first, bullet = last, False
            index = last
            continue
        index += 1
    close(count)
    return spans


def word_norm(raw: str) -> str:
    """A word in lower case, without apostrophes and hidden characters, in one alphabet."""
    lower = raw.lower()
    if lower.isalpha():
        return lower if lower.isascii() else _one_alphabet(lower)
    if lower.endswith(_POSSESSIVES):
        lower = lower[:-2]
    lower = lower.translate(_DROPPED_IN_WORDS)
    return _one_alphabet(lower)


@lru_cache(maxsize=65_536)
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


def _opens_item(tokens: list[Token], text: str, index: int) -> bool:
    token = tokens[index]
    return token.kind == MARK and token.norm in _BULLETS


def _runs_on(
    tokens: list[Token], text: str, first: int, end: int, following: int, bullet: bool
) -> bool:
    """Whether the line before a single break continues on the next line."""
    if end == first:
        return False
    before, after = tokens[end - 1], tokens[following]
    if before.norm in _ENDS or before.norm in ":;" or _opens_item(tokens, text, following):
        return False
    lone_count = end - first == 1 and before.norm.isdigit()
    if lone_count or (after.kind == WORD and not after.is_capital):
        return True
    if before.norm == ",":
        return after.kind != MARK or after.norm in '«"“'
    if bullet and (after.kind in (WORD, NUMBER) or after.norm in '«"“'):
        return True
    line = text[max(tokens[first].start, before.end - 200) : before.end]
    return after.kind == NUMBER and len(line) >= 15 and not line.isupper()


def _ends_here(tokens: list[Token], text: str, index: int, abbreviations: frozenset[str]) -> bool:
    """Whether the full stop at `index` ends its sentence."""
    following = index + 1
    while (
        following < len(tokens) and tokens[following].norm in "»”\"')" and tokens[following].joined
    ):
        following += 1
    if following == len(tokens) or tokens[following].kind == BREAK:
        return following == len(tokens)
    after = tokens[following]
    if after.joined or (after.kind == WORD and not after.is_capital):
        return False
    if after.kind == MARK and after.norm in ",;:)":
        return False
    if tokens[index].norm != ".":
        return True
    before = tokens[index - 1] if index else None
    if before is None or before.kind != WORD:
        return True
    return not (before.norm in abbreviations or len(before.norm) == 1)
