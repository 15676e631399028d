"""People killed and injured in a sentence, and how many places were hit.

A stated zero counts; a part of a number already told, and the dead of a whole war, do not.
"""

from pipelines.extraction.strikes.counted import Casualties, Counted, Locations
from pipelines.extraction.strikes.marks import BREAKS, Marked
from pipelines.extraction.text.lexicon import Mark
from pipelines.extraction.text.numbers import Quantity
from pipelines.extraction.text.tokens import WORD

_NO_ATTACK = 1000  # people hurt; no single attack of this war hurt as many
_SHORT_SENTENCE = 10  # a longer one speaks of one place among others


class People(Marked):
    """Reads casualties and the number of places hit."""

    def _location(self, quantity: Quantity) -> Locations | None:
        """ "at 16 locations": hit or debris by the nearest cue before."""
        index = quantity.last
        passed = 0
        while index < self.sentence.last and passed <= 1:
            if index in self.at["location_noun"]:
                cue = None
                for mark in self.outcomes:
                    if mark.first < quantity.first and mark.value in ("hit", "debris"):
                        cue = mark
                if cue is None or quantity.value is None:
                    return None
                last = self.at["location_noun"][index].last
                return Locations(quantity.value, cue.value, quantity.first, last)
            if self.tokens[index].kind != WORD or index in self._stops:
                return None
            passed += 1
            index += 1
        return None

    def _casualties(self, found: Counted) -> set[int]:
        """Killed and injured; returns the quantities that count people."""
        people: set[int] = set()
        verbs = self.by_kind.get("casualty_verb", [])
        nouns = self.by_kind.get("casualty_noun", [])
        seen: set[str] = set()
        for quantity in self.sentence.quantities:
            kind = self._casualty_kind(quantity, verbs, nouns)
            if kind is None:
                if self._counts_people(quantity):
                    people.add(quantity.first)
                continue
            people.add(quantity.first)
            if quantity.value is None or quantity.value >= _NO_ATTACK:
                # "The attacks have killed more than 12,000 civilians" sums up the war.
                continue
            if kind in seen or self._is_partial(quantity):
                continue
            seen.add(kind)
            found.casualties.append(self._casualty(quantity, kind))
        for mark in nouns:
            if mark.value not in seen and self._is_none(mark):
                seen.add(mark.value)
                found.casualties.append(Casualties(0, "exact", mark.value, mark.first, mark.last))
        return people

    def _is_none(self, noun: Mark) -> bool:
        """ "Пострадавших и разрушений нет", "обошлось без пострадавших": a stated zero."""
        none = self.by_kind.get("none", [])
        if self.sentence.last - self.sentence.first > _SHORT_SENTENCE:
            return False
        if any(mark.value == "before" and mark.last == noun.first for mark in none):
            return True
        return any(
            mark.value == "behind"
            and 0 <= mark.first - noun.last <= 3
            and all(self.tokens[index].kind == WORD for index in range(noun.last, mark.first))
            for mark in none
        )

    def _casualty(self, quantity: Quantity, kind: str) -> Casualties:
        """With the places of its clause, and whether the clause speaks of strikes in general."""
        start = end = quantity.first
        while start > self.sentence.first and not self._ends_clause(start - 1):
            start -= 1
        while end < self.sentence.last and not self._ends_clause(end):
            end += 1
        inside = range(start, end)
        places = tuple(mark for mark in self.by_kind.get("place", []) if mark.first in inside)
        strikes = any(mark.first in inside for mark in self.by_kind.get("strike_word", []))
        armed = any(part.first in inside for part in self.parts)
        strikes = strikes and any(
            mark.last in self.at["strike_word"] and mark.first in inside
            for mark in self.by_kind.get("side", [])
        )
        return Casualties(
            quantity.value or 0, quantity.qualifier, kind, quantity.first, quantity.last,
            places, is_apart=strikes and not armed,
        )  # fmt: skip

    def _ends_clause(self, index: int) -> bool:
        return self.tokens[index].norm in BREAKS

    def _casualty_kind(
        self, quantity: Quantity, verbs: list[Mark], nouns: list[Mark]
    ) -> str | None:
        """killed or injured, where the words around a quantity say so."""
        index, passed = quantity.last, 0
        while index < self.sentence.last and passed <= 5:
            if index in self.at["casualty_noun"]:
                return self.at["casualty_noun"][index].value
            if index in self.part_at or index in self.quantity_at or index in self._outcome_tokens:
                break
            token = self.tokens[index]
            if token.kind != WORD or index in self._covered("list_link"):
                break
            passed += 1
            index += 1
        before = quantity.first - 1
        while before >= self.sentence.first and (
            before in self._covered("casualty_people") or before in self.at["additional"]
        ):
            before -= 1
        for mark in verbs:
            if mark.last == before + 1:
                if self._weapon_follows(quantity):
                    return None
                return mark.value
        return None

    def _counts_people(self, quantity: Quantity) -> bool:
        index, passed = quantity.last, 0
        while index < self.sentence.last and passed < 3:
            if index in self.at["casualty_people"]:
                return True
            if index in self.part_at or self.tokens[index].kind != WORD:
                return False
            passed += 1
            index += 1
        return False

    def _weapon_follows(self, quantity: Quantity) -> bool:
        stop = min(quantity.last + 3, self.sentence.last)
        return any(index in self.part_at for index in range(quantity.last, stop))

    def _is_partial(self, quantity: Quantity) -> bool:
        """ "among them four children" is inside the number before."""
        return any(
            mark.last <= quantity.first and quantity.first - mark.last <= 3
            for mark in self.by_kind.get("including", [])
        )
