"""The flying objects that a sentence names: their type, model, number and nation.

`violations` and `encounters` decide whether one of them entered an airspace.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.extraction.airspace import reach
from pipelines.extraction.airspace.states import SENDERS
from pipelines.extraction.sentence.actors import Actor
from pipelines.extraction.text.annotation import AnnotatedText, Sentence
from pipelines.extraction.text.lexicon import Mark, words
from pipelines.extraction.text.numbers import Quantity

_NAMES = ("flyer", "aircraft_model", "responder_model", "one_flyer")
_MADE = ("made", "type", "style")
_QUOTES = frozenset("\"“”«»'‘’")


@dataclass(frozen=True, slots=True)
class FlyingObject:
    """Flying objects in tokens [first, last), with their number and nation where stated.

    `upper` is the second number of "two or three"; `count_first` the first token of number or
    article.
    """

    object_type: str
    model: str | None
    count: int | None
    qualifier: str | None
    upper: int | None
    nation: str | None
    first: int
    last: int
    count_first: int


@dataclass(frozen=True, slots=True)
class _Count:
    """How many objects there are; `first` is the first token of number or article."""

    first: int
    value: int | None = None
    qualifier: str | None = None
    upper: int | None = None


def objects(text: AnnotatedText, sentence: Sentence, states: Sequence[Actor]) -> list[FlyingObject]:
    """Each run of nouns and models that names flying objects, in order."""
    fillers = _fillers(text, sentence)
    strikes = {mark.first for mark in sentence.of("strike_noun")}
    found = [
        _object(text, sentence, states, run, fillers)
        for run in _runs(text, sentence, fillers)
        if run[-1].last not in strikes  # "missile strikes"
    ]
    return [flyer for flyer in found if flyer.object_type != "object"]


def is_responder(sentence: Sentence, flyer: FlyingObject) -> bool:
    """Whether an object was sent up against intruders: "scrambled two jets"."""
    return any(
        mark.last == flyer.count_first and mark.value in ("scrambled", "escorted")
        for mark in sentence.of("response")
    )


def _fillers(text: AnnotatedText, sentence: Sentence) -> set[int]:
    """Tokens that may be among the nouns and models of one name."""
    modifiers = {
        index
        for mark in sentence.of("flyer_mod", "state_adj")
        for index in range(mark.first, mark.last)
    }
    quotes = {
        index
        for index in range(sentence.first, sentence.last)
        if text.tokens[index].norm in _QUOTES
    }
    return modifiers | quotes


def _runs(text: AnnotatedText, sentence: Sentence, fillers: set[int]) -> list[list[Mark]]:
    runs: list[list[Mark]] = []
    end = 0
    for mark in sorted(sentence.of(*_NAMES), key=lambda mark: mark.first):
        gap = range(end, mark.first)
        is_name = len(gap) == 1 and text.tokens[gap[0]].is_capital
        if runs and (is_name or all(index in fillers for index in gap)):
            runs[-1].append(mark)
            end = max(end, mark.last)
        else:
            runs.append([mark])
            end = mark.last
    return runs


def _object(
    text: AnnotatedText,
    sentence: Sentence,
    states: Sequence[Actor],
    run: Sequence[Mark],
    fillers: set[int],
) -> FlyingObject:
    first, last = run[0].first, max(mark.last for mark in run)
    while first - 1 >= sentence.first and first - 1 in fillers:
        first -= 1
    opened = first
    while text.tokens[first].norm in _QUOTES:
        first += 1
    models = [mark.value.partition(":")[2] for mark in run if mark.kind == "aircraft_model"]
    count = _count(text, sentence, run, opened, last)
    return FlyingObject(
        _object_type(text, sentence, run),
        "/".join(dict.fromkeys(models)) or None,
        count.value,
        count.qualifier,
        count.upper,
        _nation(text, states, first, last),
        first,
        last,
        count.first,
    )


def _object_type(text: AnnotatedText, sentence: Sentence, run: Sequence[Mark]) -> str:
    """The type of the model, else of the noun; reconnaissance aircraft go before both.

    "Objects" and "targets" are of the type that was named last.
    """
    types = [mark.value for mark in run if mark.kind == "flyer"]
    if types == ["object"]:
        at = sentence.index
        near = text.sentences[max(0, at - reach.CONTEXT_SENTENCES) : at + 2]
        named = [
            (each.index > at, -each.index, -mark.first, mark.value)
            for each in near
            for mark in each.of("flyer")
            if mark.value != "object"
        ]
        types = [min(named)[-1]] if named else types
    if "recon_aircraft" in types:
        return "recon_aircraft"
    models = [mark.value.partition(":")[0] for mark in run if mark.kind == "aircraft_model"]
    return next(iter((*models, *types)), "aircraft")


def _nation(text: AnnotatedText, states: Sequence[Actor], first: int, last: int) -> str | None:
    """Nation of an object: "Russian-made" does not name one, "Russian Shahed-type" names Russia.

    It may follow: "jets of the Russian air force".
    """
    forces = words("force", text.lang)
    for state in states:
        if first <= state.first < last and text.tokens[state.last].norm not in _MADE:
            return state.iso3
        between = text.tokens[last : state.first]
        if last <= state.first and state.iso3 in SENDERS and len(between) <= reach.FORCES:
            if between and not all(token.norm in forces for token in between):
                continue
            if between or text.lang != "en":
                return state.iso3
    return None


def _count(
    text: AnnotatedText, sentence: Sentence, run: Sequence[Mark], first: int, last: int
) -> _Count:
    """The stated number, or one for "a drone" and for a noun in the singular."""
    quantity = _quantity(text, sentence, first, last)
    if quantity is not None:
        return _Count(quantity.first, quantity.value, quantity.qualifier, quantity.upper)
    has_article = any(mark.last == first for mark in sentence.of("one"))
    is_singular = any(mark.kind == "one_flyer" and mark.first >= first for mark in run)
    if has_article or is_singular:
        return _Count(first - 1 if has_article else first, 1, "exact")
    return _Count(first)


def _quantity(text: AnnotatedText, sentence: Sentence, first: int, last: int) -> Quantity | None:
    """The number of objects in tokens [first, last); "two or three" is a range."""
    before: Quantity | None = None
    for quantity in sentence.quantities:
        if quantity.value and first <= quantity.last <= last and quantity.first < last:
            is_or = text.tokens[quantity.first - 1].norm in words("or", text.lang)
            if before is not None and before.last == quantity.first - 1 and is_or:
                return before._replace(upper=quantity.value, qualifier="about")
            return quantity
        before = quantity
    return None
