"""Decides whether a second reader confirms a claim of the grammar.

A reader that makes claims (verified.py) confirms a claim if it states the same `figures`. The one
that makes none (counts.py) confirms a strike or an exchange if it finds every figure with the
same kind and the same verb, and names the same attacker or none; any other claim if one sentence
has its names beside a word for the event, and for an agreement no other event is nearer to the
date. A date must be written in the text or follow from its publication.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import cached_property

from pipelines.extraction.document import Claim
from pipelines.extraction.readers.counts import (
    Count,
    attacker_at,
    attackers,
    counts,
    group_of,
    sentences,
)
from pipelines.extraction.readers.hurt import Hurt, hurt
from pipelines.extraction.readers.patterns import (
    NUMBER,
    Place,
    in_lower_case,
    number_of,
    pattern,
    places,
    places_by_kind,
)
from pipelines.extraction.readers.statistical import Model, StatisticalReading, role_of
from pipelines.extraction.sentence.actors import SIDE_OF, STATE_KINDS
from pipelines.extraction.text.annotation import AnnotatedText

_STOPPED = ("shot_down", "suppressed", "shot_down_or_suppressed", "not_reached_target")
_DATED = {
    "strikes": "night_of",
    "airspace": "occurred_stated",
    "negotiations": "started_stated",
    "exchanges": "exchanged_stated",
    "agreements": "event_stated",
}
_SENTENCES_BEFORE = 2  # "A drone hit a house. It burned. Two people were killed."
_NEAR = timedelta(days=7)  # "on Monday", "last week": days of which a report names only the weekday


PATTERNS_AGREE = "the reader of patterns agrees"
STATISTICS_AGREE = "the statistical reader agrees"


class SecondReading:
    """What the second readers find in one text, each part found once and only if it is needed.

    `model`: that of the statistical reader, if it is not the one of the package.
    """

    def __init__(self, text: AnnotatedText, model: Model | None = None) -> None:
        self.text = text
        self._model = model

    def agrees(self, claim: Claim) -> str | None:
        """Which reader confirms a claim, its date included, in words; None if none does."""
        if not _is_date_stated(self.text, claim):
            return None
        if self._has_patterns(claim):
            return PATTERNS_AGREE
        return STATISTICS_AGREE if self._has_roles(claim) else None

    def _has_patterns(self, claim: Claim) -> bool:
        """Whether the reader of patterns confirms a claim."""
        if claim.family == "strikes":
            return self._has_strike(claim)
        if claim.family == "exchanges":
            return self._has_exchange(claim.values)
        confirming = _BESIDE.get(claim.family)
        return confirming is not None and confirming(self.text, claim)

    def _has_roles(self, claim: Claim) -> bool:
        """Whether the statistical reader confirms the figures, and the pattern reader the side."""
        attacker = claim.values.get("attacker_iso3")
        if attacker is not None and self.text.channel_side is None:
            side = SIDE_OF.get(str(attacker))
            if any(
                attacker_at(self._attackers, piece.char_end) not in (None, side)
                for piece in claim.evidence
                if role_of(claim.family, piece.field) is not None
            ):
                return False
        return self._statistical.confirms(claim)

    @cached_property
    def _statistical(self) -> StatisticalReading:
        return StatisticalReading(self.text.document.text, self._model)

    @cached_property
    def _munitions(self) -> list[Count]:
        return counts(self.text.document.text, "munition")

    @cached_property
    def _attackers(self) -> list[Place]:
        return attackers(self.text.document.text)

    @cached_property
    def _people(self) -> list[Count]:
        return counts(self.text.document.text, "person")

    def _has_strike(self, claim: Claim) -> bool:
        """Whether every figure is found, or its parts, with the same kind, verb and attacker.

        "All" is the number that were shot down where as many were launched.
        """
        stated = claim.values
        launched = stated.get("launched")
        group = group_of(stated.get("weapon_class"))
        side = SIDE_OF.get(str(stated["attacker_iso3"]))
        wanted = [
            (role, name, stated[name])
            for role, name in (("launched", "launched"), *(("stopped", name) for name in _STOPPED))
            if stated.get(name) is not None
        ]
        if not wanted:
            return self._has_hurt(stated, group, side)
        return all(
            self._has(role, number, group, side)
            or (role == "stopped" and number == launched and self._is_all_stopped)
            or self._has_parts(role, number, self._cited(claim, name), group, side)
            for role, name, number in wanted
        )

    def _has_parts(
        self, role: str, number: object, parts: list[int], group: str, side: str | None
    ) -> bool:
        """ "10 over Crimea and four over the Rostov region": every part of a sum is found."""
        return sum(parts) == number and all(self._has(role, part, group, side) for part in parts)

    def _cited(self, claim: Claim, column: str) -> list[int]:
        """The numbers in the characters that a claim cites for a column."""
        lower = in_lower_case(self.text.document.text)
        return [
            number_of(lower[place.start : place.end])
            for piece in claim.evidence
            if piece.field == column
            for place in places_by_kind((NUMBER,), lower, piece.char_start, piece.char_end)[NUMBER]
        ]

    def _has(self, role: str, number: object, group: str, side: str | None) -> bool:
        return any(
            one.number == number
            and role in one.verbs
            and group in (one.kind, "air_target")
            and self._is_of(side, one.end)
            for one in self._munitions
        )

    def _is_of(self, side: str | None, end: int) -> bool:
        """Whether a side attacks by the words up to the end of a count; a channel needs none."""
        is_channel = self.text.channel_side is not None
        return is_channel or attacker_at(self._attackers, end) in (None, side)

    def _has_hurt(self, stated: Mapping[str, object], group: str, side: str | None) -> bool:
        """Whether everyone hurt is found, in or shortly after a sentence with the munitions.

        Never if several kinds of munitions are named, for it is unknown which of them hurt people.
        """
        wanted = [(harm, stated[harm]) for harm in ("killed", "injured") if stated.get(harm)]
        is_known = group != "air_target" and bool(wanted)
        return is_known and all(
            any(
                (one.harm, one.number) == (harm, number)
                and self._names(group, one.start)
                and self._is_of(side, one.end)
                for one in self._hurt
            )
            for harm, number in wanted
        )

    def _names(self, group: str, start: int) -> bool:
        """Whether munitions of a group are named in or shortly before the sentence at `start`."""
        up_to = [each for each in self._sentences if each[0] <= start]
        first, (last, written) = up_to[-1 - _SENTENCES_BEFORE :][0][0], up_to[-1]
        found = places("munition", self.text.document.text[first : last + len(written)])
        return any(each.value == group for each in found)

    @cached_property
    def _sentences(self) -> list[tuple[int, str]]:
        return list(sentences(self.text.document.text))

    @cached_property
    def _hurt(self) -> list[Hurt]:
        return list(hurt(self.text.document.text))

    @cached_property
    def _is_all_stopped(self) -> bool:
        """Whether a sentence says that all of something were shot down."""
        return any(
            pattern("all").search(sentence) and pattern("role", "stopped").search(sentence)
            for _, sentence in self._sentences
        )

    def _has_exchange(self, stated: Mapping[str, object]) -> bool:
        kinds = {str(stated.get("category")), "pow"}
        count = stated.get("count")
        formulas = pattern("formula").finditer(self.text.document.text)
        return any(one.number == count and one.kind in kinds for one in self._people) or any(
            int(found[1]) == count for found in formulas
        )


def _incident(text: AnnotatedText, claim: Claim) -> bool:
    """Whether a sentence has the object and a violation, and it or the one before the state."""
    stated = claim.values
    state = stated.get("violated_state_iso3")
    named = {
        sentence.index
        for sentence in text.sentences
        if any(mark.value == state for mark in sentence.of(*STATE_KINDS))
    }
    return any(
        not named.isdisjoint((sentence.index, sentence.index - 1))
        and any(
            mark.value.partition(":")[0] == stated.get("object_type")
            for mark in sentence.of("flyer", "aircraft_model")
        )
        and pattern("violation").search(text.quote(sentence.first, sentence.last))
        for sentence in text.sentences
    )


def _round(text: AnnotatedText, claim: Claim) -> bool:
    city, state = claim.values.get("venue_city"), claim.values.get("venue_iso3")
    return any(
        any(
            mark.value.rpartition(":")[0] == city if city else mark.value == state
            for mark in sentence.of(*(("venue",) if city else STATE_KINDS))
        )
        and pattern("talk").search(text.quote(sentence.first, sentence.last))
        for sentence in text.sentences
    )


def _agreement(text: AnnotatedText, claim: Claim) -> bool:
    """Whether the event is the one beside its date, or the first of its sentence if undated.

    Who announces an event adds none.
    """
    pieces = {piece.field: piece for piece in claim.evidence}
    event, stated = pieces.get("event"), pieces.get("event_stated")
    for start, sentence in sentences(text.document.text):
        if event is None or not start <= event.char_start < start + len(sentence):
            continue
        is_dated = stated is not None and start <= stated.char_start < start + len(sentence)
        first, last = (
            (stated.char_start, stated.char_end) if stated and is_dated else (start, start)
        )
        stated = claim.values.get("event")
        meaning = {"announced": "proposed"} if stated == "proposed" else {}
        found = [
            each._replace(value=meaning.get(each.value, each.value))
            for each in places("event", sentence)
            if each.value != "announced" or meaning
        ]
        nearest = min(
            found,
            key=lambda each: max(start + each.start - last, first - start - each.end),
            default=None,
        )
        return nearest is not None and nearest.value == claim.values.get("event")
    return False


_BESIDE: Mapping[str, Callable[[AnnotatedText, Claim], bool]] = {
    "airspace": _incident,
    "negotiations": _round,
    "agreements": _agreement,
}


def _is_date_stated(text: AnnotatedText, claim: Claim) -> bool:
    """Whether a claim's date is written in the text, or near the day of its publication.

    A claim without a date has nothing to confirm. A year that is neither written nor that of the
    publication is not stated.
    """
    stated = claim.values.get(_DATED[claim.family])
    if stated is None:
        return True
    published = text.calendar.published_day
    written = str(stated)
    if published is None and written[:4] not in text.document.text:
        return False
    if len(written) < len("2026-02-05"):
        return True
    day = date.fromisoformat(written[:10])
    if published is not None and timedelta() <= published - day <= _NEAR:
        return True
    numbers = {int(number) for number in re.findall(r"\d+", text.document.text)}
    return not numbers.isdisjoint({day.day, (day - timedelta(days=1)).day})
