"""Finds whose munitions they are: the subject of the verb, the agent after "by", or the claimant.

A side that is cited or targeted, or that only owns the attack that was repelled, is not a subject.
"""

from pipelines.extraction.sentence.actors import SIDE_OF
from pipelines.extraction.sentence.distance import follows
from pipelines.extraction.strikes import reach
from pipelines.extraction.strikes.counted import INTERCEPTIONS, Item
from pipelines.extraction.strikes.marks import MarkedSentence
from pipelines.extraction.text.lexicon import Mark
from pipelines.vocabulary.weapons import weapons

_CLAUSES = frozenset((",", "and", "but", "while", "that", "which"))
"""Words between two verbs of which the second may have the subject of the first."""

ISO_OF = {side: iso3 for iso3, side in SIDE_OF.items()}
"""The state of a warring side."""


_USERS = {
    **dict.fromkeys(("RUS", "IRN", "PRK"), "russia"),
    **dict.fromkeys(("UKR", "GBR", "FRA", "USA"), "ukraine"),
}
"""The side that uses the munitions of a state's make."""

_USED_BY_BOTH = ("s-300", "s-400", "s-300-400", "tochka-u")


def user(item: Item) -> str | None:
    """The side that alone uses the models of an item: Kalibr missiles are Russia's."""
    known = weapons()
    origins = {known[one].origin_iso3 for one in item.weapons if one not in _USED_BY_BOTH}
    sides = {_USERS.get(origin) for origin in origins}
    return sides.pop() if len(sides) == 1 else None


def claimant_sides(marks: list[Mark]) -> set[str]:
    """The warring sides of marks of kind `speaker`, which are valued `side:Name`."""
    return {mark.value.partition(":")[0] for mark in marks} & ISO_OF.keys()


class Sides:
    """Attributes the items of one sentence, in order.

    The side found to launch one item is that of the items intercepted after it.
    """

    def __init__(self, marked: MarkedSentence) -> None:
        self._marked = marked
        self._launcher: str | None = None

    def attacker(self, item: Item) -> str | None:
        """The side whose munitions these are, from this sentence alone: ukraine, russia or None."""
        if item.side is not None or item.is_bare:
            return item.side
        if item.role in INTERCEPTIONS and self._launcher is not None:
            return self._launcher
        agent = _agent_behind(self._marked, item.last)
        if agent is not None:
            return _by_agent(self._marked, item, agent)
        verb = self._marked.last_outcome(item.first)
        if verb is None:
            return _by_claimant(self._marked, item)
        subject = _subject(self._marked, verb)
        if subject is None or item.role in (None, "hit"):
            return None
        if item.role == "launched":
            self._launcher = subject
        return other_side(subject) if item.role in INTERCEPTIONS else subject


def is_claimed_by(marked: MarkedSentence, side: str) -> bool:
    """Whether this side is named as the claimant: "Росіяни заявили про атаку"."""
    return "said" in marked.of and any(
        mark.value == side and _is_cited(marked, mark) for mark in marked.of["side"]
    )


def striker(marked: MarkedSentence) -> str | None:
    """The side that struck by this sentence, whether or not it counts munitions."""
    for mark in marked.outcomes:
        subject = _subject(marked, mark) if mark.value == "launched" else None
        if subject is not None:
            return subject
    return None


def _by_agent(marked: MarkedSentence, item: Item, agent: Mark) -> str:
    """The attacker of "shot down by Ukraine", "launched by Russia", "an attack by Russia"."""
    if _is_agent_of_attack(marked, agent):
        return agent.value
    between = [mark.value for mark in marked.outcomes if item.last <= mark.first < agent.first]
    is_stopped = item.role in INTERCEPTIONS or not INTERCEPTIONS.isdisjoint(between)
    return other_side(agent.value) if is_stopped and "launched" not in between else agent.value


def _by_claimant(marked: MarkedSentence, item: Item) -> str | None:
    """ "The Ukrainian Air Force said that 359 drones were shot down": the other side's."""
    if item.role not in INTERCEPTIONS:
        return None
    sides = claimant_sides(marked.of["speaker"])
    return other_side(sides.pop()) if len(sides) == 1 else None


