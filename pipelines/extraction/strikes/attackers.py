"""Finds whose munitions a text counts if the sentence does not say, and cites what says so.

A side rests on characters of the text (a claimant, a side or a place that it names) or on the
publisher, if that is an official channel of a side; never on the language or the length of a text.
The attacker that a single sentence names is read in `sides`.
"""

from collections.abc import Iterable

from pipelines.extraction.document import Evidence
from pipelines.extraction.sentence.actors import SIDE_OF
from pipelines.extraction.sentence.distance import follows
from pipelines.extraction.strikes import reach
from pipelines.extraction.strikes.attack import Attack
from pipelines.extraction.strikes.sides import ISO_OF, claimant_sides, other_side
from pipelines.extraction.text.annotation import AnnotatedText, Sentence
from pipelines.extraction.text.lexicon import Mark
from pipelines.vocabulary.places import places

_NAMED = frozenset({"UKR", "RUS"})
# Regions that are in Ukraine and occupied: naming them does not say whose post it is.
_CONTESTED = ("UA01", "UA14", "UA23", "UA44", "UA65", "UA85")


def default_attacker(text: AnnotatedText) -> str | None:
    """The side whose munitions a text counts unless a sentence says otherwise; None if unclear.

    A claimant counts the munitions of its opponent. Next come the owner of the munitions, then the
    opponent of the side whose places are named.
    """
    if text.channel_side is not None:
        return other_side(text.channel_side)
    for named in (
        claimant_sides(_marks(text.sentences, "speaker")),
        {other_side(side) for side in _owners(text)},
        {
            _side_of_place(mark)
            for sentence in text.sentences
            for mark in _places_attacked(sentence)
            if not _is_side(sentence, mark)
        }
        & ISO_OF.keys(),
    ):
        if len(named) == 1:
            return other_side(str(named.pop()))
    sides = {mark.value for mark in _marks(text.sentences, "side")}
    if text.lang == "uk" and "russia" in sides:
        return "russia"
    return "russia" if "russia" in sides and _marks(text.sentences, "weapon") else None


def is_of_another_war(text: AnnotatedText) -> bool:
    """Whether a text names parties of other wars and neither Ukraine nor Russia by name.

    "The enemy" and "the occupiers" name neither.
    """
    if text.channel_side is not None or not _marks(text.sentences, "belligerent"):
        return False
    return not any(is_of_this_war(sentence) for sentence in text.sentences)


def is_of_this_war(sentence: Sentence) -> bool:
    """Whether a sentence names Ukraine or Russia, one of their places, or a body of theirs."""
    states = sentence.of("state", "state_adj", "state_seat")
    return (
        any(mark.value in _NAMED for mark in states)
        or bool(claimant_sides(sentence.of("speaker")))
        or any(_side_of_place(mark) for mark in sentence.of("place"))
    )


def evidence_of_sides(text: AnnotatedText, attack: Attack) -> tuple[Evidence, ...] | None:
    """The characters that name the attacker or the target, those of the attack's sentences first.

    Empty if only the publisher's side says so; None if nothing does.
    """
    sentences = [*attack.sentences, *text.sentences]
    found = []
    for column, side in (
        ("attacker_iso3", attack.attacker), ("target_iso3", other_side(attack.attacker)),
    ):  # fmt: skip
        mark = next((mark for one in sentences for mark in _naming(one, side)), None)
        if mark is not None:
            found.append(text.evidence(column, mark.first, mark.last))
    return tuple(found) if found or text.channel_side is not None else None


def _naming(sentence: Sentence, side: str) -> list[Mark]:
    """The marks of a sentence that name a side, its bodies or its places."""
    return [
        mark for mark in sentence.of("side", "speaker", "place")
        if (mark.kind == "side" and mark.value == side)
        or (mark.kind == "speaker" and mark.value.partition(":")[0] == side)
        or (mark.kind == "place" and _side_of_place(mark) == side)
    ]  # fmt: skip


def _side_of_place(mark: Mark) -> str | None:
    return SIDE_OF.get(places()[mark.value].iso3)


def attacker_of_places(sentence: Sentence) -> str | None:
    """The opponent of the side whose places a sentence names; None where they are of both."""
    sides = {_side_of_place(mark) for mark in _places_attacked(sentence)} & ISO_OF.keys()
    return other_side(str(sides.pop())) if len(sides) == 1 else None


def _owners(text: AnnotatedText) -> set[str]:
    """The sides that own munitions: the "ворожих" of "ворожих ударних БпЛА"."""
    return {
        side.value
        for sentence in text.sentences
        for munition in sentence.of("weapon_noun", "weapon")
        for side in sentence.of("side")
        if follows(munition, side, reach.OWNER)
    }


def _places_attacked(sentence: Sentence) -> list[Mark]:
    """The places a sentence names, without launch areas and contested regions."""
    known = places()
    return [
        mark
        for mark in sentence.of("place")
        if known[mark.value].adm1_pcode not in _CONTESTED
        and all(mark.first < cue.first for cue in sentence.of("launch_cue"))
    ]


def _is_side(sentence: Sentence, place: Mark) -> bool:
    """Whether a capital names its side: "Moscow said"."""
    return any(side.first == place.first for side in sentence.of("side"))


def _marks(sentences: Iterable[Sentence], *kinds: str) -> list[Mark]:
    return [mark for sentence in sentences for mark in sentence.of(*kinds)]
