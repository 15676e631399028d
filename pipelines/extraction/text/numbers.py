"""Quantities in a sentence: digits, words, suffixes, ranges and what qualifies them.

A quantity is a value with its qualifier (exact, at_least, up_to, about) and its place. "Dozens"
is a quantity without value. Ordinals, dates, times, percentages and numbers joined to a word
(F-16) are no quantities. Which noun is counted is the family's business.
"""

from typing import NamedTuple

from pipelines.extraction.text.lexicon import Mark
from pipelines.extraction.text.tokens import BREAK, MARK, NUMBER, WORD, Token

_MULTIPLIERS = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 10**9}
_SMALL_SCALES = {"dozen": 12, "tens": 10}
_LARGEST = 10**9


class Quantity(NamedTuple):
    """A count in tokens [first, last), qualifier words included; `value` None for "dozens"."""

    value: int | None
    qualifier: str
    first: int
    last: int
    number_first: int
    is_word: bool
    upper: int | None = None


def quantities(
    tokens: list[Token],
    first: int,
    last: int,
    by_kind: dict[str, list[Mark]],
    taken: set[int],
) -> list[Quantity]:
    """Quantities of tokens [first, last); indices in `taken` belong to dates and are left alone."""
    words = {mark.first: mark for mark in by_kind.get("number", ())}
    digits = any(tokens[index].kind == NUMBER for index in range(first, last))
    if not digits and not words and "vague_number" not in by_kind:
        return []
    vague = {mark.first: mark for mark in by_kind.get("vague_number", ())}
    before = {mark.last: mark for mark in by_kind.get("qualifier", ())}
    after = {mark.first: mark for mark in by_kind.get("qualifier_after", ())}
    units = {mark.first for mark in by_kind.get("unit", ())}
    found: list[Quantity] = []
    index = first
    while index < last:
        read = _read_number(tokens, index, last, words, taken)
        if read is None:
            if index in vague and index not in taken:
                mark = vague[index]
                found.append(Quantity(None, "about", mark.first, mark.last, mark.first, True))
                index = mark.last
            else:
                index += 1
            continue
        value, end, is_word = read
        start, upper = index, None
        bound = _range_end(tokens, end, last, words, taken)
        if bound is not None:
            upper, end = bound
        qualifier = "exact"
        if start in before:
            qualifier = before[start].value
            start = before[start].first
        if end in after:
            qualifier = after[end].value
            end = after[end].last
        if end < last and (tokens[end].norm == "%" or end in units):
            index = end + 1
            continue
        if upper is not None and qualifier == "exact":
            qualifier = "about"
        found.append(Quantity(value, qualifier, start, end, index, is_word, upper))
        index = end
    return _spread(found, tokens, {mark.first for mark in by_kind.get("list_link", ())})


def _spread(found: list[Quantity], tokens: list[Token], links: set[int]) -> list[Quantity]:
    """In "about 50 missiles and 300 drones" both numbers are rounded."""
    for place in range(1, len(found)):
        before, this = found[place - 1], found[place]
        if (
            before.qualifier in ("about", "at_least")
            and this.qualifier == "exact"
            and this.first == this.number_first
            and before.value is not None and before.value % 10 == 0
            and this.value is not None and this.value % 10 == 0
            and this.first - before.last <= 4
            and this.first - 1 in links
            and all(tokens[index].kind == WORD for index in range(before.last, this.first))
        ):  # fmt: skip
            found[place] = this._replace(qualifier=before.qualifier)
    return found


def _read_number(
    tokens: list[Token], index: int, last: int, words: dict[int, Mark], taken: set[int]
) -> tuple[int, int, bool] | None:
    """(value, end, is_word) of a number starting at `index`, or None."""
    token = tokens[index]
    if index in taken:
        return None
    if token.kind == NUMBER:
        return _read_digits(tokens, index, last, words, taken)
    if index in words and not _is_compound(tokens, words[index], last, words):
        return _read_words(tokens, index, last, words)
    return None


def _is_compound(tokens: list[Token], mark: Mark, last: int, words: dict[int, Mark]) -> bool:
    """The "one" of "one-way drones", the "two" of "two-day talks"."""
    end = mark.last
    return (
        end < last
        and tokens[end].joined
        and tokens[end].kind == WORD
        and tokens[end].norm.isascii()
        and end not in words
        and tokens[end].start - tokens[end - 1].end == 1
    )


