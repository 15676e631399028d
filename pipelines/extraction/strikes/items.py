"""What one sentence counts: munitions with their outcome, locations, casualties.

The parts of the reading stand in modules of their own (`strike_nouns`, `strike_outcomes`,
`strike_areas`, `strike_people`, `strike_sides`); here they are put in order. How items of many
sentences make up claims is decided in `strikes` and `strike_rows`.
"""

from pipelines.extraction.strikes.areas import Areas
from pipelines.extraction.strikes.counted import Counted, Item
from pipelines.extraction.strikes.nouns import Nouns
from pipelines.extraction.strikes.outcomes import Outcomes
from pipelines.extraction.strikes.people import People
from pipelines.extraction.strikes.sides import Sides


class Counter(Nouns, Outcomes, Areas, People, Sides):
    """Reads one sentence; marks are indexed once."""

    def read(self) -> Counted:
        """Everything counted here, in the order of the text."""
        found = Counted()
        people = self._casualties(found)
        used = self._read_quantities(found, people)
        for part in self.parts:
            if part.first not in used:
                item = self._uncounted(part, used)
                if item is not None:
                    found.items.append(item)
        bare_all = self._all_of_them()
        if bare_all is not None:
            found.items.append(bare_all)
        found.items.sort(key=lambda item: item.first)
        found.items = self._settled(found.items)
        for item in found.items:
            item.is_regional = item.is_regional or bool(item.places) or self._is_over(item)
            self._distribute(item)
        return found

    def _read_quantities(self, found: Counted, people: set[int]) -> set[int]:
        """Items and locations of the numbers that count no people; the tokens items took."""
        used: set[int] = set()
        sharing: Item | None = None
        quantities = self.sentence.quantities
        skip = -1
        for position, quantity in enumerate(quantities):
            if quantity.first < skip or quantity.first in people:
                continue
            located = self._location(quantity)
            if located is not None:
                found.locations.append(located)
                continue
            following = next(iter(quantities[position + 1 : position + 2]), None)
            total = self._total_of(quantity, following) if following is not None else None
            lead = quantity
            if total is not None:
                lead, skip = total, total.last
            item = self._item(quantity, lead, total)
            if item is None:
                continue
            if total is None and following is not None:
                skip = self._total_behind(item, following) or skip
            if item.weapon_class is not None:
                used.update(range(item.first, item.last))
            if self._is_included(item, sharing):
                item.is_share, sharing = True, item
            else:
                sharing = None
            found.items.append(item)
        return used

    def _settled(self, items: list[Item]) -> list[Item]:
        """The items with the outcomes that govern them; those of no munition left out."""
        for item in items:
            self._govern(item)
        self._coordinate(items)
        self._settle_wholes(items)
        self._settle_lone(items)
        self._enclose(items)
        items = [item for item in items if item.weapon_class != "other"]
        self._attach_jets(items)
        if self.reading.lang == "uk" and any(
            when.kind in ("night", "window") for when in self.sentence.whens
        ):
            self._settle_verbless(items)
        return items
