"""Assigns a direction to each group of a sentence: the side that received the people.

A direction follows from the people's nation, from "each", from the group before ("and six
civilians", "in return"), or from the verb (`verbs`). Without any of these a group gives a figure
only as the number of one exchange for both sides.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipelines.extraction.exchanges import reach
from pipelines.extraction.exchanges.groups import Group
from pipelines.extraction.exchanges.sides import OTHER_SIDE, SIDES
from pipelines.extraction.exchanges.verbs import receiver
from pipelines.extraction.sentence.actors import Actor
from pipelines.extraction.sentence.distance import covered, follows
from pipelines.extraction.text.annotation import AnnotatedText, Sentence

_LINKS = ("people_link", "sub_count", "people_mod")


@dataclass(frozen=True, slots=True)
class Directed:
    """A group with the side that received it; `basis` is per_side, total or unclear."""

    group: Group
    to_party: str | None
    basis: str


def directed(
    text: AnnotatedText,
    sentence: Sentence,
    states: Sequence[Actor],
    groups: Sequence[Group],
    previous: str | None,
) -> list[Directed]:
    """The groups of one sentence with their directions; groups without a direction are dropped.

    `previous` is the last direction of a sentence shortly before, which "in return" reverses.
    """
    found: list[Directed] = []
    for group in groups:
        found.extend(_directions(text, sentence, states, group, found, previous))
    return found


def summed(text: AnnotatedText, sentence: Sentence, found: Sequence[Directed]) -> list[Directed]:
    """One figure for parts of one category: "213 soldiers and sergeants, 11 officers" are 224."""
    kept: list[Directed] = []
    for each in found:
        if kept and _is_continued(text, sentence, kept[-1], each):
            kept[-1] = _sum(kept[-1], each)
        else:
            kept.append(each)
    return kept


def _is_continued(
    text: AnnotatedText, sentence: Sentence, earlier: Directed, each: Directed
) -> bool:
    one, other = earlier.group, each.group
    return (
        not (one.is_part or other.is_part)
        and one.category in ("pow", "civilian")
        and (one.category, earlier.to_party) == (other.category, each.to_party)
        and one.quantity.qualifier == other.quantity.qualifier == "exact"
        and _is_coordinated(text, sentence, one, other)
    )


def _sum(earlier: Directed, each: Directed) -> Directed:
    one, other = earlier.group, each.group
    quantity = one.quantity._replace(value=one.count + other.count, last=other.quantity.last)
    return Directed(replace(one, quantity=quantity, last=other.last), each.to_party, each.basis)


def _directions(
    text: AnnotatedText,
    sentence: Sentence,
    states: Sequence[Actor],
    group: Group,
    found: Sequence[Directed],
    previous: str | None,
) -> list[Directed]:
    earlier = found[-1] if found else None
    if group.is_elliptic:
        return _other_way(group, earlier)
    if earlier is not None and _is_explained(text, earlier.group, group):
        group = replace(group, is_part=True)
    if group.is_part and earlier is None:
        # A part of a figure that was not understood.
        return []
    if group.nation is not None:
        return _to_own_nation(sentence, group, group.nation, earlier)
    if group.is_formula or (not group.is_part and _is_each(sentence, group)):
        return [Directed(group, "UKR", "per_side"), Directed(group, "RUS", "per_side")]
    if earlier is not None and (
        group.is_part or _is_coordinated(text, sentence, earlier.group, group)
    ):
        return _same_way(group, earlier, found)
    to_party = (
        _in_return(sentence, group, earlier, previous)
        or _from_captivity(sentence, states, text.lang)
        or receiver(text, sentence, states, group)
    )
    if to_party is not None:
        return _one_way(sentence, group, to_party)
    return _without_direction(sentence, states, group)


def _other_way(group: Group, earlier: Directed | None) -> list[Directed]:
    """The second number of "with Ukraine receiving 212 and Russia 45"."""
    if earlier is None or earlier.to_party is None:
        return []
    return [Directed(group, OTHER_SIDE[earlier.to_party], "per_side")]


def _same_way(group: Group, earlier: Directed, found: Sequence[Directed]) -> list[Directed]:
    """The directions of the group before, of which this is a part or a continuation."""
    same = [each for each in found if each.group == earlier.group]
    if group.is_part and len(same) > 1:
        # "45 each, including two children": the children's side is not said.
        return []
    return [replace(each, group=group) for each in same]


def _to_own_nation(
    sentence: Sentence, group: Group, nation: str, earlier: Directed | None
) -> list[Directed]:
    """People go to the state whose people they are."""
    if (
        group.category == "unclear"
        and earlier is not None
        and _in_return(sentence, group, earlier, None)
    ):
        group = replace(group, category=earlier.group.category)
    found = [Directed(group, nation, "per_side")]
    if any(follows(mark, group, reach.SAME_NUMBER) for mark in sentence.of("same_number")):
        # "303 Ukrainian soldiers for the same number of Russian ones"
        found.append(Directed(replace(group, nation=None), OTHER_SIDE[nation], "per_side"))
    return found


def _one_way(sentence: Sentence, group: Group, to_party: str) -> list[Directed]:
    """One direction, or both: "... and in exchange handed over the same number of prisoners"."""
    found = [Directed(group, to_party, "per_side")]
    links = sentence.of("in_return")
    if any(
        group.last <= mark.first
        and any(follows(mark, link, reach.SAME_NUMBER_LINK) for link in links)
        for mark in sentence.of("same_number")
    ):
        found.append(Directed(group, OTHER_SIDE[to_party], "per_side"))
    return found


def _without_direction(sentence: Sentence, states: Sequence[Actor], group: Group) -> list[Directed]:
    """An exact number of people exchanged by both sides, or freed by an exchange."""
    is_total = _is_freed_by_exchange(sentence, states, group) or sentence.has("all_together")
    if group.qualifier != "exact" or not _is_swapped(sentence, states, group, is_total):
        return []
    return [Directed(group, None, "total" if is_total else "unclear")]


def _is_explained(text: AnnotatedText, earlier: Group, group: Group) -> bool:
    """Whether a smaller number explains the one before: "215 prisoners of war, 205 Ukrainians"."""
    return (
        group.category == "unclear"
        and group.count < earlier.count
        and group.first - earlier.last == 1
        and text.tokens[earlier.last].norm in ",—–:("
    )


def _is_each(sentence: Sentence, group: Group) -> bool:
    """Whether "each" follows the people, or comes before them as the one who hands over."""
    return any(
        follows(mark, group, reach.EACH_AFTER) or follows(group, mark, reach.EACH_BEFORE)
        for mark in sentence.of("each")
    )


def _is_coordinated(text: AnnotatedText, sentence: Sentence, earlier: Group, group: Group) -> bool:
    """Whether only connectors lie between two groups: "224 soldiers and six civilians"."""
    between = range(earlier.last, group.first)
    links = covered(sentence, *_LINKS)
    return len(between) <= reach.COORDINATED and all(
        index in links or text.tokens[index].norm in ",+–—-:(" for index in between
    )


def _in_return(
    sentence: Sentence, group: Group, earlier: Directed | None, previous: str | None
) -> str | None:
    """The direction opposite to that of the figure before, where "in return" links the two."""
    for mark in sentence.of("in_return"):
        if earlier is not None:
            is_link = (
                mark.first >= earlier.group.last and mark.first - group.last <= reach.IN_RETURN
            )
            if is_link and earlier.to_party is not None:
                return OTHER_SIDE[earlier.to_party]
        elif previous is not None and mark.first - sentence.first <= reach.OPENING:
            return OTHER_SIDE[previous]
    return None


def _from_captivity(sentence: Sentence, states: Sequence[Actor], lang: str) -> str | None:
    """The other side than that of "from Russian captivity"."""
    for mark in sentence.of("captivity"):
        for actor in states:
            if actor.last == mark.first and actor.iso3 in SIDES:
                return OTHER_SIDE[actor.iso3]
        if lang == "uk" and SIDES.isdisjoint(actor.iso3 for actor in states):
            # "З полону повернули 200 військових": a side brings back its own.
            return "UKR"
    return None


def _is_swapped(sentence: Sentence, states: Sequence[Actor], group: Group, is_total: bool) -> bool:
    """Whether both sides exchanged the people, or no side is named and an exchange freed them."""
    swaps = [mark for mark in sentence.of("exchange_verb") if mark.value == "swap"]
    if not any(
        group.first - mark.last <= reach.SWAP_BEFORE and mark.first - group.last <= reach.SWAP_AFTER
        for mark in [*swaps, *sentence.of("exchange_event")]
    ):
        return False
    sides = {actor.iso3 for actor in states} & SIDES
    if not sides:
        return is_total
    is_object = any(
        follows(group, mark, reach.OBJECT) or follows(mark, group, reach.PASSIVE)
        for mark in sentence.of("swapped")
    )
    return len(sides) == 2 and (is_total or is_object)


def _is_freed_by_exchange(sentence: Sentence, states: Sequence[Actor], group: Group) -> bool:
    """Whether an exchange is the subject, not a state: "The exchange freed 307 people"."""
    verbs = [
        mark
        for mark in sentence.of("exchange_verb")
        if mark.value in ("give", "home") and follows(group, mark, reach.OBJECT)
    ]
    return bool(verbs) and not any(
        actor.is_noun and actor.iso3 in SIDES and follows(verbs[0], actor, reach.SUBJECT)
        for actor in states
    )
