"""One sentence with its marks by place: outcomes, munitions, and the scope of words.

Counting, outcomes and attribution use it. Building items does not belong here.
"""

from functools import cached_property
from typing import NamedTuple

from pipelines.extraction.sentence.distance import tokens_of
from pipelines.extraction.strikes import reach
from pipelines.extraction.text.annotation import AnnotatedText, Sentence
from pipelines.extraction.text.lexicon import ByKind, Mark
from pipelines.extraction.text.tokens import BREAK, WORD
from pipelines.vocabulary.weapons import weapons

QUOTES = frozenset("«»“”„\"'’‘")
DASHES = frozenset("–—-")
BREAKS = frozenset(",;(–—")
ENDS = frozenset(".,;!)")
ADJECTIVES = (
    *("их", "іх", "ими", "іми", "им", "ім", "ий", "ій", "ого", "ому", "ою", "ої", "і"),
    *("ых", "ыми", "ый", "ой", "ым", "ую", "ые", "ие", "ая", "ое"),
)
_MERGING = (
    {"shot_down", "suppressed"},
    {"shot_down", "neutralised"},
    {"shot_down", "merged"},
    {"shot_down", "not_reached"},
)


class Part(NamedTuple):
    """A weapon noun or model at tokens [first, last)."""

    first: int
    last: int
    weapon_class: str
    weapon_id: str | None
    is_singular: bool


_NO_MARKS: dict[int, Mark] = {}


class _AtToken(dict[str, dict[int, Mark]]):
    """The marks of each kind by their first token, made when a kind is first asked for."""

    __slots__ = ("_by_kind",)

    def __init__(self, by_kind: ByKind) -> None:
        self._by_kind = by_kind

    def __missing__(self, kind: str) -> dict[int, Mark]:
        marks = self._by_kind.get(kind, ())
        found = self[kind] = {mark.first: mark for mark in marks} if marks else _NO_MARKS
        return found


class _Covered(dict[str, frozenset[int]]):
    """The tokens that the marks of each kind cover, made when a kind is first asked for."""

    __slots__ = ("_by_kind",)

    def __init__(self, by_kind: ByKind) -> None:
        self._by_kind = by_kind

    def __missing__(self, kind: str) -> frozenset[int]:
        found = self[kind] = tokens_of(self._by_kind.get(kind, ()))
        return found


