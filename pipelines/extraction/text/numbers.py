"""Reads quantities in a sentence: digits, words, suffixes, ranges and qualifiers.

A quantity is a value with its qualifier (exact, at_least, up_to, about) and its place. "Dozens"
is a quantity without value. Ordinals, dates, times, percentages and numbers joined to a word
(F-16) are not quantities. Families decide which noun a quantity counts.
"""

from collections.abc import Sequence
from typing import NamedTuple

from pipelines.extraction.text.lexicon import Mark
from pipelines.extraction.text.tokens import BREAK, MARK, NUMBER, WORD, Span, Token, Tokens

_MULTIPLIERS = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 10**9}
_SMALL_SCALES = {"dozen": 12, "tens": 10}
_LARGEST = 10**9
_SPREAD_REACH = 4  # "about 50 missiles and 300 drones": one noun with its modifiers between


_NO_MARKS: dict[int, Mark] = {}


class Quantity(NamedTuple):
    """A count in tokens [first, last), qualifier words included; `value` None for "dozens"."""

    value: int | None
    qualifier: str
    first: int
    last: int
    number_first: int
    is_word: bool
    upper: int | None = None


class _Number(NamedTuple):
    """A number that ends before token `end`."""

    value: int
    end: int
    is_word: bool = False


class _Run(NamedTuple):
    """Tokens up to `last` with the words that make, qualify and measure numbers.

    `words` and `after` are marks by their first token, `before` by the token after them; `units`
    are first tokens, `taken` tokens of dates and names.
    """

    tokens: Sequence[Token]
    starts: Sequence[int]
    last: int
    taken: frozenset[int]
    words: dict[int, Mark]
    before: dict[int, Mark]
    after: dict[int, Mark]
    units: dict[int, Mark]

    def kind(self, index: int) -> str:
        """The kind of a token of the run; empty after its end."""
        return self.tokens[index].kind if index < self.last else ""

    def gap(self, index: int) -> int:
        """The characters between a token and the one before."""
        return self.starts[index] - self.starts[index - 1] - self.tokens[index - 1].length

    def is_measure(self, index: int) -> bool:
        """Whether the token makes the number before it a percentage, a length, a duration."""
        return index < self.last and (self.tokens[index].norm == "%" or index in self.units)


def quantities(
    placed: Tokens,
    span: Span,
    numbers: list[int],
    by_kind: dict[str, list[Mark]],
    dated: frozenset[int],
) -> list[Quantity]:
    """Quantities of the tokens of a sentence, of which `numbers` are digits and `dated` dates."""
    if not numbers and "number" not in by_kind and "vague_number" not in by_kind:
        return []
    words = _by_first(by_kind, "number")
    vague = _by_first(by_kind, "vague_number")
    starts = sorted({*numbers, *words, *vague}) if words or vague else numbers
    named = by_kind.get("weapon")
    taken = dated.union(*(range(mark.first, mark.last) for mark in named)) if named else dated
    qualifiers = by_kind.get("qualifier", ())
    run = _Run(
        *placed,
        span.last,
        taken,
        words,
        before={mark.last: mark for mark in qualifiers} if qualifiers else _NO_MARKS,
        after=_by_first(by_kind, "qualifier_after"),
        units=_by_first(by_kind, "unit"),
    )
    found: list[Quantity] = []
    behind = span.first
    for index in starts:
        if index < behind:
            continue
        number = _number(run, index)
        if number is not None:
            quantity = _quantity(run, index, number)
            is_measure = run.is_measure(quantity.last)
            if not is_measure:
                found.append(quantity)
            behind = quantity.last + is_measure
        elif index in vague and index not in taken:
            mark = vague[index]
            found.append(Quantity(None, "about", mark.first, mark.last, mark.first, True))
            behind = mark.last
    return _spread(found, run.tokens, by_kind) if len(found) > 1 else found


def _by_first(by_kind: dict[str, list[Mark]], kind: str) -> dict[int, Mark]:
    """The marks of a kind by their first token."""
    return {mark.first: mark for mark in by_kind[kind]} if kind in by_kind else _NO_MARKS


def _quantity(run: _Run, index: int, number: _Number) -> Quantity:
    """The quantity of a number at token `index`, with its upper value and its qualifier."""
    upper = _upper(run, number.end)
    first, last = index, upper.end if upper is not None else number.end
    qualifier = "exact"
    if first in run.before:
        qualifier, first = run.before[first].value, run.before[first].first
    if last in run.after:
        qualifier, last = run.after[last].value, run.after[last].last
    if upper is not None and qualifier == "exact":
        qualifier = "about"
    value = upper.value if upper is not None else None
    return Quantity(number.value, qualifier, first, last, index, number.is_word, value)


