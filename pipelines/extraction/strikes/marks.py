"""One sentence's marks by place: outcomes, munitions and how far a word reaches.

Questions that counting, governing and attributing all ask. Nothing here makes an item.
"""

from dataclasses import dataclass

from pipelines.extraction.text.annotation import AnnotatedText, Sentence
from pipelines.extraction.text.lexicon import Mark, weapons
from pipelines.extraction.text.tokens import BREAK, WORD

QUOTES = frozenset("«»“”„\"'’‘")
_MERGING = (
    {"shot_down", "suppressed"},
    {"shot_down", "neutralised"},
    {"shot_down", "merged"},
    {"shot_down", "not_reached"},
)
DASHES = frozenset("–—-")
BREAKS = frozenset(",;(–—")
ENDS = frozenset(".,;!)")
REACH = 4
ADJECTIVES = (
    *("их", "іх", "ими", "іми", "им", "ім", "ий", "ій", "ого", "ому", "ою", "ої", "і"),
    *("ых", "ыми", "ый", "ой", "ым", "ую", "ые", "ие", "ая", "ое"),
)


@dataclass(slots=True)
class Part:
    """A weapon noun or model at tokens [first, last)."""

    first: int
    last: int
    weapon_class: str
    weapon_id: str | None
    is_singular: bool


class _Places(dict[str, dict[int, Mark]]):
    """Marks of a kind by their first token, indexed when first asked for."""

    def __init__(self, by_kind: dict[str, list[Mark]]) -> None:
        super().__init__()
        self._by_kind = by_kind

    def __missing__(self, kind: str) -> dict[int, Mark]:
        self[kind] = {mark.first: mark for mark in self._by_kind.get(kind, [])}
        return self[kind]


