"""Claims of a reader that points: the values are read here, from the characters it points at.

Number, munition, people, object, side and date are those that the lexicons and the grammar find at
a place. A claim is dropped where they find none, where the sentence says another outcome or side
than the reader, or where it reports no event. An instruction that the text contains can make a
reader point elsewhere; it cannot make a value that the text does not state.
"""

from collections.abc import Callable, Mapping

from pipelines.extraction.airspace.objects import FlyingObject, objects
from pipelines.extraction.document import Claim, Evidence
from pipelines.extraction.exchanges.directions import is_excluded
from pipelines.extraction.exchanges.people import OTHER_SIDE, groups
from pipelines.extraction.readers.pointing import Place, Pointed, pointed
from pipelines.extraction.sentence.actors import actors
from pipelines.extraction.sentence.placing import Day, days
from pipelines.extraction.strikes.attackers import is_of_another_war
from pipelines.extraction.strikes.background import is_elsewhere, reports_no_event
from pipelines.extraction.strikes.claims import is_of_a_region
from pipelines.extraction.strikes.counted import Item
from pipelines.extraction.strikes.frames import Frame, publication_frame, stated_time
from pipelines.extraction.strikes.genre import is_digest
from pipelines.extraction.strikes.items import count
from pipelines.extraction.strikes.marks import MarkedSentence
from pipelines.extraction.strikes.row import COLUMNS, STOPPED_COLUMNS
from pipelines.extraction.strikes.sides import ISO_OF, SIDE_OF, Sides, other_side
from pipelines.extraction.strikes.times import time_columns
from pipelines.extraction.text.annotation import AnnotatedText

FIELDS: Mapping[str, tuple[str, ...]] = {
    "strikes": (*dict.fromkeys(COLUMNS.values()), "attacker", "date"),
    "exchanges": ("count", "to_party", "date"),
    "airspace": ("object", "violated_state", "date"),
}
"""Fields that a reader can point at, by family."""


def verified_claims(text: AnnotatedText, answer: str) -> list[Claim]:
    """The claims of an answer that hold against the text, in its order; raises `NoAnswer`."""
    return [
        claim
        for one in pointed(text, answer)
        if one.family in FIELDS and set(one.places) <= set(FIELDS[one.family])
        if (claim := _BY_FAMILY[one.family](text, one)) is not None
    ]


def _strike(text: AnnotatedText, stated: Pointed) -> Claim | None:
    """A strike with all its figures, one group of munitions and one attacker; None otherwise."""
    if is_digest(text) or is_of_another_war(text):
        return None
    attacker = _attacker(text, stated.places.get("attacker", ()))
    frame = _frame(text, stated.places.get("date", ()))
    figures = {
        name: _munition(text, name, places)
        for name, places in stated.places.items()
        if name not in ("attacker", "date")
    }
    counted = {name: item for name, item in figures.items() if item is not None}
    items = list(counted.values())
    if attacker is None or frame is None or not items or len(items) < len(figures):
        return None
    side, cited = attacker
    sides = {Sides(MarkedSentence(text, item.sentence)).attacker(item) for item in items}
    if text.channel_side is None and not sides <= {None, side}:
        return None
    if len({item.group for item in items}) > 1:
        return None
    evidence = [text.evidence(name, item.first, item.last) for name, item in counted.items()]
    when = frame.when
    if when is not None and when.last > when.first:
        evidence.append(text.evidence("night_of", when.first, when.last))
    values: dict[str, object] = {
        **time_columns(frame),
        "scope": "regional" if is_of_a_region(text) else "national",
        "attacker_iso3": ISO_OF[side],
        "target_iso3": ISO_OF[other_side(side)],
        "weapon_class": items[0].weapon_class,
        "weapons": list(items[0].weapons),
        "decoys_included": "unknown",
        "flags": [],
        **{name: item.quantity.value for name, item in counted.items() if item.quantity},
    }
    return Claim("strikes", values, (*evidence, *cited))


def _munition(text: AnnotatedText, column: str, places: tuple[Place, ...]) -> Item | None:
    """What the grammar counts at one of the places, if the sentence reports it with no other role.

    A sentence that reports no event, or one elsewhere, counts nothing.
    """
    for place in places:
        sentence = place.sentence
        when = stated_time(sentence, None).when
        if is_elsewhere(sentence) or reports_no_event(sentence, when):
            continue
        for item in count(MarkedSentence(text, sentence)).items:
            number = item.quantity
            if number is None or not number.value or item.weapon_class is None:
                continue
            role = COLUMNS.get(item.role or "", column)
            is_same = role == column or {role, column} <= set(STOPPED_COLUMNS)
            if is_same and place.contains(number.number_first, number.last):
                return item
    return None


