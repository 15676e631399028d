"""Finds the parties at the table, the mediators and the heads of delegation."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipelines.extraction.negotiations import reach
from pipelines.extraction.negotiations.round import PARTIES
from pipelines.extraction.sentence.actors import Actor, isos
from pipelines.extraction.sentence.distance import covered, follows, gap
from pipelines.extraction.text.annotation import AnnotatedText, Sentence
from pipelines.extraction.text.lexicon import Mark

_AT_WAR = frozenset(("UKR", "RUS"))
_LINKS = frozenset((",", "-", "–", "/", "’", "'"))
_LISTED = ("party_link", "delegate", "article", "between", "negotiator")


@dataclass(frozen=True, slots=True)
class StateList:
    """States listed together: "Ukraine, Russia and the United States"."""

    actors: tuple[Actor, ...]

    @property
    def first(self) -> int:
        """The first token of the list."""
        return self.actors[0].first

    @property
    def last(self) -> int:
        """The first token after the list."""
        return self.actors[-1].last


def parties(
    text: AnnotatedText,
    sentence: Sentence,
    states: Sequence[Actor],
    held: Sequence[Mark],
    mediated_by: frozenset[str],
) -> list[str]:
    """Codes of the parties at the table, sorted: a list beside the talks, or who met whom."""
    named = _with_negotiators(sentence, states)
    lists = [
        each
        for each in _state_lists(text, sentence, named)
        if len(PARTIES.intersection(isos(each.actors)) - mediated_by) >= 2
    ]
    nearest = min(lists, key=lambda each: gap(each, held[0]), default=None)
    found = isos(nearest.actors) if nearest is not None else []
    met = next(iter(sentence.of("met")), None)
    if met is not None and (nearest is None or gap(nearest, met) <= reach.MET_LIST):
        # Who met is the subject; whom they met follows.
        subject = [actor for actor in named if follows(met, actor, reach.MET_SUBJECT)]
        found += isos(named if nearest is None else subject)
    elif nearest is None:
        found = _talks_with(sentence, named, held)
    if nearest is None:
        found = [iso3 for iso3 in found if iso3 not in mediated_by]
    if sentence.has("trilateral", "trilateral"):
        found += isos(named)
    return sorted(PARTIES.intersection(found))


def mediators(sentence: Sentence, states: Sequence[Actor]) -> frozenset[str]:
    """Codes of the states next to a word of mediation."""
    return frozenset(
        actor.iso3
        for actor in states
        if actor.iso3 not in _AT_WAR
        and any(
            follows(actor, mark, reach.MEDIATOR) or follows(mark, actor, reach.MEDIATOR)
            for mark in sentence.of("mediation")
        )
    )


def heads(text: AnnotatedText, sentence: Sentence) -> dict[str, str]:
    """Heads of delegation by party: known negotiators close to "led by", one for each."""
    found: dict[str, str] = {}
    cues = sentence.of("head_cue")
    for mark in sentence.of("negotiator"):
        party, _, name = mark.value.partition(":")
        is_near = any(
            follows(cue, mark, reach.HEAD_AFTER)
            or (
                follows(mark, cue, reach.HEAD_BEFORE)
                and all(token.norm != ";" for token in text.tokens[cue.last : mark.first])
            )
            for cue in cues
        )
        is_by = any(follows(mark, each, reach.HEAD_BY) for each in sentence.of("prep_by"))
        if is_near or (is_by and cues):
            found.setdefault(party, name)
    return found


def met_another_state(sentence: Sentence, held: Mark, states: Sequence[Actor]) -> bool:
    """Whether a party met an outsider: "Ukrainian delegates met the Turkish president"."""
    whom = next((actor for actor in states if follows(actor, held, reach.MET_WHOM)), None)
    if held.kind != "met" or whom is None or whom.iso3 in PARTIES:
        return False
    places = {each.last for each in sentence.of("venue_in")}
    if whom.first in places or whom.first - 1 in places:
        return False
    # "met in Geneva, Switzerland"
    return not any(follows(whom, place, reach.VENUE_STATE) for place in sentence.of("venue"))


def _with_negotiators(sentence: Sentence, states: Sequence[Actor]) -> list[Actor]:
    """The states of a sentence with those that its known negotiators represent, in order."""
    people = [
        Actor(mark.value.partition(":")[0], mark.first, mark.last, True, True)
        for mark in sentence.of("negotiator")
    ]
    taken = {index for actor in people for index in range(actor.first, actor.last)}
    others = [actor for actor in states if actor.first not in taken]
    return sorted([*people, *others], key=lambda actor: actor.first)


def _state_lists(
    text: AnnotatedText, sentence: Sentence, states: Sequence[Actor]
) -> Iterator[StateList]:
    """Runs of states with nothing but links, delegates and names between them."""
    links = covered(sentence, *_LISTED)
    run: list[Actor] = []
    for actor in states:
        between = range(run[-1].last, actor.first) if run else range(0)
        is_listed = len(between) <= reach.LISTED and all(
            index in links or text.tokens[index].norm in _LINKS or text.tokens[index].is_capital
            for index in between
        )
        if run and not is_listed:
            yield StateList(tuple(run))
            run = []
        run.append(actor)
    if run:
        yield StateList(tuple(run))


def _talks_with(sentence: Sentence, states: Sequence[Actor], held: Sequence[Mark]) -> list[str]:
    """The first state named and the one after "with": "Witkoff held talks with Putin"."""
    ends = {mark.last for mark in held}
    for mark in sentence.of("talks_with"):
        after = [actor for actor in states if follows(actor, mark, reach.WITH)]
        before = [each for each in states if each.last < mark.first and each.iso3 in PARTIES]
        if mark.first in ends and after and before:
            return isos([before[0], after[0]])
    return []