def _read_digits(
    tokens: list[Token], index: int, last: int, words: dict[int, Mark], taken: set[int]
) -> tuple[int, int, bool] | None:
    token = tokens[index]
    if token.joined and index and tokens[index - 1].kind in (WORD, NUMBER):
        return None
    if token.joined and index and tokens[index - 1].norm in "/#№":
        ratio = index > 1 and tokens[index - 1].norm == "/" and tokens[index - 2].kind == NUMBER
        named = index > 2 and tokens[index - 2].joined and tokens[index - 3].kind != BREAK
        if not ratio or named or index - 2 in taken:
            # The 131 of "Shahed-136/131"; "17/24" alone is a ratio.
            return None
    value = _whole(token.norm)
    end = index + 1
    if value is None:
        if end in words and words[end].value in _MULTIPLIERS:
            return _scaled(token.norm, words[end], end)
        return None
    while (
        end < last
        and tokens[end].kind == NUMBER
        and len(tokens[end].norm) == 3
        and tokens[end].norm.isdigit()
        and not tokens[end].joined
        and tokens[end].start - tokens[end - 1].end == 1
        and len(tokens[index].norm) <= 3
        and value < _LARGEST
    ):
        value = value * 1000 + int(tokens[end].norm)
        end += 1
    if end < last and tokens[end].kind == WORD and tokens[end].start == tokens[end - 1].end:
        return None
    scale = words[end].value if end in words else None
    if scale in _MULTIPLIERS or scale in _SMALL_SCALES:
        value *= _MULTIPLIERS.get(scale) or _SMALL_SCALES[scale]
        end = words[end].last
    return (value, end, False) if value <= _LARGEST else None


def _whole(norm: str) -> int | None:
    """A whole number, with commas or points only as separators of thousands."""
    if norm.isdigit():
        return int(norm) if len(norm) <= 10 else None
    for separator in (",", "."):
        parts = norm.split(separator)
        if (
            len(parts) > 1
            and 1 <= len(parts[0]) <= 3
            and parts[0] != "0"
            and all(len(part) == 3 and part.isdigit() for part in parts[1:])
            and len(parts) <= 4
        ):
            return int("".join(parts))
    return None


def _scaled(norm: str, mark: Mark, index: int) -> tuple[int, int, bool] | None:
    """ "1.5 thousand": a decimal before a multiplier."""
    whole, _, part = norm.replace(",", ".").partition(".")
    if not whole.isdigit() or not part.isdigit() or len(whole) > 6 or len(part) > 3:
        return None
    scale = _MULTIPLIERS[mark.value]
    return int(whole) * scale + int(part) * scale // 10 ** len(part), mark.last, False


def _read_words(
    tokens: list[Token], index: int, last: int, words: dict[int, Mark]
) -> tuple[int, int, bool] | None:
    """Add up number words from large to small: "двадцать девять", "one hundred and five"."""
    total, current, smallest = 0, 0, 10**12
    end = index
    while end < last and end in words:
        mark = words[end]
        if mark.value in _SMALL_SCALES:
            if mark.value == "tens" and not current:
                return None
            current = max(current, 1) * _SMALL_SCALES[mark.value]
            return total + current, mark.last, True
        if mark.value in _MULTIPLIERS:
            scale = _MULTIPLIERS[mark.value]
            if scale == 100:
                current = max(current, 1) * 100
                smallest = 100
            else:
                total += max(current, 1) * scale
                current, smallest = 0, scale
        else:
            value = int(mark.value)
            magnitude = 100 if value >= 100 else 10 if value >= 20 else 1
            if end > index and magnitude >= smallest:
                break
            current += value
            smallest = magnitude
        end = mark.last
        if end < last and tokens[end].norm == "and" and end + 1 in words and smallest >= 100:
            end += 1
    return (total + current, end, True) if total + current <= _LARGEST else None


def _range_end(
    tokens: list[Token], end: int, last: int, words: dict[int, Mark], taken: set[int]
) -> tuple[int, int] | None:
    """The upper value of "20-25" (joined by a hyphen or a dash without spaces)."""
    if end >= last:
        return None
    token = tokens[end]
    if token.kind == NUMBER and token.joined and token.start - tokens[end - 1].end == 1:
        upper = _whole(token.norm)
        return (upper, end + 1) if upper is not None and end not in taken else None
    if token.kind == MARK and token.norm in "–—" and token.joined and end + 1 < last:
        following = tokens[end + 1]
        if following.kind == NUMBER and following.joined:
            upper = _whole(following.norm)
            return (upper, end + 2) if upper is not None else None
    return None