def _spread(
    found: list[Quantity], tokens: Sequence[Token], by_kind: dict[str, list[Mark]]
) -> list[Quantity]:
    """In "about 50 missiles and 300 drones" both numbers are rounded."""
    links = _by_first(by_kind, "list_link")
    for place in range(1, len(found)):
        before, this = found[place - 1], found[place]
        if (
            before.qualifier in ("about", "at_least")
            and this.qualifier == "exact"
            and this.first == this.number_first
            and before.value is not None and before.value % 10 == 0
            and this.value is not None and this.value % 10 == 0
            and this.first - before.last <= _SPREAD_REACH
            and this.first - 1 in links
            and all(tokens[index].kind == WORD for index in range(before.last, this.first))
        ):  # fmt: skip
            found[place] = this._replace(qualifier=before.qualifier)
    return found


def _number(run: _Run, index: int) -> _Number | None:
    """The number that starts at token `index`."""
    if index in run.taken:
        return None
    if run.tokens[index].kind == NUMBER:
        return None if _is_part_of_name(run, index) else _digits(run, index)
    if index in run.words and not _is_compound(run, run.words[index].last):
        return _number_words(run, index)
    return None


def _is_compound(run: _Run, end: int) -> bool:
    """The "one" of "one-way drones", the "two" of "two-day talks"."""
    return (
        run.kind(end) == WORD
        and run.tokens[end].joined
        and run.tokens[end].norm.isascii()
        and end not in run.words
        and run.gap(end) == 1
    )


def _digits(run: _Run, index: int) -> _Number | None:
    tokens, end = run.tokens, index + 1
    norm = tokens[index].norm
    value = _whole(norm)
    if value is None:
        scale = run.words.get(end)
        return _scaled(norm, scale) if scale is not None and scale.value in _MULTIPLIERS else None
    while value < _LARGEST and len(norm) <= 3 and _is_next_thousand(run, end):
        value = value * 1000 + int(tokens[end].norm)
        end += 1
    if run.kind(end) == WORD and tokens[end].joined and run.gap(end) == 0:
        return None
    if end in run.words:
        scale = run.words[end].value
        if scale in _MULTIPLIERS or scale in _SMALL_SCALES:
            value *= _MULTIPLIERS.get(scale) or _SMALL_SCALES[scale]
            end = run.words[end].last
    return _Number(value, end) if value <= _LARGEST else None


def _is_part_of_name(run: _Run, index: int) -> bool:
    """The 16 of "F-16" and the 131 of "Shahed-136/131"; the 24 of "17/24" is a number."""
    tokens = run.tokens
    if index == 0 or not tokens[index].joined:
        return False
    before = tokens[index - 1]
    if before.kind in (WORD, NUMBER):
        return True
    if before.norm not in "/#№":
        return False
    is_ratio = index > 1 and before.norm == "/" and tokens[index - 2].kind == NUMBER
    is_named = index > 2 and tokens[index - 2].joined and tokens[index - 3].kind != BREAK
    return not is_ratio or is_named or index - 2 in run.taken


def _is_next_thousand(run: _Run, index: int) -> bool:
    """The 100 of "1 100"."""
    if run.kind(index) != NUMBER:
        return False
    token = run.tokens[index]
    return (
        len(token.norm) == 3 and token.norm.isdigit() and not token.joined and run.gap(index) == 1
    )


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


def _scaled(norm: str, multiplier: Mark) -> _Number | None:
    """ "1.5 thousand": a decimal before a multiplier."""
    whole, _, part = norm.replace(",", ".").partition(".")
    if not whole.isdigit() or not part.isdigit() or len(whole) > 6 or len(part) > 3:
        return None
    scale = _MULTIPLIERS[multiplier.value]
    return _Number(int(whole) * scale + int(part) * scale // 10 ** len(part), multiplier.last)


def _number_words(run: _Run, index: int) -> _Number | None:
    """Add up number words from large to small: "двадцать девять", "one hundred and five"."""
    total, current, smallest = 0, 0, 10**12
    end = index
    while end < run.last and end in run.words:
        mark = run.words[end]
        if mark.value in _SMALL_SCALES:
            if mark.value == "tens" and not current:
                return None
            current = max(current, 1) * _SMALL_SCALES[mark.value]
            return _Number(total + current, mark.last, is_word=True)
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
        if (
            end < run.last
            and run.tokens[end].norm == "and"
            and end + 1 in run.words
            and smallest >= 100
        ):
            end += 1
    value = total + current
    return _Number(value, end, is_word=True) if value <= _LARGEST else None


def _upper(run: _Run, index: int) -> _Number | None:
    """The upper value of "20-25" or "20–25", joined by a hyphen or a dash without spaces."""
    if index >= run.last or not run.tokens[index].joined:
        return None
    token = run.tokens[index]
    if token.kind == MARK and token.norm in "–—":
        index += 1
        if run.kind(index) != NUMBER or not run.tokens[index].joined:
            return None
    elif token.kind != NUMBER or run.gap(index) != 1 or index in run.taken:
        return None
    upper = _whole(run.tokens[index].norm)
    return _Number(upper, index + 1) if upper is not None else None
