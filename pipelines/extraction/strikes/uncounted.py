"""Reads munitions named without a number: all of them, one of them, or only named."""

from pipelines.extraction.strikes import reach
from pipelines.extraction.strikes.counted import INTERCEPTIONS, Item
from pipelines.extraction.strikes.marks import ADJECTIVES, QUOTES, MarkedSentence, Part
from pipelines.extraction.strikes.nouns import has_another_before, is_all_word
from pipelines.extraction.strikes.phrases import name_munition
from pipelines.extraction.strikes.places import launch_areas, places_ahead, places_behind
from pipelines.extraction.text.tokens import WORD


def uncounted_item(marked: MarkedSentence, part: Part) -> Item | None:
    """The munition of a phrase without number; one where a singular plainly means one."""
    item = Item(marked.sentence, part.first, part.last)
    if not name_munition(marked, item, part.first):
        return None
    item.is_uncounted = True
    item.first = _phrase_start(marked, part.first)
    item.side = marked.side_in(item.first, item.last)
    before = item.first - 1
    item.is_all = is_all_word(marked, before)
    item.is_definite = before in marked.at["definite"]
    if item.is_all:
        return item
    has_article = before in marked.at["indefinite"]
    if item.is_singular and _counts_one(marked, has_article, item.is_definite):
        item.count, item.is_uncounted, item.is_lone = 1, False, True
        if has_article:
            item.first = before
    item.is_share = _is_part_of_more(marked, item.first, part.first)
    item.is_additional = has_another_before(marked, item.first)
    item.launch_areas = launch_areas(marked, item.last)
    item.places = places_behind(marked, item.last)
    if marked.lang == "ru" and not item.places:
        item.places = places_ahead(marked, item.first)
    return item


def all_of_them(marked: MarkedSentence) -> Item | None:
    """ "All of them were shot down", "Усі збито", where no munition or number is named."""
    for mark in marked.of["all_of"]:
        if mark.first - 1 in marked.covered["nearly"]:
            continue
        following = mark.last
        if following in marked.at["share"]:
            following = marked.at["share"][following].last
        outcome = marked.next_outcome(following, reach.OUTCOME_BEHIND)
        if outcome is None or outcome.value not in INTERCEPTIONS:
            continue
        named = any(mark.first <= part.first < outcome.last for part in marked.parts)
        counted = any(mark.first <= one.first < outcome.first for one in marked.quantities)
        if not named and not counted:
            return Item(
                marked.sentence, mark.first, mark.last, is_all=True, is_bare=True,
                is_uncounted=True,
            )  # fmt: skip
    return None


def _phrase_start(marked: MarkedSentence, first: int) -> int:
    """The first token of the modifiers before a munition at `first`."""
    limit = max(marked.first, first - reach.MODIFIERS_OF_UNCOUNTED)
    while first > limit and _is_modifier(marked, first - 1):
        first -= 1
    return first


def _is_modifier(marked: MarkedSentence, index: int) -> bool:
    token = marked.tokens[index]
    if token.kind != WORD or index in marked.stops or index in marked.outcome_tokens:
        return token.norm in QUOTES
    if index in marked.covered["side"] or index in marked.covered["weapon_mod"]:
        return True
    if marked.lang in ("uk", "ru") and not token.norm.endswith(ADJECTIVES):
        return False
    return (
        index not in marked.covered["all_of"]
        and index not in marked.at["indefinite"]
        and index not in marked.covered["be"]
    )


def _counts_one(marked: MarkedSentence, has_article: bool, is_definite: bool) -> bool:
    """A singular that plainly counts one: "a missile", "ракету Х-59"."""
    return marked.lang in ("uk", "ru") or (has_article and not is_definite)


def _is_part_of_more(marked: MarkedSentence, first: int, noun: int) -> bool:
    """Whether "including" or "some of" makes the munition a part of what was counted before."""
    return any(
        0 <= first - mark.last <= reach.SHARE_BEFORE and mark.first > marked.head
        for mark in marked.of["including"]
    ) or any(first - reach.SOME_OF_BEFORE <= mark.first < noun for mark in marked.of["some_of"])
