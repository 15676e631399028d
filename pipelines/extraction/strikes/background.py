"""Recognises sentences without an attack: sums, plans, hypotheses, commemorations, elsewhere."""

from datetime import timedelta

from pipelines.extraction.sentence.actors import SIDE_OF
from pipelines.extraction.sentence.distance import Placed, follows
from pipelines.extraction.strikes import reach
from pipelines.extraction.strikes.frames import is_of_the_report
from pipelines.extraction.text.annotation import Sentence
from pipelines.extraction.text.lexicon import Mark
from pipelines.extraction.text.when import When
from pipelines.vocabulary.places import places

COUNTED_KINDS = frozenset(["weapon", "weapon_noun", "outcome"])
_SEAS_OF_OTHERS = ("Baltic Sea", "Barents Sea", "North Sea")
_LONGEST_ATTACK = timedelta(days=3)
_OF_NO_EVENT = frozenset(["at_end", "caption", "history", "stance"])
_OF_ELSEWHERE = frozenset(["water", "belligerent", "third_country"])
_LEAST_SUM = 20  # smaller numbers are often those of one night too


def reports_no_event(sentence: Sentence, when: When | None) -> bool:
    """Whether a sentence is background, a plan or a sum; `when` is the time it states."""
    if not sentence.whens and _OF_NO_EVENT.isdisjoint(sentence.by_kind):
        return False
    if sentence.has("at_end") or sentence.has("caption"):
        return True
    if any(not _is_after_record(sentence, mark) for mark in sentence.of("history")):
        return True
    sums = any(_is_cumulative(sentence, one) for one in sentence.whens)
    if sums and not _is_placed(sentence, when):
        return True
    return any(_rules_out(sentence, mark, when) for mark in sentence.of("stance"))


def summed(sentence: Sentence) -> set[int]:
    """The numbers that a sentence sums up over more than one attack, without small ones."""
    sums = any(_is_cumulative(sentence, one) for one in sentence.whens)
    if not sums and all(stance.value != "cumulative" for stance in sentence.of("stance")):
        return set()
    values = (quantity.value for quantity in sentence.quantities)
    return {value for value in values if value is not None and value >= _LEAST_SUM}


def sets_another_time(sentence: Sentence, is_press: bool) -> bool:
    """Whether the text after such a sentence also belongs to another time."""
    if any(_is_long(one) and one.kind != "since" for one in sentence.whens):
        return is_press or not sentence.quantities
    counts = not COUNTED_KINDS.isdisjoint(sentence.by_kind) and bool(sentence.quantities)
    return is_press and counts


def is_elsewhere(sentence: Sentence) -> bool:
    """Whether munitions are those of another war, or over a third country or the open sea."""
    if _OF_ELSEWHERE.isdisjoint(sentence.by_kind):
        return False
    if sentence.has("water", *_SEAS_OF_OTHERS) or _is_of_other_parties(sentence):
        return True
    if not sentence.has("third_country"):
        return False
    is_targeted = sentence.has("side", "ukraine") or sentence.has("place")
    return sentence.has("airspace_word") or not is_targeted


def returns_to_war(sentence: Sentence) -> bool:
    """Whether a sentence behind one on another place names Ukraine or a place of the war again."""
    known = places()
    is_placed = any(known[mark.value].iso3 in SIDE_OF for mark in sentence.of("place"))
    return is_placed or sentence.has("side", "ukraine") or sentence.has("speaker")


def _is_of_other_parties(sentence: Sentence) -> bool:
    """Whether parties of another war act: named without ours, or last before the verb."""
    others = sentence.of("belligerent")
    if not others:
        return False
    ours = sentence.of("side", "place", "speaker")
    if not ours or len({mark.value for mark in others}) > 1:
        return True
    verb = next((mark.first for mark in sentence.of("outcome")), sentence.last)
    before = [mark for mark in (*ours, *others) if mark.first < verb]
    return bool(before) and max(before, key=lambda mark: mark.first).kind == "belligerent"


def _rules_out(sentence: Sentence, stance: Mark, when: When | None) -> bool:
    """Whether a word of stance takes the event away."""
    if stance.value == "cumulative":
        is_of_night = when is not None and when.kind in ("night", "window")
        return not is_of_night and not _is_after_record(sentence, stance)
    if stance.value == "commemorative":
        return not _is_placed(sentence, when)
    return stance.value in ("hypothetical", "planned", "background") and any(
        follows(outcome, stance, reach.OUTCOME_AFTER_STANCE) for outcome in sentence.of("outcome")
    )


def _is_placed(sentence: Sentence, when: When | None) -> bool:
    """Whether a sentence names the night or the very day of its event."""
    if when is None:
        return False
    if when.kind in ("night", "window"):
        return True
    exact = when.kind == "date" and when.is_explicit and not when.is_weekday
    return exact and not is_of_the_report(sentence, when)


def _is_cumulative(sentence: Sentence, when: When) -> bool:
    """Whether a time sums up more than one attack; "the largest since 2022" compares one."""
    if not _is_long(when):
        return False
    return when.kind != "since" or not _is_after_record(sentence, when)


def _is_after_record(sentence: Sentence, placed: Placed) -> bool:
    """Whether "the largest" or another record precedes a word that would sum up."""
    return any(follows(placed, record, reach.COMPARED) for record in sentence.of("record_word"))


def _is_long(when: When) -> bool:
    """A month, a year, "since", or more days than an attack lasts."""
    if when.kind in ("month", "year", "since"):
        return True
    if when.start_on is None or when.end_on is None:
        return False
    return when.end_on - when.start_on > _LONGEST_ATTACK
