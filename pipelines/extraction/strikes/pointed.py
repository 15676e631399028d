"""Strikes that a reader points at: its values are read from the characters at the places."""

from collections.abc import Iterator

from pipelines.extraction.document import Claim, Evidence
from pipelines.extraction.readers.counts import group_of
from pipelines.extraction.readers.pointing import Place, Pointed
from pipelines.extraction.sentence.actors import SIDE_OF, actors
from pipelines.extraction.strikes.attackers import is_of_another_war
from pipelines.extraction.strikes.background import is_elsewhere, reports_no_event
from pipelines.extraction.strikes.claims import is_of_a_region
from pipelines.extraction.strikes.counted import Item
from pipelines.extraction.strikes.frames import Frame, publication_frame, stated_time
from pipelines.extraction.strikes.genre import is_digest
from pipelines.extraction.strikes.items import count
from pipelines.extraction.strikes.marks import MarkedSentence
from pipelines.extraction.strikes.row import COLUMNS, STOPPED_COLUMNS
from pipelines.extraction.strikes.sides import ISO_OF, Sides, other_side
from pipelines.extraction.strikes.times import time_columns
from pipelines.extraction.text.annotation import AnnotatedText

FIELDS = (*dict.fromkeys(COLUMNS.values()), "attacker", "date")
"""Fields that a reader can point at."""

ROLES = {
    **dict.fromkeys(COLUMNS.values(), "stopped"),
    **{name: name for name in ("launched", "hits", "killed", "injured")},
    **{"still_airborne": "launched", "hit_locations": "places", "debris_locations": "places"},
}
"""What a reader of words says of what is cited for a column; one word for all that was stopped."""


def claim(text: AnnotatedText, stated: Pointed) -> Claim | None:
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


def figures(claim: Claim) -> Iterator[tuple[object, ...]]:
    """What a claim states in a form that claims of two readers share.

    Shot down, suppressed and both together are one role: readers differ in how they name it.
    """
    stated = claim.values
    group = group_of(stated.get("weapon_class"))
    key = (claim.family, stated.get("attacker_iso3"), stated.get("night_of"), group)
    for column in dict.fromkeys(COLUMNS.values()):
        if stated.get(column) is not None:
            role = "stopped" if column in STOPPED_COLUMNS else column
            yield (*key, role, stated[column])
