"""What happened to the munitions a sentence counts.

The outcome right behind an item or the last before it; coordination, brackets, wholes and their
parts.
"""

from pipelines.extraction.strikes.counted import INTERCEPTIONS, Item
from pipelines.extraction.strikes.marks import QUOTES, Marked
from pipelines.extraction.text.lexicon import Mark
from pipelines.extraction.text.tokens import WORD

# Languages that describe with a participle behind the noun: "29 drones launched by Russia".
_PARTICIPLE_BEHIND = frozenset({"en", "es", "fr", "it", "pt"})
_STOPPED = ("shot_down", "suppressed", "merged", "neutralised")


class Outcomes(Marked):
    """Gives each item the outcome that governs it."""

    def _govern(self, item: Item) -> None:
        """Find the outcome of an item: one right behind it, else the last before it."""
        if item.role is not None or item.is_share:
            return
        after = self._next_outcome(item.last, reach=3)
        before = self._last_outcome(item.first)
        stopped_behind = after is not None and after.value in INTERCEPTIONS
        if self._follows_with(item.first) and not stopped_behind:
            item.role, item.is_by_with = "launched", True
            return
        if after is not None and before is not None and self._prefers_before(item, before, after):
            after = None
        if after is not None and self.reading.lang == "en":
            after = self._beyond_participle(item, after)
            if after is not None and self._is_active(item, after):
                item.role = "active"
                return
        item.has_verb_behind = after is not None
        chosen = after or before
        if chosen is None:
            return
        if self._is_negated(chosen):
            item.role = "negated"
            return
        item.role = "lost" if chosen.value == "lost_behind" else chosen.value
        if (
            item.is_uncounted
            and not item.is_all
            and chosen.last - 1 in self._covered("one_stopped")
        ):
            item.count, item.is_uncounted = 1, False

    def _follows_with(self, first: int) -> bool:
        return any(
            mark.last == first and mark.first not in self._covered("list_link")
            for mark in self.by_kind.get("with", [])
        )

    def _is_negated(self, mark: Mark) -> bool:
        return any(
            stance.value == "negated" and mark.first - 3 <= stance.first < mark.first
            for stance in self.by_kind.get("stance", [])
        )

    def _beyond_participle(self, item: Item, after: Mark) -> Mark:
        """The verb of "29 drones launched by Russia were destroyed"."""
        if after.value != "launched" or after.first != item.last:
            return after
        following = next((mark for mark in self.outcomes if mark.first >= after.last), None)
        if following is None or following.first - after.last > 8:
            return after
        gap = range(after.last, following.first)
        plain = all(self.tokens[index].kind == WORD for index in gap)
        helped = following.first - 1 in self._covered("be")
        return following if plain and helped and following.value in INTERCEPTIONS else after

    def _is_active(self, item: Item, after: Mark) -> bool:
        """Whether the munitions do it themselves: "two missiles destroyed a warehouse"."""
        if after.value not in _STOPPED or after.last - after.first > 1 or after.first != item.last:
            return False
        index = after.last
        if index >= self.sentence.last or self.tokens[index].kind != WORD:
            return False
        if index in self.at["definite"] or index in self.at["indefinite"]:
            return True
        aside = self._covered("stop") | self._covered("night") | self._covered("weekday")
        return index not in aside and index not in self._covered("by")

    def _prefers_before(self, item: Item, before: Mark, after: Mark) -> bool:
        """In "shot down 14 drones launched overnight" the participle behind only describes."""
        if self.reading.lang not in _PARTICIPLE_BEHIND:
            return False
        if after.value not in ("launched", "hit", *_STOPPED):
            return False
        plain = not any(index in self._covered("be") for index in range(item.last, after.first))
        if not plain:
            return False
        if after.value == "launched" and before.value in INTERCEPTIONS:
            return True
        comma = any(self.tokens[index].norm == "," for index in range(before.last, item.first))
        return not comma

    def _coordinate(self, items: list[Item]) -> None:
        """ "Шесть ракет и два БпЛА были уничтожены": what follows the last governs them all."""
        for place in range(len(items) - 2, -1, -1):
            item, following = items[place], items[place + 1]
            if item.is_share or following.is_share:
                continue
            shared = any(mark.last == item.first for mark in self.by_kind.get("share", []))
            stopped = item.is_by_with and following.has_verb_behind
            stopped = stopped and following.role in INTERCEPTIONS
            anew = following.has_verb_behind and self._opens_clause(item)
            if item.role is not None and not (shared or stopped or anew):
                continue
            between = range(item.last, following.first)
            if len(between) <= 3 and all(
                index in self._covered("list_link") or self.tokens[index].norm in ",/"
                or self.tokens[index].norm in QUOTES
                for index in between
            ):  # fmt: skip
                item.role = following.role

    def _opens_clause(self, item: Item) -> bool:
        """In "downed 116 drones, that six missiles and 27 drones struck" the six begin anew."""
        before = item.first - 1
        return (
            self.reading.lang == "en"
            and not item.has_verb_behind
            and before - 1 >= self.sentence.first
            and self.tokens[before].kind == WORD
            and before in self._stops
            and self.tokens[before - 1].norm == ","
            and (before not in self._covered("list_link") or not self._is_list_before(before - 1))
        )

    def _is_list_before(self, comma: int) -> bool:
        """Whether ", and" closes a list of munitions rather than opening a clause."""
        return any(part.last == comma for part in self.parts)

    def _is_included(self, item: Item, sharing: Item | None) -> bool:
        """Whether a count is inside the one before: "including 34 over ... and four over ..."."""
        for kind in ("including", "of_which"):
            for mark in self.by_kind.get(kind, []):
                near = 0 <= item.first - mark.last <= 2 and mark.first > self._head
                near = near and not self._sums_up(mark)
                told = self._is_outcome_of_its_own(item) or any(
                    mark.last <= outcome.first < item.first for outcome in self.outcomes
                )
                if near and (kind == "including" or not told):
                    return True
        if sharing is None:
            return False
        gap = range(sharing.last, item.first)
        if any(self.tokens[index].norm in ";)" for index in gap):
            return False
        if item.is_bare:
            return True
        comma = any(self.tokens[index].norm == "," for index in gap)
        return not comma and item.group == sharing.group

    def _sums_up(self, mark: Mark) -> bool:
        """Whether "including" lists the parts of a total of all kinds."""
        before = [part for part in self.parts if part.last <= mark.first]
        return bool(before) and before[-1].weapon_class == "air_target"

    def _is_outcome_of_its_own(self, item: Item) -> bool:
        return self._next_outcome(item.last, reach=3) is not None and not item.places

    def _settle_wholes(self, items: list[Item]) -> None:
        """ "Із 140 БпЛА збито 120": the number before was launched, if another was stopped."""
        stopped = [item for item in items if item.role in INTERCEPTIONS and item.count is not None]
        for place, item in enumerate(items):
            if self._is_whole_of(item, items[place + 1 :]):
                item.role = "launched"
        for item in items:
            if item.role == "whole":
                is_whole = any((one.count or 0) <= (item.count or 0) for one in stopped)
                item.role = "launched" if is_whole else None

    def _is_whole_of(self, item: Item, behind: list[Item]) -> bool:
        """The 74 of "74 ударні БпЛА: 47 збито, 27 не досягли цілей"."""
        if item.role is not None or item.is_bare or item.is_share or item.count is None:
            return False
        if item.last >= self.sentence.last or self.tokens[item.last].norm not in ":–—":
            return False
        parts = [other for other in behind if other.is_bare and other.role in INTERCEPTIONS]
        whole = parts and parts == behind[: len(parts)]
        return bool(whole) and sum(part.count or 0 for part in parts) <= item.count

    def _settle_lone(self, items: list[Item]) -> None:
        """ "A drone attack" counts nothing; "a Kh-59 missile" counts one."""
        listed = any(item.count is not None and not item.is_lone for item in items)
        for item in items:
            generic = not item.weapons and item.weapon_class in ("drone", "missile", "glide_bomb")
            if item.is_lone and item.role not in INTERCEPTIONS and generic and not listed:
                item.count, item.is_uncounted = None, True

    def _settle_verbless(self, items: list[Item]) -> None:
        """ "У ніч на 23 грудня — 635 БпЛА; 35 крилатих ракет": counted for a night, launched."""
        for item in items:
            if item.role is not None or item.is_bare:
                return
            if item.count is not None and not item.is_share and not item.is_lone:
                item.role = "launched"

    def _enclose(self, items: list[Item]) -> None:
        """Parts in brackets or behind a colon: if they add up, the number before is their total."""
        for place, item in enumerate(items):
            if item.count is None or item.last >= self.sentence.last:
                continue
            if self._gives_models(item, items[place + 1 :]):
                continue
            if item.is_bare:
                continue
            opening = self.tokens[item.last].norm
            if opening not in "(:":
                continue
            end = self._closing(item.last) if opening == "(" else self.sentence.last
            if end is None:
                continue
            parts: list[Item] = []
            for other in items[place + 1 :]:
                if other.first >= end or other.group != item.group:
                    break
                parts.append(other)
            if not parts or any(part.is_share or part.is_bare for part in parts):
                continue
            if sum(part.count or 0 for part in parts) == item.count:
                item.is_share = True
            elif opening == "(":
                for part in parts:
                    part.is_share = True

    def _gives_models(self, item: Item, behind: list[Item]) -> bool:
        """ "Збито 18: з них 16 - «Калібр», дві - Х-101": models that add up replace their total."""
        if item.weapons or not behind or not behind[0].is_share:
            return False
        models: list[Item] = []
        for other in behind:
            if not other.weapons or not (other.is_share or other.role == item.role):
                break
            models.append(other)
        if len(models) < 2 or sum(other.count or 0 for other in models) != item.count:
            return False
        for other in models:
            other.is_share, other.role = False, item.role
        item.is_share = True
        return True

    def _attach_jets(self, items: list[Item]) -> None:
        """A share of jet-powered munitions belongs to the item before it."""
        owner: Item | None = None
        for item in items:
            if item.is_share:
                if item.is_jet and owner is not None and item.count is not None:
                    owner.jet_powered = item.count
            elif not item.is_bare:
                owner = item
