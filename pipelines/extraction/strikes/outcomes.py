"""Assigns an outcome to each munition: the one right behind it, or the last one before it.

Parts and totals of one sentence do not belong here (`shares`).
"""

from pipelines.extraction.sentence.stance import is_negated_near
from pipelines.extraction.strikes import reach
from pipelines.extraction.strikes.counted import INTERCEPTIONS, Item
from pipelines.extraction.strikes.marks import QUOTES, MarkedSentence
from pipelines.extraction.text.lexicon import Mark
from pipelines.extraction.text.tokens import WORD

# Languages that describe with a participle behind the noun: "29 drones launched by Russia".
_PARTICIPLE_BEHIND = frozenset({"en", "es", "fr", "it", "pt"})
_STOPPED = ("shot_down", "suppressed", "merged", "neutralised")


def assign_outcome(marked: MarkedSentence, item: Item) -> None:
    """Give an item the outcome right behind it, else the last before it, as its role."""
    if item.role is not None or item.is_share:
        return
    after = marked.next_outcome(item.last, reach.OUTCOME_BEHIND)
    before = marked.last_outcome(item.first)
    if _is_remainder(marked, item):
        item.role = "negated"
        return
    is_stopped_behind = after is not None and after.value in INTERCEPTIONS
    if _follows_with(marked, item.first) and not is_stopped_behind:
        item.role, item.is_by_with = "launched", True
        return
    if after is not None and before is not None and _only_describes(marked, item, before, after):
        after = None
    if after is not None and marked.lang == "en":
        after = _beyond_participle(marked, item, after)
        if _is_active(marked, item, after):
            item.role = "active"
            return
    item.has_verb_behind = after is not None
    chosen = after or before
    if chosen is None:
        return
    if is_negated_near(marked.sentence, chosen.first, reach.NEGATION_BEFORE):
        item.role = "negated"
        return
    item.role = "lost" if chosen.value == "lost_behind" else chosen.value
    stops_one = chosen.last - 1 in marked.covered["one_stopped"]
    if item.is_uncounted and not item.is_all and stops_one:
        item.count, item.is_uncounted = 1, False


def _is_remainder(marked: MarkedSentence, item: Item) -> bool:
    """Whether munitions are those "that were not destroyed": a rest, which was counted before."""
    return "stance" in marked.of and any(
        0 <= mark.first - item.last <= reach.REMAINDER
        and mark.value in INTERCEPTIONS
        and is_negated_near(marked.sentence, mark.first, reach.NEGATION_BEFORE)
        for mark in marked.outcomes
    )


def coordinate(marked: MarkedSentence, items: list[Item]) -> None:
    """ "Шесть ракет и два БпЛА были уничтожены": the outcome behind the last governs them all."""
    for place in range(len(items) - 2, -1, -1):
        item, following = items[place], items[place + 1]
        if item.is_share or following.is_share:
            continue
        if item.role is not None and not _may_change(marked, item, following):
            continue
        between = range(item.last, following.first)
        if len(between) <= reach.COORDINATED and all(
            index in marked.covered["list_link"]
            or marked.tokens[index].norm in ",/"
            or marked.tokens[index].norm in QUOTES
            for index in between
        ):
            item.role = following.role


def _may_change(marked: MarkedSentence, item: Item, following: Item) -> bool:
    """Whether the outcome behind the next munition outweighs the one an item has."""
    if any(mark.last == item.first for mark in marked.of["share"]):
        return True
    if not following.has_verb_behind:
        return False
    is_stopped = item.is_by_with and following.role in INTERCEPTIONS
    return is_stopped or _opens_clause(marked, item)


def _follows_with(marked: MarkedSentence, first: int) -> bool:
    return "with" in marked.of and any(
        mark.last == first and mark.first not in marked.covered["list_link"]
        for mark in marked.of["with"]
    )


def _only_describes(marked: MarkedSentence, item: Item, before: Mark, after: Mark) -> bool:
    """In "shot down 14 drones launched overnight" the participle behind only describes."""
    if marked.lang not in _PARTICIPLE_BEHIND:
        return False
    if after.value not in ("launched", "hit", *_STOPPED):
        return False
    if any(index in marked.covered["be"] for index in range(item.last, after.first)):
        return False
    if after.value == "launched" and before.value in INTERCEPTIONS:
        return True
    return all(marked.tokens[index].norm != "," for index in range(before.last, item.first))


def _beyond_participle(marked: MarkedSentence, item: Item, after: Mark) -> Mark:
    """The verb of "29 drones launched by Russia were destroyed"; else `after` itself."""
    if after.value != "launched" or after.first != item.last:
        return after
    following = next((mark for mark in marked.outcomes if mark.first >= after.last), None)
    if following is None or following.first - after.last > reach.VERB_BEHIND_PARTICIPLE:
        return after
    plain = all(marked.tokens[index].kind == WORD for index in range(after.last, following.first))
    helped = following.first - 1 in marked.covered["be"]
    return following if plain and helped and following.value in INTERCEPTIONS else after


def _is_active(marked: MarkedSentence, item: Item, after: Mark) -> bool:
    """Whether the munitions do it themselves: "two missiles destroyed a warehouse"."""
    if after.value not in _STOPPED or after.last - after.first > 1 or after.first != item.last:
        return False
    index = after.last
    if index >= marked.last or marked.tokens[index].kind != WORD:
        return False
    if index in marked.at["definite"] or index in marked.at["indefinite"]:
        return True
    return not any(index in marked.covered[kind] for kind in ("stop", "night", "weekday", "by"))


def _opens_clause(marked: MarkedSentence, item: Item) -> bool:
    """In "downed 116 drones, that six missiles and 27 drones struck" the six begin anew."""
    before = item.first - 1
    return (
        marked.lang == "en"
        and not item.has_verb_behind
        and before - 1 >= marked.first
        and marked.tokens[before].kind == WORD
        and before in marked.stops
        and marked.tokens[before - 1].norm == ","
    )
