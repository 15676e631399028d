"""What one sentence counts: munitions with their outcome, locations, casualties.

An `Item` is one counted (or named, uncounted) kind of munition with the outcome that governs it.
How items of many sentences make up claims is decided in `strikes` and `strike_rows`.
"""

from dataclasses import dataclass, field

from pipelines.extraction.lexicon import Mark, weapons
from pipelines.extraction.numbers import Quantity
from pipelines.extraction.reading import Reading, Sentence
from pipelines.extraction.tokens import BREAK, NUMBER, WORD

GROUPS = {
    "drone": "drone",
    "decoy_drone": "drone",
    "recon_drone": "drone",
    "cruise_missile": "missile",
    "ballistic_missile": "missile",
    "aeroballistic_missile": "missile",
    "anti_ship_missile": "missile",
    "surface_to_air_missile": "missile",
    "missile": "missile",
    "guided_air": "missile",
    "anti_radar": "missile",
    "glide_bomb": "glide_bomb",
    "air_target": "air_target",
    "other": "other",
}
INTERCEPTIONS = frozenset(
    {"shot_down", "suppressed", "merged", "neutralised", "lost", "not_reached"}
)
# Languages that describe with a participle behind the noun: "29 drones launched by Russia".
_PARTICIPLE_BEHIND = frozenset({"en", "es", "fr", "it", "pt"})
_STOPPED = ("shot_down", "suppressed", "merged", "neutralised")
_OPEN = frozenset({",", "/", "(", ")", "-", "«", "»", "“", "”", "„", '"', "'", "’"})
_QUOTES = frozenset("«»“”„\"'’‘")
_MERGING = (
    {"shot_down", "suppressed"},
    {"shot_down", "neutralised"},
    {"shot_down", "merged"},
    {"shot_down", "not_reached"},
)
_DASHES = frozenset("–—-")
_SIGNS = _DASHES | {"×", "x", "х", "✖", "*"}
_BREAKS = frozenset(",;(–—")
_ENDS = frozenset(".,;!)")
_REACH = 4
_NO_ATTACK = 1000  # people hurt; no single attack of this war hurt as many
_SHORT_SENTENCE = 10  # a longer one speaks of one place among others
_ADJECTIVES = (
    *("их", "іх", "ими", "іми", "им", "ім", "ий", "ій", "ого", "ому", "ою", "ої", "і"),
    *("ых", "ыми", "ый", "ой", "ым", "ую", "ые", "ие", "ая", "ое"),
)


@dataclass(slots=True)
class Item:
    """One kind of munition in one sentence, with what happened to it."""

    sentence: Sentence
    first: int
    last: int
    role: str | None = None
    count: int | None = None
    qualifier: str = "exact"
    weapon_class: str | None = None
    weapons: tuple[str, ...] = ()
    has_decoys: bool = False
    of_total: Quantity | None = None
    is_all: bool = False
    is_share: bool = False
    is_jet: bool = False
    is_additional: bool = False
    is_definite: bool = False
    is_singular: bool = False
    is_lone: bool = False
    is_uncounted: bool = False
    is_bare: bool = False
    has_verb_behind: bool = False
    is_referring: bool = False
    is_by_with: bool = False
    is_regional: bool = False
    is_each: bool = False
    side: str | None = None
    places: tuple[Mark, ...] = ()
    launch_areas: tuple[Mark, ...] = ()
    jet_powered: int | None = None
    quantity: Quantity | None = None

    @property
    def group(self) -> str | None:
        """drone, missile, glide_bomb, air_target, other; None for a bare count."""
        return GROUPS[self.weapon_class] if self.weapon_class else None


@dataclass(slots=True)
class Locations:
    """How many places were hit, or caught debris."""

    count: int
    kind: str
    first: int
    last: int


@dataclass(slots=True)
class Casualties:
    """How many people were killed or injured."""

    count: int
    qualifier: str
    kind: str
    first: int
    last: int
    places: tuple[Mark, ...] = ()
    is_apart: bool = False


@dataclass(slots=True)
class _Part:
    """A weapon noun or model at tokens [first, last)."""

    first: int
    last: int
    weapon_class: str
    weapon_id: str | None
    is_singular: bool