class Marked:
    """One sentence with its marks indexed once: outcomes, munitions, brackets."""

    def __init__(self, reading: AnnotatedText, sentence: Sentence) -> None:
        self.reading = reading
        self.tokens = reading.tokens
        self.sentence = sentence
        self.launcher: str | None = None
        self._head = next(
            (
                index
                for index in range(sentence.first, sentence.last)
                if self.tokens[index].kind == WORD
            ),
            sentence.first,
        )
        self._cover: dict[str, set[int]] = {}
        self.by_kind = sentence.by_kind
        self.at = _Places(sentence.by_kind)
        self.outcomes = self._outcomes()
        self.parts = self._parts()
        self.part_at = {part.first: part for part in self.parts}
        self.quantity_at = {quantity.first: quantity for quantity in sentence.quantities}
        self.quantity_ends = {quantity.last for quantity in sentence.quantities}
        self._in_brackets = self._brackets()

    def _outcomes(self) -> list[Mark]:
        marks = sorted(self.by_kind.get("outcome", []), key=lambda mark: mark.first)
        kept: list[Mark] = []
        for mark in marks:
            if kept and mark.first < kept[-1].last:
                if mark.last - mark.first > kept[-1].last - kept[-1].first:
                    kept[-1] = mark
                continue
            kept.append(mark)
        kept = self._merged(kept)
        self.outcome_at = {mark.first: mark for mark in kept}
        self._outcome_tokens = {index for mark in kept for index in range(mark.first, mark.last)}
        return kept

    def _merged(self, marks: list[Mark]) -> list[Mark]:
        """ "shot down or suppressed", "збила/подавила": one figure for both."""
        found: list[Mark] = []
        for mark in marks:
            before = found[-1] if found else None
            if before is not None and {before.value, mark.value} in _MERGING:
                gap = range(before.last, mark.first)
                if len(gap) <= 2 and all(
                    self.tokens[index].norm in ("/", ",") or index in self._covered("or_link")
                    for index in gap
                ) and (not gap or self.tokens[gap[-1]].norm != ","):  # fmt: skip
                    found[-1] = Mark("outcome", "merged", before.first, mark.last)
                    continue
            found.append(mark)
        return found

    def _parts(self) -> list[Part]:
        self._stops = self._covered("stop") | self._covered("said")
        self._launch_tokens = {mark.first for mark in self.by_kind.get("launch_cue", [])}
        table = weapons()
        heads = self._covered("compound")
        parts: dict[int, Part] = {}
        headed = self.headed = set()
        barred = self._covered("not_weapon") | self._outcome_tokens
        for mark in self.by_kind.get("weapon_noun", []):
            if mark.first in barred:
                continue
            if mark.last in heads and self.tokens[mark.last].kind == WORD:
                headed.add(mark.first)
                continue
            name, _, number = mark.value.partition(":")
            parts[mark.first] = Part(mark.first, mark.last, name, None, number == "1")
        for mark in self.by_kind.get("weapon", []):
            if mark.first in barred:
                continue
            # The "attack" of "Shahed attack UAVs" heads nothing: the munition follows.
            named = any(near in parts for near in range(mark.last - 1, mark.last + 2))
            if mark.last in heads and not named:
                continue
            old = parts.get(mark.first)
            if old is not None and old.last > mark.last:
                continue
            weapon_class = table[mark.value].weapon_class
            if weapon_class == "surface_to_air_missile" and self._is_a_system(mark.first):
                continue
            weapon_id = None if mark.value.startswith("unknown-") else mark.value
            parts[mark.first] = Part(mark.first, mark.last, weapon_class, weapon_id, False)
        ordered: list[Part] = []
        for first in sorted(parts):
            part = parts[first]
            if ordered and part.first < ordered[-1].last:
                continue
            ordered.append(part)
        return [part for part in ordered if not self._describes(part, headed)]

    def _is_a_system(self, first: int) -> bool:
        """The S-400 of "позиция зенитного дивизиона С-400" is a target, not a munition."""
        systems = self._covered("air_defence")
        return any(index in systems for index in range(max(self.sentence.first, first - 2), first))

    def _describes(self, part: Part, headed: set[int]) -> bool:
        """The missile of "missile and drone attack" is no missile."""
        return part.last in self._covered("or_link") and part.last + 1 in headed

    def _covered(self, kind: str) -> set[int]:
        if kind not in self._cover:
            self._cover[kind] = {
                index
                for mark in self.by_kind.get(kind, [])
                for index in range(mark.first, mark.last)
            }
        return self._cover[kind]

    def _brackets(self) -> dict[int, int]:
        """Outcomes in brackets: their first token and that of the closing bracket."""
        found: dict[int, int] = {}
        tokens = self.tokens
        for index in range(self.sentence.first, self.sentence.last):
            if tokens[index].norm != "(":
                continue
            close = self._closing(index)
            if close is not None:
                found.update(
                    (mark.first, close) for mark in self.outcomes if index < mark.first < close
                )
        return found

    def _closing(self, index: int) -> int | None:
        for at in range(index + 1, min(index + 40, self.sentence.last)):
            if self.tokens[at].norm == ")":
                return at
        return None

    def _clause_end(self, start: int) -> int:
        """Where the reach of an item ends: the next quantity, semicolon or outcome of another."""
        for index in range(start, self.sentence.last):
            if index in self.quantity_at or self.tokens[index].norm == ";":
                return index
        return self.sentence.last

    def _next_outcome(self, start: int, reach: int) -> Mark | None:
        """The outcome right behind `start`: only auxiliaries and a dash may stand between."""
        passed = 0
        index = start
        while index < self.sentence.last:
            mark = self.outcome_at.get(index)
            if mark is not None:
                return mark
            token = self.tokens[index]
            skipped = index in self._covered("be") or index in self.at["additional"]
            if skipped or token.norm in DASHES or token.norm in QUOTES:
                index += 1
                continue
            if token.kind == BREAK:
                index += 1
                continue
            if token.norm == ")":
                index += 1
                continue
            if token.kind != WORD or index in self._stops or index in self.quantity_at:
                return None
            if self.reading.lang == "en":
                return None
            passed += 1
            if passed > reach or start in self.quantity_ends:
                return None
            index += 1
        return None

    def _last_outcome(self, end: int) -> Mark | None:
        """The last outcome before `end`, not beyond a semicolon."""
        found = None
        for mark in self.outcomes:
            if mark.last > end:
                break
            if mark.value != "lost_behind" and not self._is_closed_before(mark, end):
                found = mark
        if found is not None:
            for index in range(found.last, end):
                if self.tokens[index].norm == ":":
                    break
                if self.tokens[index].norm == ";" and self.reading.lang == "en":
                    return None
        return found

    def _is_closed_before(self, mark: Mark, end: int) -> bool:
        """The "збито" of "36 БпЛА (27 збито), 90 Х-101" says nothing of what follows."""
        inside = self._in_brackets.get(mark.first)
        return inside is not None and inside < end

    def _side_in(self, first: int, last: int) -> str | None:
        for mark in self.by_kind.get("side", []):
            if first <= mark.first < last:
                return mark.value
        return None
