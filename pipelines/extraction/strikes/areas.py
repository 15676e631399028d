"""Counts for areas: "12 – над Курской областью", "по два над Липецкой и Тульской".

Finds whether a count belongs to a region, and multiplies counts that are stated "each".
"""

from pipelines.extraction.strikes import reach
from pipelines.extraction.strikes.counted import Item
from pipelines.extraction.strikes.marks import DASHES, QUOTES, MarkedSentence
from pipelines.extraction.strikes.places import cue_behind
from pipelines.extraction.text.lexicon import Mark
from pipelines.extraction.text.tokens import WORD


def multiply_share(marked: MarkedSentence, item: Item) -> None:
    """ "По 3 БпЛА – над Курской и Брянской областями" are six; no count if areas are unknown."""
    if item.count is None or "apiece" not in marked.of:
        return
    if not any(_is_each(mark, item) for mark in marked.of["apiece"]):
        return
    item.is_each = True
    areas = _areas_behind(marked, item.last) if item.is_regional else 0
    areas = areas or _areas_ahead(marked, item.first)
    item.count = item.count * areas if areas else None


def is_over_area(marked: MarkedSentence, item: Item) -> bool:
    """Whether a Russian post counts these over some area, known to the vocabulary or not."""
    if marked.lang != "ru" or item.is_bare:
        return False
    if is_under_area(marked, item.first):
        return True
    stop = min(marked.clause_end(item.last), item.last + reach.AREA_BEHIND)
    cue = cue_behind(marked, "over", item.last, stop)
    return cue is not None and not marked.has_behind("countrywide", cue.last, reach.COUNTRYWIDE)


def _is_each(apiece: Mark, item: Item) -> bool:
    if apiece.value == "before":
        return apiece.last == item.first
    return item.last <= apiece.first < item.last + reach.APIECE_BEHIND


def _areas_ahead(marked: MarkedSentence, first: int) -> int:
    """The two areas of "над Рязанской и Калужской областями – по одному аппарату"."""
    dash = first - 1
    while dash > marked.first and dash in marked.covered["apiece"]:
        dash -= 1
    if marked.tokens[dash].norm not in DASHES:
        return 0
    cues = [mark for mark in marked.of["over"] if mark.first < dash]
    return _areas_in(marked, cues[-1].last, dash) if cues else 0


def _areas_behind(marked: MarkedSentence, start: int) -> int:
    """How many areas a list behind "over" names; 0 where there is none."""
    stop = marked.clause_end(start)
    cue = cue_behind(marked, "over", start, stop)
    return _areas_in(marked, cue.last, stop) if cue is not None else 0


def _areas_in(marked: MarkedSentence, start: int, stop: int) -> int:
    """How many areas the words of tokens [start, stop) list."""
    ends = marked.outcome_tokens | marked.covered["said"] | marked.covered["additional"]
    areas, is_inside = 0, False
    for index in range(start, stop):
        token = marked.tokens[index]
        if index in ends:
            break
        if token.kind == WORD and index not in marked.covered["list_link"]:
            areas += not is_inside
            is_inside = True
        elif token.norm not in QUOTES:
            is_inside = False
    return areas


def is_under_area(marked: MarkedSentence, first: int) -> bool:
    """ "над Курской областью – 12 БпЛА": the area and a dash precede the count."""
    if first - 1 < marked.first or marked.tokens[first - 1].norm not in DASHES:
        return False
    index = first - 2
    while index >= marked.first and marked.tokens[index].kind == WORD:
        if index in marked.at["over"]:
            return True
        index -= 1
    return False
