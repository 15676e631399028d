"""What a number counts, and munitions named without a number.

Shares, totals and bare counts are told apart here by the words beside the number; what happened to
the munitions is decided in `strike_outcomes`.
"""

from pipelines.extraction.strikes.counted import INTERCEPTIONS, Item
from pipelines.extraction.strikes.marks import ADJECTIVES, BREAKS, DASHES, ENDS, QUOTES, Part
from pipelines.extraction.strikes.phrases import Phrases
from pipelines.extraction.text.lexicon import Mark
from pipelines.extraction.text.numbers import Quantity
from pipelines.extraction.text.tokens import BREAK, WORD


class Nouns(Phrases):
    """Reads what a number counts, and munitions named without one."""

    def _item(self, quantity: Quantity, lead: Quantity, total: Quantity | None) -> Item | None:
        """The item a quantity counts; None where it counts something else."""
        item = Item(
            self.sentence, quantity.first, lead.last, count=quantity.value,
            qualifier=quantity.qualifier, of_total=total, quantity=quantity,
        )  # fmt: skip
        start = lead.last
        if start in self.at["launch_noun"]:
            item.role, start = "launched", self.at["launch_noun"][start].last
        link = self.at["share"].get(start)
        if link is not None and total is None:
            return self._share(item, link)
        link = self.at["of_link"].get(start)
        if link is not None and total is None:
            start = link.last
            while start < self.sentence.last and start in self.at["definite"]:
                start += 1
            if not self._noun_phrase(item, start):
                return None
            item.is_definite = True
            item.of_total = None
            self._surroundings(item, quantity)
            return item
        if self._noun_phrase(item, start):
            self._surroundings(item, quantity)
            return item
        return self._bare(item, quantity, start)

    def _share(self, item: Item, link: Mark) -> Item | None:
        """ "41 of them ...": an outcome makes it a count, anything else a share."""
        item.is_bare = item.is_referring = True
        item.last = link.last
        if self._next_outcome(link.last, reach=5) is not None:
            return item
        stop = min(self._clause_end(link.last), link.last + 6)
        for index in range(link.last, stop):
            if self.tokens[index].kind != WORD:
                break
            outcome = self.outcome_at.get(index)
            if outcome is not None:
                item.role = outcome.value
                return item
        before = self._last_outcome(item.first)
        if before is not None and before.value in INTERCEPTIONS and not any(
            self.tokens[index].norm in BREAKS for index in range(before.last, item.first)
        ):  # fmt: skip
            return item
        item.is_share = True
        stop = self._clause_end(link.last)
        item.is_jet = any(
            link.last <= mark.first < stop
            for mark in self.by_kind.get("weapon_mod", []) if mark.value == "jet"
        )  # fmt: skip
        return item

    def _bare(self, item: Item, quantity: Quantity, start: int) -> Item | None:
        """A count without noun: "193 — lost", "12 – over Kursk region", "16 of 16 destroyed"."""
        item.is_bare = True
        if item.role == "launched":
            item.last = start
            return item
        item.is_referring = any(
            0 <= item.first - mark.last <= 1 for mark in self.by_kind.get("share", [])
        )
        outcome = self._next_outcome(start, reach=3)
        item.places = self._places_after(start)
        if outcome is not None and not self._people_between(start, outcome.first):
            self._surroundings(item, quantity)
            return item
        over = next((mark for mark in self.by_kind.get("over", []) if mark.first >= start), None)
        if over is not None and self._only_dashes(start, over.first):
            item.is_regional = self.reading.lang == "ru" or bool(item.places)
            return item if item.is_regional else None
        if item.of_total is not None:
            return item
        if self._only_jet(start):
            item.is_share = item.is_jet = True
            return item
        if self._place_before(item, quantity.first):
            return item
        if self._amount(item, quantity):
            return item
        before = self._last_outcome(quantity.first)
        ends = self._ends_count(start) or self._is_told_by_kind(start)
        if before is not None and ends and self._only_dashes(before.last, quantity.first):
            item.places = self._places_ahead(quantity.first)
            return item if before.value in INTERCEPTIONS else None
        return None

    def _amount(self, item: Item, quantity: Quantity) -> bool:
        """ "рекордною кількістю ударних БпЛА – 273": the number stands behind its munition."""
        dash = quantity.first - 1
        if dash < self.sentence.first or self.tokens[dash].norm not in DASHES:
            return False
        part = next((one for one in self.parts if dash - 2 <= one.last <= dash), None)
        if part is None or not any(
            part.first - 5 <= mark.first < part.first for mark in self.by_kind.get("amount", [])
        ):
            return False
        item.is_bare = False
        item.first = part.first
        found = self._noun_phrase(item, part.first)
        item.last = quantity.last
        return found

    def _ends_count(self, start: int) -> bool:
        """Whether nothing is named behind a bare count: "shot down 61 and another 22 ..."."""
        while start < self.sentence.last and start in self._covered("be"):
            start += 1
        if start >= self.sentence.last or self.tokens[start].norm in ENDS:
            return True
        if start in self.at["clause_link"]:
            return True
        following = start + 1
        counts_on = following in self.quantity_at or following in self.at["additional"]
        return start in self._covered("list_link") and counts_on

    def _is_told_by_kind(self, start: int) -> bool:
        """ "Збито 18: з них 16 - «Калібр», дві - Х-101"."""
        return start < self.sentence.last and self.tokens[start].norm == ":" and any(
            mark.first == start + 1 for mark in self.by_kind.get("of_which", [])
        )  # fmt: skip

    def _uncounted(self, part: Part, used: set[int]) -> Item | None:
        """A munition named without number: all of it, one of it, or simply named."""
        if part.first in used:
            return None
        item = Item(self.sentence, part.first, part.last)
        if not self._noun_phrase(item, part.first):
            return None
        used.update(range(part.first, item.last))
        first = part.first
        limit = max(self.sentence.first, first - 5)
        while first > limit and self._is_modifier(first - 1):
            first -= 1
        item.first = first
        before = first - 1
        item.is_uncounted = True
        item.side = self._side_in(first, item.last)
        if before >= self.sentence.first:
            item.is_all = self._is_all(before)
            item.is_definite = before in self.at["definite"]
            has_article = before in self.at["indefinite"]
        else:
            has_article = False
        if item.is_all:
            return item
        if item.is_singular and self._singular_counts(has_article, item.is_definite):
            item.count, item.is_uncounted, item.is_lone = 1, False, True
            if has_article:
                item.first = before
        item.is_share = any(
            0 <= item.first - mark.last <= 1 and mark.first > self._head
            for mark in self.by_kind.get("including", [])
        ) or any(
            item.first - 2 <= mark.first < part.first for mark in self.by_kind.get("some_of", [])
        )
        item.is_additional = self._is_additional(item.first)
        item.launch_areas = self._launch_areas(item.last)
        item.places = self._places_after(item.last)
        if self.reading.lang == "ru" and not item.places:
            item.places = self._places_ahead(item.first)
        return item

    def _singular_counts(self, has_article: bool, is_definite: bool) -> bool:
        """A singular that plainly counts one: "a missile", "ракету Х-59"."""
        if self.reading.lang in ("uk", "ru"):
            return True
        return has_article and not is_definite

    def _is_all(self, index: int) -> bool:
        """Whether this word says "all", and not "almost all"."""
        if index not in self._covered("all_of"):
            return False
        while index > self.sentence.first and index in self._covered("all_of"):
            index -= 1
        return index not in self._covered("nearly")

    def _all_of_them(self) -> Item | None:
        """ "All of them were shot down", "Усі збито"."""
        for mark in self.by_kind.get("all_of", []):
            if mark.first - 1 in self._covered("nearly"):
                continue
            following = mark.last
            if following in self.at["share"]:
                following = self.at["share"][following].last
            outcome = self._next_outcome(following, reach=3)
            if outcome is not None and outcome.value in INTERCEPTIONS:
                covered = any(
                    part.first >= mark.first and part.first < outcome.last for part in self.parts
                )
                counted = any(
                    mark.first <= quantity.first < outcome.first
                    for quantity in self.sentence.quantities
                )
                if not covered and not counted:
                    return Item(
                        self.sentence, mark.first, mark.last, is_all=True, is_bare=True,
                        is_uncounted=True,
                    )  # fmt: skip
        return None

    def _total_of(self, part: Quantity, whole: Quantity) -> Quantity | None:
        """The second number of "14 out of 16", "П’ять із семи"."""
        link = self.at["of_link"].get(part.last)
        if part.value is None or whole.value is None:
            return None
        if part.last == whole.first - 1 and self.tokens[part.last].norm == "/":
            # "17/24 «Shahed»"
            return whole if part.value <= whole.value else None
        if link is None:
            return None
        start = link.last
        while start < whole.first and start in self.at["definite"]:
            start += 1
        # "41 out of a total of 48": the link ends where the qualifier of the number ends.
        if start not in (whole.first, whole.number_first) or part.value > whole.value:
            return None
        return whole

    def _total_behind(self, item: Item, whole: Quantity) -> int | None:
        """The total of "five drones out of seven"; the token behind it."""
        start = item.last
        while start < whole.first and (
            self.tokens[start].norm in QUOTES
            or self.tokens[start].norm == "("
            or self.tokens[start].kind == BREAK
        ):
            start += 1
        link = self.at["of_link"].get(start)
        if link is None or item.count is None or whole.value is None or item.is_bare:
            return None
        nothing_named = not self._noun_phrase(
            Item(self.sentence, whole.first, whole.last), whole.last
        )
        if whole.first == link.last and whole.value >= item.count and nothing_named:
            item.of_total, item.last = whole, whole.last
            return whole.last
        return None

    def _surroundings(self, item: Item, quantity: Quantity) -> None:
        before = quantity.first - 1
        inside = range(quantity.first, item.last)
        item.is_all = (
            self._is_all(before)
            or any(index in self.at["all_of"] for index in inside)
        )  # fmt: skip
        if before in self.at["of_link"] and self.reading.lang in ("uk", "ru"):
            item.role = "whole"
        item.is_additional = self._is_additional(quantity.first)
        item.launch_areas = self._launch_areas(item.last)
        item.places = self._places_after(item.last) or item.places
        if not item.places and not self._place_before(item, quantity.first):
            item.places = self._places_ahead(quantity.first)
        if self._side_in(quantity.first, item.last):
            item.side = self._side_in(quantity.first, item.last)

    def _is_additional(self, first: int) -> bool:
        marks = self.by_kind.get("additional", [])
        return any(first - 3 <= mark.first < first for mark in marks)

    def _is_modifier(self, index: int) -> bool:
        token = self.tokens[index]
        if token.kind != WORD or index in self._stops or index in self._outcome_tokens:
            return token.norm in QUOTES
        if index in self._covered("side") or index in self._covered("weapon_mod"):
            return True
        if self.reading.lang in ("uk", "ru") and not token.norm.endswith(ADJECTIVES):
            return False
        return (
            index not in self._covered("all_of")
            and index not in self.at["indefinite"]
            and index not in self._covered("be")
        )

    def _only_dashes(self, start: int, end: int) -> bool:
        return all(
            self.tokens[index].norm in DASHES
            or self.tokens[index].kind == BREAK
            or index in self._covered("be")
            for index in range(start, end)
        )

    def _only_jet(self, start: int) -> bool:
        return any(
            start <= mark.first <= start + 2
            for mark in self.by_kind.get("weapon_mod", []) if mark.value == "jet"
        )  # fmt: skip

    def _people_between(self, start: int, end: int) -> bool:
        return any(index in self._covered("casualty_people") for index in range(start, end))

    def _places_after(self, start: int) -> tuple[Mark, ...]:
        """Places named after "over" right behind an item, before the next quantity."""
        overs = self.by_kind.get("over", [])
        stop = self._clause_end(start)
        cue = next((mark for mark in overs if start <= mark.first < stop), None)
        if cue is None:
            return ()
        return tuple(
            mark for mark in self.by_kind.get("place", [])
            if cue.last <= mark.first < stop and mark.value not in ("ukraine",)
        )  # fmt: skip

    def _places_ahead(self, first: int) -> tuple[Mark, ...]:
        """ "Над Брянской областью уничтожены 5 БпЛА": places before the verb, no count between."""
        verb = self._last_outcome(first)
        if verb is None:
            return ()
        start = max(
            (one.last for one in self.sentence.quantities if one.last <= verb.first),
            default=self.sentence.first,
        )
        cues = [mark for mark in self.by_kind.get("over", []) if start <= mark.first < verb.first]
        if not cues:
            return ()
        return tuple(
            mark
            for mark in self.by_kind.get("place", [])
            if cues[0].last <= mark.first < verb.first and mark.value != "ukraine"
        )

    def _place_before(self, item: Item, first: int) -> bool:
        """ "Курской области один": a place names the share behind it."""
        for mark in self.by_kind.get("place", []):
            if mark.last == first and self.sentence.has("over"):
                item.places = (mark,)
                return True
        return False

    def _launch_areas(self, start: int) -> tuple[Mark, ...]:
        """Places after "from the direction of ...", up to the next counted munition."""
        stop = self._clause_end(start)
        cue = next((m for m in self.by_kind.get("launch_cue", []) if start <= m.first < stop), None)
        if cue is None:
            return ()
        return tuple(
            mark for mark in self.by_kind.get("place", []) if cue.last <= mark.first < stop
        )
