"""Counts for areas: "12 – над Курской областью", "по два над Липецкой и Тульской".

Whether a count is a region's, and how many a share "each" makes.
"""

from pipelines.extraction.strikes.counted import Item
from pipelines.extraction.strikes.marks import DASHES, QUOTES, Marked
from pipelines.extraction.text.tokens import WORD


class Areas(Marked):
    """Reads counts given for areas, singly or "each"."""

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
        if self.tokens[dash].norm not in DASHES:
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
            elif token.norm not in QUOTES:
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
        if first - 1 < self.sentence.first or self.tokens[first - 1].norm not in DASHES:
            return False
        index = first - 2
        while index >= self.sentence.first and self.tokens[index].kind == WORD:
            if index in self.at["over"]:
                return True
            index -= 1
        return False
