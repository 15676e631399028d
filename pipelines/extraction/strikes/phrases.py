"""Which munition a phrase names: "31-м ударним БпЛА типу Shahed", "2 × Х-59".

The noun, its modifiers and models, up to where the phrase ends; and the class they make.
"""

from pipelines.extraction.strikes.counted import GROUPS, Item
from pipelines.extraction.strikes.marks import ADJECTIVES, DASHES, ENDS, QUOTES, REACH, Marked, Part
from pipelines.extraction.text.lexicon import weapons
from pipelines.extraction.text.tokens import BREAK, NUMBER, WORD

_OPEN = frozenset({",", "/", "(", ")", "-", "«", "»", "“", "”", "„", '"', "'", "’"})
_SIGNS = DASHES | {"×", "x", "х", "✖", "*"}


class Phrases(Marked):
    """Finds the munition a phrase names, over modifiers, quotes and line breaks."""

    def _noun_phrase(self, item: Item, start: int) -> bool:
        """Find the munition a phrase starting at `start` names; extends the item over it."""
        index, passed = self._behind_sign(start), 0
        while index < self.sentence.last and index not in self.part_at:
            token = self.tokens[index]
            if token.kind == BREAK or token.norm in QUOTES or index in self._covered("weapon_mod"):
                index += 1
                continue
            if index > start and self._is_elliptic(item, index):
                return True
            if token.kind != WORD or index in self._covered("side"):
                if index in self._covered("side"):
                    index += 1
                    continue
                if token.norm == "/" and index in self._covered("weapon_mod"):
                    index += 1
                    continue
                return False
            if index in self._covered("list_link") and self._joins_modifiers(index):
                index += 1
                continue
            if index in self._stops or passed == REACH:
                return False
            if index in self._outcome_tokens:
                if not self._is_inner_participle(index):
                    return False
            elif self.reading.lang in ("uk", "ru") and not token.norm.endswith(ADJECTIVES):
                return False
            passed += 1
            index += 1
        if index >= self.sentence.last:
            return self._is_elliptic(item, index)
        parts = [self.part_at[index]]
        end = self._extend(parts)
        self._name(item, parts, start, end)
        item.last = end
        self._mix(item)
        return True

    def _behind_sign(self, start: int) -> int:
        """The munition of "2 × Х-59" and "16 - «Калібр»"."""
        if start >= self.sentence.last or self.tokens[start].norm not in _SIGNS:
            return start
        named = start + 1
        while named < self.sentence.last and (
            self.tokens[named].norm in QUOTES or self.tokens[named].kind == BREAK
        ):
            named += 1
        return named if named in self.part_at else start

    def _is_elliptic(self, item: Item, index: int) -> bool:
        """ "29 cruise missiles and 12 ballistic": the kind stands for the noun."""
        mod = next(
            (
                mark.value
                for mark in self.by_kind.get("weapon_mod", [])
                if mark.last == index and GROUPS.get(mark.value) == "missile"
            ),
            None,
        )
        ends = index >= self.sentence.last or self.tokens[index].norm in ENDS
        linked = index in self._covered("list_link") and not self._joins_modifiers(index)
        if mod is None or item.quantity is None or not (ends or linked):
            return False
        item.weapon_class = "missile" if mod in ("guided_air", "anti_radar") else mod
        item.last = index
        return True

    def _mix(self, item: Item) -> None:
        """ "200 missiles and drones" counts both together."""
        link, other = item.last, self.part_at.get(item.last + 1)
        if self.reading.lang != "en" or item.quantity is None or other is None:
            return
        plain = other.weapon_id is None and not other.is_singular
        joined = link in self.at["or_link"] or self.tokens[link].norm == ","
        if plain and joined and GROUPS[other.weapon_class] != item.group:
            item.weapon_class, item.weapons, item.last = "air_target", (), other.last

    def _joins_modifiers(self, index: int) -> bool:
        """The "and" of "ballistic and cruise missiles"."""
        following = index + 1
        while following < self.sentence.last and self.tokens[following].kind == BREAK:
            following += 1
        mods = self._covered("weapon_mod")
        return index - 1 in mods and following in mods

    def _extend(self, parts: list[Part]) -> int:
        """Add the further models and kinds of the same group; the end of the phrase."""
        group = GROUPS[parts[0].weapon_class]
        end = index = parts[0].last
        passed = 0
        while index < self.sentence.last:
            token = self.tokens[index]
            if index in self.part_at:
                part = self.part_at[index]
                other = GROUPS[part.weapon_class]
                if other != group and not (group == "air_target" or other == "air_target"):
                    break
                if other == "air_target" or (group == "air_target" and other != group):
                    break
                if part.is_singular and part.weapon_id is None and (
                    self.reading.lang != "en" or self._is_conjoined(index)
                ):  # fmt: skip
                    break
                parts.append(part)
                end = index = part.last
                passed = 0
                continue
            if index in self.quantity_at or token.kind == NUMBER:
                break
            if token.norm == "(":
                close = self._closing(index)
                if close is None:
                    break
                inside = range(index + 1, close)
                if any(at in self.quantity_at for at in inside) or any(
                    at in self.at["including"] for at in inside
                ):
                    index = close + 1
                    continue
            if index in self._outcome_tokens or index in self._launch_tokens:
                break
            if token.kind == WORD:
                linked = index in self._covered("list_link")
                if index in self._stops and not linked:
                    break
                passed += 0 if linked else 1
                if passed > 3:
                    break
            elif token.norm not in _OPEN and token.kind != BREAK:
                break
            index += 1
        return end

    def _name(self, item: Item, parts: list[Part], start: int, end: int) -> None:
        """Class and models of a phrase from its parts and modifiers."""
        table = weapons()
        ids = list(dict.fromkeys(part.weapon_id for part in parts if part.weapon_id))
        mods = {
            mark.value for mark in self.by_kind.get("weapon_mod", []) if start <= mark.first < end
        }
        nouns = [part.weapon_class for part in parts if part.weapon_id is None]
        classes = {table[one].weapon_class for one in ids}
        item.weapons = tuple(ids)
        item.side = self._side_in(start, end)
        named = [part for part in parts if part.weapon_id is None]
        item.is_singular = len(parts) - len(named) <= 1 and (
            (len(named) == 1 and named[0].is_singular)
            or (not named and len(parts) == 1 and self.reading.lang == "en")
        )  # fmt: skip
        foreign = any(
            start - 1 <= mark.first < parts[0].first
            for mark in self.by_kind.get("third_country", [])
        )
        if "other" in mods or "other" in nouns or foreign:
            item.weapon_class = "other"
            return
        group = GROUPS[parts[0].weapon_class]
        item.has_decoys = (
            "decoy_drone" in mods or "decoy_drone" in nouns or "decoy_drone" in classes
        )
        if group == "drone":
            only_decoys = nouns and all(noun == "decoy_drone" for noun in nouns) and not ids
            recon = "recon_drone" in mods or "recon_drone" in nouns
            if recon or (ids and classes == {"recon_drone"}):
                item.weapon_class = "recon_drone"
            else:
                item.weapon_class = "decoy_drone" if only_decoys else "drone"
            return
        if group != "missile":
            item.weapon_class = group
            return
        stated = [noun for noun in nouns if noun not in ("missile", "guided_air", "anti_radar")]
        stated += [mod for mod in sorted(mods) if mod in GROUPS and GROUPS[mod] == "missile"]
        stated = [one for one in stated if one not in ("guided_air", "anti_radar")]
        if len(set(stated)) == 1:
            item.weapon_class = stated[0]
            if stated[0] == "ballistic_missile" and classes == {"aeroballistic_missile"}:
                item.weapon_class = "aeroballistic_missile"
        elif len(classes) == 1:
            item.weapon_class = next(iter(classes))
        else:
            item.weapon_class = "missile"

    def _is_inner_participle(self, index: int) -> bool:
        """The "launched" of "five Russia-launched drones"."""
        return self.tokens[index].joined

    def _is_conjoined(self, index: int) -> bool:
        return index - 1 in self._covered("list_link") or index - 1 in self.at["indefinite"]