def _subject(marked: MarkedSentence, verb: Mark) -> str | None:
    """The side that acts: the last named before the verb that is neither target nor weapon.

    For other verbs than launching, a claimant named behind that side acts in its stead.
    """
    actor = _actor(marked, verb)
    if actor is None and marked.lang == "de":
        # The verb before its subject: "In der Nacht greift Russland die Ukraine an".
        subject = next((one.value for one in marked.of["side"] if one.first == verb.last), None)
    else:
        subject = actor.value if actor is not None else None
    if verb.value == "launched":
        return other_side(subject) if subject and _endures(marked, actor, verb) else subject
    start = actor.first if actor is not None else -1
    for mark in marked.of["speaker"]:
        if start <= mark.first < verb.first:
            subject = next(iter(claimant_sides([mark])), subject)
    return subject


def _endures(marked: MarkedSentence, actor: Mark | None, verb: Mark) -> bool:
    """ "Ukraine's capital endured an assault that included 12 drones": the subject is attacked."""
    return actor is not None and any(
        actor.last <= mark.first < verb.first for mark in marked.of["endured"]
    )


def _actor(marked: MarkedSentence, verb: Mark) -> Mark | None:
    """The side named before a verb that may act in it; the last one, in German the first."""
    describing = marked.describing
    objects = marked.covered["object_form"]  # "Украину атаковали 46 беспилотников"
    # An air force that is cited launches nothing here: the verb does not follow it at once.
    cited = [mark for mark in marked.of["speaker"] if mark.last != verb.first]
    speakers = {index for mark in cited for index in range(mark.first, mark.last)}
    struck = {each.last for each in marked.outcomes if each.value == "launched"}
    actor = None
    for mark in marked.of["side"]:
        if mark.first >= verb.first:
            break
        if verb.value == "launched" and (
            _is_cited(marked, mark) or mark.first in speakers or _stops(marked, mark, verb)
        ):
            continue
        if verb.value in INTERCEPTIONS and _owns_attack(marked, mark):
            continue
        is_object = mark.first - 1 in marked.covered["toward"] or mark.first in objects
        # "Russians attacked Ukraine", "оккупанты возобновили атаки Украины"
        is_struck = actor is not None and mark.first in struck
        if is_object or is_struck or mark.first in describing:
            continue
        if marked.lang == "de":
            # The verb comes last: "hat Russland die Ukraine angegriffen".
            return mark
        actor = mark
    return actor


def _stops(marked: MarkedSentence, side: Mark, verb: Mark) -> bool:
    """ "Ukraine downed 3 of the 4 drones fired in ...": a participle behind what a side stopped."""
    return marked.lang == "en" and any(
        side.last <= stop.first and stop.last <= verb.first
        and all(token.norm not in _CLAUSES for token in marked.tokens[stop.last : verb.first])
        for stop in marked.outcomes
        if stop.value in INTERCEPTIONS
    )  # fmt: skip


def _owns_attack(marked: MarkedSentence, side: Mark) -> bool:
    """ "Units repelled Russia's overnight attack, destroying ...": the attack's owner."""
    return marked.lang == "en" and marked.has_behind("strike_noun", side.last, reach.OWNED_ATTACK)


def _is_cited(marked: MarkedSentence, side: Mark) -> bool:
    """Whether a side is named as the claimant: "Ukraine's president said".

    In "drones from Russia, said the Air Force" the air force is.
    """
    return any(
        0 <= said.first - side.last <= reach.SAID_BEHIND and said.last not in marked.at["speaker"]
        for said in marked.of["said"]
    )


def _agent_behind(marked: MarkedSentence, start: int) -> Mark | None:
    """The side named after "by" behind an item."""
    for by in marked.of["by"]:
        if 0 <= by.first - start <= reach.BY_BEHIND:
            for side in marked.of["side"]:
                if follows(side, by, reach.SIDE_AFTER_BY):
                    return side
    return None


def _is_agent_of_attack(marked: MarkedSentence, agent: Mark) -> bool:
    """The Russia of "shot down 36 drones during an overnight attack by Russia"."""
    ends = {mark.last for mark in marked.of["strike_noun"]}
    return any(
        by.first in ends and follows(agent, by, reach.SIDE_AFTER_BY) for by in marked.of["by"]
    )


def other_side(side: str) -> str:
    """The opponent of a side."""
    return "russia" if side == "ukraine" else "ukraine"