@dataclass(slots=True)
class Counted:
    """All a sentence counts."""

    items: list[Item] = field(default_factory=list)
    locations: list[Locations] = field(default_factory=list)
    casualties: list[Casualties] = field(default_factory=list)


class _Places(dict[str, dict[int, Mark]]):
    """Marks of a kind by their first token, indexed when first asked for."""

    def __init__(self, by_kind: dict[str, list[Mark]]) -> None:
        super().__init__()
        self._by_kind = by_kind

    def __missing__(self, kind: str) -> dict[int, Mark]:
        self[kind] = {mark.first: mark for mark in self._by_kind.get(kind, [])}
        return self[kind]


class Counter:
    """Reads one sentence; marks are indexed once."""

    def __init__(self, reading: Reading, sentence: Sentence) -> None:
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

    def read(self) -> Counted:
        """Everything counted here, in the order of the text."""
        found = Counted()
        self.casualty_quantities = self._casualties(found)
        used: set[int] = set()
        sharing: Item | None = None
        quantities = self.sentence.quantities
        skip = -1
        for position, quantity in enumerate(quantities):
            if quantity.first < skip or quantity.first in self.casualty_quantities:
                continue
            located = self._location(quantity)
            if located is not None:
                found.locations.append(located)
                continue
            total = None
            lead = quantity
            if position + 1 < len(quantities):
                total = self._total_of(quantity, quantities[position + 1])
            if total is not None:
                lead, skip = total, total.last
            item = self._item(quantity, lead, total)
            if item is None:
                continue
            if total is None and position + 1 < len(quantities):
                skip = self._total_behind(item, quantities[position + 1]) or skip
            if item.weapon_class is not None:
                used.update(range(item.first, item.last))
            if self._is_included(item, sharing):
                item.is_share, sharing = True, item
            else:
                sharing = None
            found.items.append(item)
        for part in self.parts:
            if part.first not in used:
                item = self._uncounted(part, used)
                if item is not None:
                    found.items.append(item)
        bare_all = self._all_of_them()
        if bare_all is not None:
            found.items.append(bare_all)
        found.items.sort(key=lambda item: item.first)
        for item in found.items:
            self._govern(item)
        self._coordinate(found.items)
        self._settle_wholes(found.items)
        self._settle_lone(found.items)
        self._enclose(found.items)
        found.items = [item for item in found.items if item.weapon_class != "other"]
        self._attach_jets(found.items)
        if self.reading.lang == "uk" and any(
            when.kind in ("night", "window") for when in self.sentence.whens
        ):
            self._settle_verbless(found.items)
        for item in found.items:
            item.is_regional = item.is_regional or bool(item.places) or self._is_over(item)
            self._distribute(item)
        return found

    def _settle_verbless(self, items: list[Item]) -> None:
        """ "У ніч на 23 грудня — 635 БпЛА; 35 крилатих ракет": counted for a night, launched."""
        for item in items:
            if item.role is not None or item.is_bare:
                return
            if item.count is not None and not item.is_share and not item.is_lone:
                item.role = "launched"

    def _distribute(self, item: Item) -> None:
        """ "По 3 БпЛА – над Курской и Брянской областями" are six; None where it cannot be told."""
        each = self.by_kind.get("apiece", [])
        if item.count is None or not any(
            mark.last == item.first
            if mark.value == "before"
            else item.last <= mark.first < item.last + 2
            for mark in each
        ):
            return
        item.is_each = True
        pieces = self._pieces_over(item.last) if item.is_regional else 0
        pieces = pieces or self._pieces_ahead(item.first)
        item.count = item.count * pieces if pieces else None

    def _pieces_ahead(self, first: int) -> int:
        """The two areas of "над Рязанской и Калужской областями – по одному аппарату"."""
        dash = first - 1
        while dash > self.sentence.first and dash in self._covered("apiece"):
            dash -= 1
        if self.tokens[dash].norm not in _DASHES:
            return 0
        cues = [mark for mark in self.by_kind.get("over", []) if mark.first < dash]
        return self._pieces_in(cues[-1].last, dash) if cues else 0

    def _pieces_over(self, start: int) -> int:
        """How many areas a list behind "over" names, known to us or not; 0 where there is none."""
        stop = self._clause_end(start)
        cue = next((m for m in self.by_kind.get("over", []) if start <= m.first < stop), None)
        if cue is None:
            return 0
        return self._pieces_in(cue.last, stop)

    def _pieces_in(self, start: int, stop: int) -> int:
        """How many areas the words of tokens [start, stop) list."""
        ends = self._outcome_tokens | self._covered("said") | self._covered("additional")
        pieces, open_piece = 0, False
        for index in range(start, stop):
            token = self.tokens[index]
            if index in ends:
                break
            if token.kind == WORD and index not in self._covered("list_link"):
                pieces += not open_piece
                open_piece = True
            elif token.norm not in _QUOTES:
                open_piece = False
        return pieces

    def _is_over(self, item: Item) -> bool:
        """Whether a Russian post counts these over some area, named or not."""
        if self.reading.lang != "ru" or item.is_bare:
            return False
        if self._is_under_area(item.first):
            return True
        stop = min(self._clause_end(item.last), item.last + 6)
        cue = next((m for m in self.by_kind.get("over", []) if item.last <= m.first < stop), None)
        return cue is not None and not any(
            cue.last <= mark.first <= cue.last + 2 for mark in self.by_kind.get("countrywide", [])
        )

    def _is_under_area(self, first: int) -> bool:
        """ "над Курской областью – 12 БпЛА": the area stands before, a dash between."""
        if first - 1 < self.sentence.first or self.tokens[first - 1].norm not in _DASHES:
            return False
        index = first - 2
        while index >= self.sentence.first and self.tokens[index].kind == WORD:
            if index in self.at["over"]:
                return True
            index -= 1
        return False

    # -- what is counted ---------------------------------------------------------------------------

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
            self.tokens[index].norm in _BREAKS for index in range(before.last, item.first)
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
        if dash < self.sentence.first or self.tokens[dash].norm not in _DASHES:
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
        if start >= self.sentence.last or self.tokens[start].norm in _ENDS:
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

    def _uncounted(self, part: _Part, used: set[int]) -> Item | None:
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

    def _noun_phrase(self, item: Item, start: int) -> bool:
        """Find the munition a phrase starting at `start` names; extends the item over it."""
        index, passed = self._behind_sign(start), 0
        while index < self.sentence.last and index not in self.part_at:
            token = self.tokens[index]
            if token.kind == BREAK or token.norm in _QUOTES or index in self._covered("weapon_mod"):
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
            if index in self._stops or passed == _REACH:
                return False
            if index in self._outcome_tokens:
                if not self._is_inner_participle(index):
                    return False
            elif self.reading.lang in ("uk", "ru") and not token.norm.endswith(_ADJECTIVES):
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
            self.tokens[named].norm in _QUOTES or self.tokens[named].kind == BREAK
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
        ends = index >= self.sentence.last or self.tokens[index].norm in _ENDS
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

    def _extend(self, parts: list[_Part]) -> int:
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

    def _name(self, item: Item, parts: list[_Part], start: int, end: int) -> None:
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

    # -- what governs it ---------------------------------------------------------------------------

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
                or self.tokens[index].norm in _QUOTES
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
            if skipped or token.norm in _DASHES or token.norm in _QUOTES:
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

    def _is_negated(self, mark: Mark) -> bool:
        return any(
            stance.value == "negated" and mark.first - 3 <= stance.first < mark.first
            for stance in self.by_kind.get("stance", [])
        )

    def _follows_with(self, first: int) -> bool:
        return any(
            mark.last == first and mark.first not in self._covered("list_link")
            for mark in self.by_kind.get("with", [])
        )

    def attacker(self, item: Item) -> str | None:
        """The side whose munitions these are, from this sentence alone: ukraine, russia or None."""
        if item.side is not None:
            return item.side
        if item.is_bare:
            return None
        if item.role in INTERCEPTIONS and self.launcher is not None:
            return self.launcher
        agent = self._agent_after(item.last)
        if agent is not None and self._is_agent_of_attack(agent):
            return agent.value
        if agent is not None:
            passive_launch = self._launched_before(agent, item.last)
            stopped = any(
                mark.value in INTERCEPTIONS and item.last <= mark.first < agent.first
                for mark in self.outcomes
            )
            intercepted = (item.role in INTERCEPTIONS or stopped) and not passive_launch
            return _other(agent.value) if intercepted else agent.value
        verb = self._last_outcome(item.first)
        if verb is None:
            return self._told_against(item)
        subject = self._subject(verb)
        if subject is None or item.role in (None, "hit"):
            return None
        if item.role == "launched":
            self.launcher = subject
        return _other(subject) if item.role in INTERCEPTIONS else subject

    def _told_against(self, item: Item) -> str | None:
        """ "The Ukrainian Air Force said that 359 drones were shot down": the other side's."""
        if item.role not in INTERCEPTIONS:
            return None
        tellers = {mark.value.partition(":")[0] for mark in self.by_kind.get("speaker", [])}
        tellers &= {"ukraine", "russia"}
        return _other(tellers.pop()) if len(tellers) == 1 else None

    def is_told_by(self, side: str) -> bool:
        """Whether this side is named as the one who says it: "Росіяни заявили про атаку"."""
        return any(mark.value == side and self._says(mark) for mark in self.by_kind.get("side", []))

    def striker(self) -> str | None:
        """The side this sentence says struck, whether or not it counts munitions."""
        for mark in self.outcomes:
            if mark.value == "launched":
                subject = self._subject(mark)
                if subject is not None:
                    return subject
        return None

    def _subject(self, verb: Mark) -> str | None:
        """The side that acts: the last named before the verb that is neither target nor weapon."""
        adjectives = self._adjectives()
        speakers = self._covered("speaker")  # an air force that is cited launches nothing here
        subject, place = None, -1
        for mark in self.by_kind.get("side", []):
            if mark.first >= verb.first:
                break
            if verb.value == "launched" and (self._says(mark) or mark.first in speakers):
                continue
            if verb.value in INTERCEPTIONS and self._owns_attack(mark):
                continue
            if mark.first - 1 not in self._covered("toward") and mark.first not in adjectives:
                subject, place = mark.value, mark.first
                if self.reading.lang == "de":
                    # The verb stands last: "hat Russland die Ukraine angegriffen".
                    break
        if subject is None and self.reading.lang == "de":
            # The verb before its subject: "In der Nacht greift Russland die Ukraine an".
            behind = self.by_kind.get("side", [])
            subject = next((mark.value for mark in behind if mark.first == verb.last), None)
        if verb.value == "launched":
            return subject
        for mark in self.by_kind.get("speaker", []):
            side = mark.value.partition(":")[0]
            if place <= mark.first < verb.first and side in ("ukraine", "russia"):
                subject = side
        return subject

    def _owns_attack(self, side: Mark) -> bool:
        """ "Units repelled Russia's overnight attack, destroying ...": the attack's owner."""
        return self.reading.lang == "en" and any(
            0 <= mark.first - side.last <= 2 for mark in self.by_kind.get("strike_noun", [])
        )

    def _says(self, side: Mark) -> bool:
        """Whether a side is named as the speaker: "Ukraine's president said"."""
        return any(0 <= mark.first - side.last <= 3 for mark in self.by_kind.get("said", []))

    def _adjectives(self) -> set[int]:
        """Tokens that describe a munition: the "Russian" of "Russian attack drones"."""
        found: set[int] = set()
        for first in [part.first for part in self.parts] + sorted(self.headed):
            index = first - 1
            while (
                index >= max(self.sentence.first, first - _REACH)
                and self.tokens[index].kind == WORD
                and index not in self._stops
                and index not in self._outcome_tokens
            ):
                found.add(index)
                index -= 1
        return found

    def _agent_after(self, start: int) -> Mark | None:
        """The side named after "by" behind an item."""
        for mark in self.by_kind.get("by", []):
            if mark.first >= start and mark.first - start <= 8:
                for side in self.by_kind.get("side", []):
                    if 0 <= side.first - mark.last <= 1:
                        return side
        return None

    def _is_agent_of_attack(self, agent: Mark) -> bool:
        """The Russia of "shot down 36 drones during an overnight attack by Russia"."""
        ends = {mark.last for mark in self.by_kind.get("strike_noun", [])}
        return any(
            mark.first in ends and 0 <= agent.first - mark.last <= 1
            for mark in self.by_kind.get("by", [])
        )

    def _launched_before(self, agent: Mark, start: int) -> bool:
        return any(
            mark.value == "launched" and start <= mark.first < agent.first for mark in self.outcomes
        )

    # -- places, people ----------------------------------------------------------------------------

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
        return self.tokens[index].norm in _BREAKS

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

    # -- small questions ---------------------------------------------------------------------------

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

    def _parts(self) -> list[_Part]:
        self._stops = self._covered("stop") | self._covered("said")
        self._launch_tokens = {mark.first for mark in self.by_kind.get("launch_cue", [])}
        table = weapons()
        heads = self._covered("compound")
        parts: dict[int, _Part] = {}
        headed = self.headed = set()
        barred = self._covered("not_weapon") | self._outcome_tokens
        for mark in self.by_kind.get("weapon_noun", []):
            if mark.first in barred:
                continue
            if mark.last in heads and self.tokens[mark.last].kind == WORD:
                headed.add(mark.first)
                continue
            name, _, number = mark.value.partition(":")
            parts[mark.first] = _Part(mark.first, mark.last, name, None, number == "1")
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
            parts[mark.first] = _Part(mark.first, mark.last, weapon_class, weapon_id, False)
        ordered: list[_Part] = []
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

    def _describes(self, part: _Part, headed: set[int]) -> bool:
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
            self.tokens[start].norm in _QUOTES
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

    def _clause_end(self, start: int) -> int:
        """Where the reach of an item ends: the next quantity, semicolon or outcome of another."""
        for index in range(start, self.sentence.last):
            if index in self.quantity_at or self.tokens[index].norm == ";":
                return index
        return self.sentence.last

    def _launch_areas(self, start: int) -> tuple[Mark, ...]:
        """Places after "from the direction of ...", up to the next counted munition."""
        stop = self._clause_end(start)
        cue = next((m for m in self.by_kind.get("launch_cue", []) if start <= m.first < stop), None)
        if cue is None:
            return ()
        return tuple(
            mark for mark in self.by_kind.get("place", []) if cue.last <= mark.first < stop
        )

    def _side_in(self, first: int, last: int) -> str | None:
        for mark in self.by_kind.get("side", []):
            if first <= mark.first < last:
                return mark.value
        return None

    def _is_modifier(self, index: int) -> bool:
        token = self.tokens[index]
        if token.kind != WORD or index in self._stops or index in self._outcome_tokens:
            return token.norm in _QUOTES
        if index in self._covered("side") or index in self._covered("weapon_mod"):
            return True
        if self.reading.lang in ("uk", "ru") and not token.norm.endswith(_ADJECTIVES):
            return False
        return (
            index not in self._covered("all_of")
            and index not in self.at["indefinite"]
            and index not in self._covered("be")
        )

    def _is_additional(self, first: int) -> bool:
        marks = self.by_kind.get("additional", [])
        return any(first - 3 <= mark.first < first for mark in marks)

    def _is_inner_participle(self, index: int) -> bool:
        """The "launched" of "five Russia-launched drones"."""
        return self.tokens[index].joined

    def _is_conjoined(self, index: int) -> bool:
        return index - 1 in self._covered("list_link") or index - 1 in self.at["indefinite"]

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

    def _only_dashes(self, start: int, end: int) -> bool:
        return all(
            self.tokens[index].norm in _DASHES
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

    def _attach_jets(self, items: list[Item]) -> None:
        """A share of jet-powered munitions belongs to the item before it."""
        owner: Item | None = None
        for item in items:
            if item.is_share:
                if item.is_jet and owner is not None and item.count is not None:
                    owner.jet_powered = item.count
            elif not item.is_bare:
                owner = item


def _other(side: str) -> str:
    return "russia" if side == "ukraine" else "ukraine"