class MarkedSentence:
    """A sentence whose marks, outcomes, munitions and quantities are indexed by token.

    `of` gives the marks of a kind in order, `at` by their first token, and `covered` their tokens.
    `headed` holds the first tokens of weapon nouns that only describe the noun behind them, such as
    the "drone" of "drone attack".
    """

    def __init__(self, text: AnnotatedText, sentence: Sentence) -> None:
        self.text = text
        self.lang = text.lang
        self.tokens = text.tokens
        self.sentence = sentence
        self.first, self.last = sentence.first, sentence.last
        self.quantities = sentence.quantities
        self.quantity_at = {quantity.first: quantity for quantity in self.quantities}
        self.of = sentence.by_kind
        self.at = _AtToken(self.of)
        self.covered = _Covered(self.of)
        self.stops = self.covered["stop"]
        if "said" in self.of:
            self.stops |= self.covered["said"]
        self.outcomes = self._merge(self._longest_outcomes())
        self.outcome_at = {mark.first: mark for mark in self.outcomes}
        self.outcome_tokens = tokens_of(self.outcomes)
        self.headed: set[int] = set()
        self.parts = self._find_parts()
        self.part_at = {part.first: part for part in self.parts}
        self._bracket_ends = self._outcomes_in_brackets()

    @property
    def head(self) -> int:
        """The first word of the sentence."""
        for index in range(self.first, self.last):
            if self.tokens[index].kind == WORD:
                return index
        return self.first

    @cached_property
    def describing(self) -> set[int]:
        """Tokens that describe a munition: the "Russian" of "Russian attack drones"."""
        found: set[int] = set()
        for first in [*(part.first for part in self.parts), *self.headed]:
            index = first - 1
            while (
                index >= max(self.first, first - reach.MODIFIERS)
                and self.tokens[index].kind == WORD
                and index not in self.stops
                and index not in self.outcome_tokens
            ):
                found.add(index)
                index -= 1
        return found

    def has_before(self, kind: str, index: int, distance: int) -> bool:
        """Whether a mark of a kind ends at most `distance` tokens before `index`."""
        return any(0 <= index - mark.last <= distance for mark in self.of[kind])

    def has_behind(self, kind: str, index: int, distance: int) -> bool:
        """Whether a mark of a kind begins at most `distance` tokens behind `index`."""
        return any(0 <= mark.first - index <= distance for mark in self.of[kind])

    def closing(self, index: int) -> int | None:
        """The bracket that closes the one at `index`; None where none is near."""
        for at in range(index + 1, min(index + reach.BRACKET, self.last)):
            if self.tokens[at].norm == ")":
                return at
        return None

    def clause_end(self, start: int) -> int:
        """Where what is said of an item ends: at the next quantity or semicolon."""
        for index in range(start, self.last):
            if index in self.quantity_at or self.tokens[index].norm == ";":
                return index
        return self.last

    def next_outcome(self, start: int, distance: int) -> Mark | None:
        """The outcome behind `start`, over auxiliaries, dashes, quotes and line breaks.

        Languages other than English may put up to `distance` further words between, unless a number
        ends at `start`.
        """
        if not self.outcomes:
            return None
        passed = 0
        for index in range(start, self.last):
            if index in self.outcome_at:
                return self.outcome_at[index]
            if self._is_skipped(index):
                continue
            is_word = self.tokens[index].kind == WORD and index not in self.stops
            if not is_word or index in self.quantity_at or self.lang == "en":
                return None
            passed += 1
            if passed > distance or any(start == one.last for one in self.quantities):
                return None
        return None

    def last_outcome(self, end: int) -> Mark | None:
        """The last outcome before `end`; in English not beyond a semicolon."""
        found = None
        for mark in self.outcomes:
            if mark.last > end:
                break
            is_closed = bool(self._bracket_ends) and self._is_closed_before(mark, end)
            if mark.value != "lost_behind" and not is_closed:
                found = mark
        if found is not None and self.lang == "en":
            for index in range(found.last, end):
                if self.tokens[index].norm == ":":
                    break
                if self.tokens[index].norm == ";":
                    return None
        return found

    def side_in(self, first: int, last: int) -> str | None:
        """The first side named in tokens [first, last), which an attack on it does not name."""
        for mark in self.of["side"]:
            if first <= mark.first < last and mark.first not in self.covered["object_form"]:
                return mark.value
        return None

    def _is_skipped(self, index: int) -> bool:
        token = self.tokens[index]
        return (
            index in self.covered["be"]
            or index in self.at["additional"]
            or token.norm in DASHES
            or token.norm in QUOTES
            or token.norm == ")"
            or token.kind == BREAK
        )

    def _longest_outcomes(self) -> list[Mark]:
        """The outcomes in order; of two that overlap the longer.

        The "strike" of "strike drones" names the drones.
        """
        kept: list[Mark] = []
        if "outcome" not in self.of:
            return kept
        nouns = {mark.first: mark.last for mark in self.of["weapon_noun"]}
        for mark in self.of["outcome"]:
            if nouns.get(mark.first, 0) > mark.last:
                continue
            if kept and mark.first < kept[-1].last:
                if mark.last - mark.first > kept[-1].last - kept[-1].first:
                    kept[-1] = mark
                continue
            kept.append(mark)
        return kept

    def _merge(self, outcomes: list[Mark]) -> list[Mark]:
        """ "shot down or suppressed", "збила/подавила": one figure for both."""
        if len(outcomes) < 2:
            return outcomes
        found: list[Mark] = []
        for mark in outcomes:
            before = found[-1] if found else None
            if (
                before is not None
                and {before.value, mark.value} in _MERGING
                and self._is_or(before.last, mark.first)
            ):
                found[-1] = Mark("outcome", "merged", before.first, mark.last)
                continue
            found.append(mark)
        return found

    def _is_or(self, first: int, last: int) -> bool:
        """Whether tokens [first, last) join two outcomes: "/", "or", ", or", or nothing at all."""
        gap = range(first, last)
        joined = all(
            self.tokens[index].norm in ("/", ",") or index in self.covered["or_link"]
            for index in gap
        )
        ends_in_comma = bool(gap) and self.tokens[gap[-1]].norm == ","
        return len(gap) <= reach.MERGED_OUTCOMES and joined and not ends_in_comma

    def _find_parts(self) -> list[Part]:
        """Weapon nouns and models in order; of two that overlap the first."""
        if "weapon_noun" not in self.of and "weapon" not in self.of:
            return []
        barred = self.outcome_tokens
        if "not_weapon" in self.of:
            barred |= self.covered["not_weapon"]
        parts = self._weapon_nouns(barred)
        if "weapon" in self.of:
            self._add_models(parts, barred)
        ordered: list[Part] = []
        for first in sorted(parts):
            if not ordered or parts[first].first >= ordered[-1].last:
                ordered.append(parts[first])
        if not self.headed:
            return ordered
        return [part for part in ordered if not self._describes(part)]

    def _weapon_nouns(self, barred: frozenset[int]) -> dict[int, Part]:
        parts: dict[int, Part] = {}
        heads = self.covered["compound"]
        for mark in self.of["weapon_noun"]:
            if mark.first in barred:
                continue
            if mark.last in heads and self.tokens[mark.last].kind == WORD:
                self.headed.add(mark.first)
                continue
            name, _, number = mark.value.partition(":")
            parts[mark.first] = Part(mark.first, mark.last, name, None, number == "1")
        return parts

    def _add_models(self, parts: dict[int, Part], barred: frozenset[int]) -> None:
        heads = self.covered["compound"]
        known = weapons()
        for mark in self.of["weapon"]:
            if mark.first in barred:
                continue
            # The "attack" of "Shahed attack UAVs" heads nothing: the munition follows.
            if mark.last in heads and not any(
                near in parts for near in range(mark.last - 1, mark.last + 2)
            ):
                continue
            noun = parts.get(mark.first)
            weapon_id = None if mark.value.startswith("unknown-") else mark.value
            if noun is not None and noun.last + (weapon_id is None) > mark.last:
                # The noun "ballistic missile" says more than the model of that name: the number.
                continue
            weapon_class = known[mark.value].weapon_class
            if weapon_class == "surface_to_air_missile" and self._is_a_system(mark.first):
                continue
            parts[mark.first] = Part(mark.first, mark.last, weapon_class, weapon_id, False)

    def _is_a_system(self, first: int) -> bool:
        """The S-400 of "позиция зенитного дивизиона С-400" is a target, not a munition."""
        systems = self.covered["air_defence"]
        start = max(self.first, first - reach.AIR_DEFENCE_BEFORE)
        return any(index in systems for index in range(start, first))

    def _describes(self, part: Part) -> bool:
        """The missile of "missile and drone attack" is not a missile."""
        return part.last in self.covered["or_link"] and part.last + 1 in self.headed

    def _outcomes_in_brackets(self) -> dict[int, int]:
        """The closing bracket of each outcome in brackets, by the outcome's first token."""
        found: dict[int, int] = {}
        if not self.outcomes:
            return found
        for index in range(self.first, self.last):
            if self.tokens[index].norm != "(":
                continue
            close = self.closing(index)
            if close is not None:
                found.update(
                    (mark.first, close) for mark in self.outcomes if index < mark.first < close
                )
        return found

    def _is_closed_before(self, outcome: Mark, end: int) -> bool:
        """The "збито" of "36 БпЛА (27 збито), 90 Х-101" says nothing of what follows."""
        close = self._bracket_ends.get(outcome.first)
        return close is not None and close < end