def _attacker(
    text: AnnotatedText, places: tuple[Place, ...]
) -> tuple[str, tuple[Evidence, ...]] | None:
    """The side that a place names, with its characters. In a channel's post, its opponent."""
    if text.channel_side is not None:
        return other_side(text.channel_side), ()
    for place in places:
        for actor in actors(text, place.sentence):
            if actor.iso3 in SIDE_OF and place.contains(actor.first, actor.last):
                cited = text.evidence("attacker_iso3", actor.first, actor.last)
                return SIDE_OF[actor.iso3], (cited,)
    return None


def _frame(text: AnnotatedText, places: tuple[Place, ...]) -> Frame | None:
    """The time at one of the places; without any place, the day of publication if it is known."""
    if not places:
        published = publication_frame(text)
        return published if published.when is not None else None
    for place in places:
        for when in place.sentence.whens:
            if when.end_on is not None and place.contains(when.first, when.last):
                return Frame(when)
    return None


def _exchange(text: AnnotatedText, stated: Pointed) -> Claim | None:
    """People of one category handed over to one side on one day; None unless all is stated."""
    day = _day(text, stated.places.get("date", ()))
    party = _state(text, "to_party", stated.places.get("to_party", ()))
    if day is None or party is None or party[0] not in OTHER_SIDE:
        return None
    for place in stated.places.get("count", ()):
        sentence = place.sentence
        for group in groups(text, sentence):
            number = group.quantity
            if not place.contains(number.number_first, number.last):
                continue
            if is_excluded(text, sentence, group) or group.qualifier != "exact":
                continue
            evidence = (
                text.evidence("count", number.first, number.last),
                text.evidence("category", group.first, group.last),
                text.evidence("exchanged_stated", day.first, day.last),
                party[1],
            )
            values: dict[str, object] = {
                "exchanged_stated": day.start,
                "time_precision": day.precision,
                "to_party": party[0],
                "category": group.category,
                "count": group.count,
                "count_qualifier": "exact",
                "count_basis": "per_side",
                "is_aggregate": False,
                "flags": [],
            }
            return Claim("exchanges", values, evidence)
    return None


def _incident(text: AnnotatedText, stated: Pointed) -> Claim | None:
    """An object in the airspace of a state on one day; None unless all is stated."""
    day = _day(text, stated.places.get("date", ()))
    state = _state(text, "violated_state_iso3", stated.places.get("violated_state", ()))
    flyer = _flyer(text, stated.places.get("object", ()))
    if day is None or state is None or state[0] in SIDE_OF or flyer is None:
        return None
    values: dict[str, object] = {
        "kind": "violation",
        "occurred_stated": day.end,
        "time_precision": day.precision,
        "violated_state_iso3": state[0],
        "violated_states": [state[0]],
        "where_precision": "country",
        "attribution": "unknown",
        "object_type": flyer.object_type,
        "model": flyer.model,
        "object_count": flyer.count,
        "object_count_qualifier": flyer.qualifier,
        "flags": [],
    }
    evidence = (
        text.evidence("object_type", flyer.first, flyer.last),
        text.evidence("occurred_stated", day.first, day.last),
        state[1],
    )
    return Claim("airspace", values, evidence)


def _flyer(text: AnnotatedText, places: tuple[Place, ...]) -> FlyingObject | None:
    for place in places:
        for flyer in objects(text, place.sentence, actors(text, place.sentence)):
            if place.contains(flyer.first, flyer.last) and not flyer.is_responder:
                return flyer
    return None


def _state(
    text: AnnotatedText, column: str, places: tuple[Place, ...]
) -> tuple[str, Evidence] | None:
    """The state named at one of the places, with its characters as evidence for a column."""
    for place in places:
        for actor in actors(text, place.sentence):
            if place.contains(actor.first, actor.last):
                cited = text.evidence(column, actor.first, actor.last)
                return actor.iso3, cited
    return None


def _day(text: AnnotatedText, places: tuple[Place, ...]) -> Day | None:
    """The day, exact and not after publication, that is stated at one of the places."""
    for place in places:
        for day in days(text, place.sentence):
            if day.is_exact and place.contains(day.first, day.last):
                return day
    return None


_BY_FAMILY: Mapping[str, Callable[[AnnotatedText, Pointed], Claim | None]] = {
    "strikes": _strike,
    "exchanges": _exchange,
    "airspace": _incident,
}
