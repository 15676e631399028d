"""Merges the mentions of one round over a text.

A mention belongs to a known round unless they differ in city, number, days or parties.
"""

from dataclasses import replace

from pipelines.extraction.negotiations import reach
from pipelines.extraction.negotiations.days import event_days
from pipelines.extraction.negotiations.numbering import is_many, rounds_named
from pipelines.extraction.negotiations.parties import heads
from pipelines.extraction.negotiations.round import Round
from pipelines.extraction.sentence.distance import follows
from pipelines.extraction.sentence.placing import Day
from pipelines.extraction.text.annotation import AnnotatedText, Sentence
from pipelines.extraction.text.lexicon import Mark


def several(text: AnnotatedText, mention: Round) -> list[Round]:
    """The rounds of a mention: itself, or one for each day of several rounds.

    Rounds that are only counted ("hosted three rounds") are none.
    """
    sentence = mention.sentence
    rounds = rounds_named(sentence)
    found = event_days(text, sentence)
    ordinals = [
        mark
        for mark in sentence.of("ordinal_word")
        if any(follows(noun, mark, reach.ORDINAL) for noun in rounds)
    ]
    is_counted = any(
        quantity.value == len(found) and follows(mark, quantity, reach.OF_MANY)
        for quantity in sentence.quantities
        for mark in rounds
    )
    is_one_day = len({day.start for day in found}) < 2
    if not rounds or is_one_day or not (is_counted or len(ordinals) > 1):
        is_only_counted = bool(rounds) and all(is_many(sentence, mark) for mark in rounds)
        return [] if is_only_counted else [mention]
    if is_counted:
        is_from_first = sentence.has("ordinal_word", "1")
        numbers = [place if is_from_first else None for place in range(1, len(found) + 1)]
    else:
        numbers = [_number_before(ordinals, day) for day in found]
    return [_on_day(text, mention, day, number) for day, number in zip(found, numbers, strict=True)]


def gather(rounds: list[Round], mention: Round) -> Round:
    """Add a mention to the known round it belongs to, or to `rounds` as a new one; return it."""
    for known in reversed(rounds[-reach.RECALL_ROUNDS :]):
        if _is_same(known, mention):
            _fill(known, mention)
            return known
    if mention.has_venue or mention.parties or mention.start:
        rounds.append(mention)
    return mention


def add_details(text: AnnotatedText, sentence: Sentence, known: Round) -> None:
    """Add the heads of delegation that a sentence which does not name the talks names."""
    known.heads = {**heads(text, sentence), **known.heads}


def _number_before(ordinals: list[Mark], day: Day) -> int | None:
    """The number of a round by the last ordinal before its day."""
    before = [mark for mark in ordinals if mark.last <= day.first]
    return int(before[-1].value) if before else None


def _on_day(text: AnnotatedText, mention: Round, day: Day, number: int | None) -> Round:
    """One of several rounds, with its own day and number."""
    evidence = text.evidence("started_stated", day.first, day.last)
    return replace(
        mention,
        number=number,
        start=day.start,
        end=day.end,
        precision=day.precision,
        heads={},
        evidence=[*mention.evidence, evidence],
    )


def _is_same(known: Round, mention: Round) -> bool:
    if _differ(known.city, mention.city) or _differ(known.iso3, mention.iso3):
        return False
    if _differ(known.number, mention.number) or known.is_earlier != mention.is_earlier:
        return False
    if known.start and mention.start and not _overlap(known, mention):
        return False
    is_one_day = bool(known.start) and known.start == mention.start
    if len(known.parties) > 1 and len(mention.parties) > 1 and not is_one_day:
        one, other = set(known.parties), set(mention.parties)
        if not (one <= other or other <= one):
            return False
    is_near = mention.sentence.index - known.sentence.index <= reach.SAME_ROUND_SENTENCES
    return is_near or bool(known.city and known.city == mention.city)


def _differ(one: str | int | None, other: str | int | None) -> bool:
    """Whether both are known and not the same."""
    return bool(one and other and one != other)


def _overlap(one: Round, other: Round) -> bool:
    """Whether the stated days of two mentions have a day in common."""
    first, second = one.start or "", other.start or ""
    return first <= (other.end or second) and second <= (one.end or first)


def _fill(known: Round, mention: Round) -> None:
    """Take over what was not known of the round yet; a longer span of days wins."""
    known.city = known.city or mention.city
    known.iso3 = known.iso3 or mention.iso3
    known.number = known.number or mention.number
    if mention.start and (known.start is None or mention.start < known.start):
        known.start, known.precision = mention.start, mention.precision
    is_later = bool(mention.end) and (mention.end or "") > (known.end or known.start or "")
    if is_later or (known.end is None and not known.is_open):
        known.end = mention.end
    known.is_open = known.is_open or mention.is_open
    if len(mention.parties) > len(known.parties):
        known.parties = mention.parties
    known.mediators |= mention.mediators
    known.format = known.format or mention.format
    known.outcome = known.outcome or mention.outcome
    known.heads = {**mention.heads, **known.heads}
    known.evidence.extend(mention.evidence)
