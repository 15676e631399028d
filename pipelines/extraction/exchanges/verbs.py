"""Finds who received the people, from the governing verb and the states around it.

Directions from "each", "in return" or the people's nation are in `directions`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.extraction.exchanges import reach
from pipelines.extraction.exchanges.groups import Group
from pipelines.extraction.exchanges.sides import OTHER_SIDE, OWN_SIDE, SIDES
from pipelines.extraction.sentence.actors import Actor, actors, after_preposition, nearest_before
from pipelines.extraction.sentence.distance import follows
from pipelines.extraction.text.annotation import AnnotatedText, Sentence
from pipelines.extraction.text.lexicon import Mark, words

_QUOTES = frozenset('"”»“')


@dataclass(frozen=True, slots=True)
class _Parties:
    """The two sides named by nouns, and those of them after "from", "to" and "by"."""

    named: list[Actor]
    senders: list[Actor]
    receivers: list[Actor]
    agents: list[Actor]

    @property
    def opposite_of_sender(self) -> str | None:
        """The side that people "from Russia" go to."""
        return OTHER_SIDE[self.senders[0].iso3] if self.senders else None


def receiver(
    text: AnnotatedText, sentence: Sentence, states: Sequence[Actor], group: Group
) -> str | None:
    """The side that received a group; None where the verb and its states do not say."""
    verbs = [mark for mark in sentence.of("exchange_verb") if mark.value != "swap"]
    home = _homeward(text, sentence, verbs, group)
    if home is not None:
        return home
    parties = _parties(sentence, states, group)
    before = _governing(text, verbs, group)
    if before:
        return _by_verb_before(text, sentence, states, parties, before)
    after = [mark for mark in verbs if follows(mark, group, reach.VERB_AFTER)]
    if not after:
        return None
    if parties.agents:
        return OTHER_SIDE[parties.agents[0].iso3]
    if parties.receivers:
        return parties.receivers[0].iso3
    if parties.senders:
        return parties.opposite_of_sender
    if any(mark.value == "home" for mark in after):
        return _claimant(sentence, states, group) or _quoted(text, sentence, states)
    return None


def _parties(sentence: Sentence, states: Sequence[Actor], group: Group) -> _Parties:
    sides = [actor for actor in states if actor.iso3 in SIDES and actor.is_noun]
    senders, receivers, agents = (
        [
            actor
            for actor in after_preposition(sentence, sides, kind)
            if reach.PARTY_BEFORE <= actor.first - group.last <= reach.PARTY_AFTER
        ]
        for kind in ("prep_from", "prep_to", "prep_by")
    )
    return _Parties(sides, senders, receivers, agents)


def _homeward(
    text: AnnotatedText, sentence: Sentence, verbs: Sequence[Mark], group: Group
) -> str | None:
    """The side of "на территорию России"; "додому" is the side of the text's language."""
    if not any(mark.value in ("home", "receive") for mark in verbs):
        return None
    for mark in sentence.of("homeward"):
        if reach.HOME_BEFORE <= mark.first - group.last <= reach.HOME_AFTER:
            return mark.value or OWN_SIDE.get(text.lang)
    return None


def _governing(text: AnnotatedText, verbs: Sequence[Mark], group: Group) -> list[Mark]:
    """The verb before the people that takes them as object; one mark for each of its meanings."""
    before = [mark for mark in verbs if follows(group, mark, reach.VERB_BEFORE)]
    if not before:
        return []
    last = max(mark.last for mark in before)
    if any(text.tokens[index].norm == ";" for index in range(last, group.first)):
        return []
    if text.tokens[last].norm in words("auxiliary", text.lang):
        # "the 189 released are ..."
        return []
    return [mark for mark in before if mark.last == last]


def _by_verb_before(
    text: AnnotatedText,
    sentence: Sentence,
    states: Sequence[Actor],
    parties: _Parties,
    verbs: Sequence[Mark],
) -> str | None:
    """The receiver where the verb comes before the people: "Russia handed over 22 soldiers"."""
    subject = nearest_before([actor for actor in states if actor.is_noun], verbs[0].first)
    if subject is not None and subject.iso3 not in SIDES:
        return None
    if parties.receivers:
        return parties.receivers[0].iso3
    meanings = {mark.value for mark in verbs}
    if text.lang in OWN_SIDE and meanings & {"give", "receive"}:
        return _by_case(text, parties, verbs[0], meanings)
    if meanings & {"receive", "return_of"}:
        return parties.opposite_of_sender or (subject.iso3 if subject else None)
    if "give" in meanings and subject is not None:
        return OTHER_SIDE[subject.iso3]
    if "given_to" in meanings:
        others = {actor.iso3 for actor in parties.named if actor not in parties.senders}
        return others.pop() if len(others) == 1 else None
    if subject is not None and sentence.has("captivity"):
        # Who brings people back from captivity brings back their own.
        return subject.iso3
    return parties.opposite_of_sender


def _by_case(text: AnnotatedText, parties: _Parties, verb: Mark, meanings: set[str]) -> str | None:
    """The receiver by grammatical case: "Росія передала" gives, "Росії передали" receives."""
    near = [
        actor
        for actor in parties.named
        if actor not in parties.senders
        and (actor.last <= verb.first or follows(actor, verb, reach.CASE))
    ]
    if not near:
        return parties.opposite_of_sender if "receive" in meanings else None
    actor = min(near, key=lambda each: abs(each.first - verb.first))
    if text.tokens[actor.first].norm in words("nominative", text.lang):
        return OTHER_SIDE[actor.iso3] if "give" in meanings else actor.iso3
    is_next = actor.last == verb.first or actor.first == verb.last
    return actor.iso3 if is_next else None


def _claimant(sentence: Sentence, states: Sequence[Actor], group: Group) -> str | None:
    """The side that says people came home, as its own: "Kyiv said 215 soldiers were freed"."""
    said = [mark.first for mark in sentence.of("said") if mark.first < group.first]
    if not said:
        return None
    claimant = nearest_before([actor for actor in states if actor.iso3 in SIDES], said[-1])
    is_near = claimant is not None and said[-1] - claimant.last <= reach.CLAIMANT
    return claimant.iso3 if claimant is not None and is_near else None


def _quoted(text: AnnotatedText, sentence: Sentence, states: Sequence[Actor]) -> str | None:
    """The side of a quoted leader: "Today 213 soldiers came home. I thank all," wrote Zelensky."""
    if any(actor.iso3 in SIDES for actor in states):
        return None
    at = sentence.index + 1
    for following in text.sentences[at : at + reach.QUOTED_SENTENCES]:
        if following.paragraph != sentence.paragraph:
            return None
        for said in following.of("said"):
            if text.tokens[said.first - 1].norm not in _QUOTES:
                continue
            for actor in actors(text, following):
                if actor.iso3 in SIDES and follows(actor, said, reach.QUOTED):
                    return actor.iso3
    return None
