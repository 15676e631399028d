"""Claims of the family `agreements`: a treaty, truce or channel that changes its status on a day.

An agreement must be named (lexicons/agreement_names/ lists the names, known_agreements.csv kind and
parties), a verb must say what became of it, and the text must say when. What is about to
happen, is wished for, or did not happen gives nothing; nor does a change without a date.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from pipelines.extraction.document import Claim
from pipelines.extraction.sentence.actors import STATE_KINDS
from pipelines.extraction.sentence.attribution import speaker
from pipelines.extraction.sentence.placing import Day, days, is_lead
from pipelines.extraction.text.annotation import AnnotatedText, Sentence
from pipelines.extraction.text.lexicon import LEXICONS, Mark
from pipelines.extraction.text.when import YEAR
from pipelines.vocabulary.tables import rows

_AT_WAR = frozenset(("RUS", "UKR"))
_LAST_NUCLEAR, _GRAIN_DEAL = "New START", "Black Sea Grain Initiative"
_BREAKS = frozenset(";:()")
_REACH, _REACH_OF_ONLY = 14, 30
_OBJECT_REACH, _DAY_REACH = 6, 25
# A treaty is not "announced" or "rejected" the way a truce is; its extension may be.
_OFFERS = frozenset(("proposed", "rejected"))
_OFFERED = frozenset(("ceasefire", "energy_truce", "framework", "exchange_deal"))
_TREATY_REACH = 10
_GRAIN_REACH = 14
_NEWS_SENTENCES = 1


@dataclass(frozen=True, slots=True)
class Agreement:
    """A known agreement; names that recur ("Easter truce") are told apart by their dates."""

    name: str
    kind: str
    parties: tuple[str, ...]
    valid_from: date | None
    valid_to: date | None

    def fits(self, day: Day) -> bool:
        """Whether a change on `day` can be one of this agreement."""
        after = self.valid_from is None or day.start_on >= self.valid_from
        return after and (self.valid_to is None or day.start_on <= self.valid_to)


@dataclass(frozen=True, slots=True)
class _Change:
    agreement: Agreement
    event: str
    day: Day
    sentence: Sentence
    named: tuple[int, int]
    status: Mark


def claims(reading: AnnotatedText) -> list[Claim]:
    """The claims of this family in one document."""
    if not any(sentence.has("status") for sentence in reading.sentences):
        return []
    is_this_war = any(
        mark.kind in STATE_KINDS and mark.value in _AT_WAR
        for sentence in reading.sentences
        for mark in sentence.marks
    )
    told: dict[tuple[str, str], _Change] = {}
    for change in _changes(reading):
        if change.agreement.kind in _OFFERED and not is_this_war:
            # A "three-day truce" of another war.
            continue
        key = change.agreement.name, change.event
        known = told.get(key)
        if known is None or _rank(change) < _rank(known):
            told[key] = change
    return [_claim(reading, change) for change in told.values()]


def _rank(change: _Change) -> tuple[int, bool]:
    """The more exact day first; a law about a change comes after the change itself."""
    return change.day.precision, change.sentence.has("law_noun")


@cache
def agreements() -> dict[str, Agreement]:
    """The known agreements by name."""
    return {
        row["name"]: Agreement(
            row["name"],
            row["kind"],
            tuple(party for party in row["parties"].split(";") if party),
            date.fromisoformat(row["valid_from"]) if row["valid_from"] else None,
            date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
        )
        for row in rows(LEXICONS / "known_agreements.csv")
    }


def _changes(reading: AnnotatedText) -> Iterator[_Change]:
    before: list[str] = []
    before_index = -9
    for sentence in reading.sentences:
        named = _named(reading, sentence)
        if not named and sentence.index - before_index <= 2 and before:
            named = [
                (name, mark.first, mark.last)
                for mark in sentence.of("that_treaty", "it_word")
                if mark.kind == "that_treaty" or mark.first == sentence.first
                for name in before
            ]
        if not named:
            continue
        yield from _changes_in(reading, sentence, named)
        if any(name for name, _, _ in named):
            before = list(dict.fromkeys(name for name, _, _ in named))
            before_index = sentence.index


def _named(reading: AnnotatedText, sentence: Sentence) -> list[tuple[str, int, int]]:
    """Agreements named in a sentence, or described: the last nuclear treaty, the grain deal."""
    found = [(mark.value, mark.first, mark.last) for mark in sentence.of("agreement")]
    if found:
        return found
    for noun in sentence.of("treaty_noun"):
        behind = range(noun.last, noun.last + _GRAIN_REACH)
        grain = any(mark.first in behind for mark in sentence.of("grain_word"))
        if grain and any(mark.first in behind for mark in sentence.of("grain_use")):
            return [(_GRAIN_DEAL, noun.first, noun.last)]
    for last in sentence.of("last_word"):
        for noun in sentence.of("treaty_noun"):
            if not 0 <= noun.first - last.last <= _TREATY_REACH:
                continue
            if any(last.last <= arms.first < noun.first for arms in sentence.of("arms_word")):
                return [(_LAST_NUCLEAR, last.first, noun.last)]
            if any(0 <= arms.first - noun.last <= 4 for arms in sentence.of("arms_word")):
                return [(_LAST_NUCLEAR, last.first, noun.last)]
    return []


def _changes_in(
    reading: AnnotatedText, sentence: Sentence, named: list[tuple[str, int, int]]
) -> Iterator[_Change]:
    known = agreements()
    statuses = [
        mark
        for mark in sentence.of("status")
        if not _is_unreal(reading, sentence, mark)
        and any(_can_be(known[name], mark, first) for name, first, _ in named)
    ]
    dates = _dates(reading, sentence)
    bound = _bound(sentence, statuses, dates)
    if not dates:
        bound += _bound_behind(reading, sentence, statuses)
    for status, day in bound:
        for agreement, first, last in _candidates(named, status, day):
            yield _Change(agreement, status.value, day, sentence, (first, last), status)
            break


def _bound_behind(
    reading: AnnotatedText, sentence: Sentence, statuses: list[Mark]
) -> list[tuple[Mark, Day]]:
    """ "Russia has withdrawn. Speaking on 17 July ...": news dated by the one who tells it."""
    if sentence.index + 1 >= len(reading.sentences):
        return []
    behind = reading.sentences[sentence.index + 1]
    told = [day for day in days(reading, behind) if day.precision <= 3 and day.is_explicit]
    if len({day.start for day in told}) != 1 or not behind.has("telling"):
        return []
    return [(status, told[0]) for status in statuses if _is_news(reading, sentence, status)]


def _is_news(reading: AnnotatedText, sentence: Sentence, status: Mark) -> bool:
    """Whether the text opens with a change; behind "which" or "after" it is background."""
    if sentence.index > _NEWS_SENTENCES or not is_lead(reading, sentence):
        return False
    if status.value in ("violated", *_OFFERS):
        return False
    start = _segment_start(reading, sentence, status)
    return not any(start <= mark.first < status.last for mark in sentence.of("aside"))


def _candidates(
    named: list[tuple[str, int, int]], status: Mark, day: Day
) -> list[tuple[Agreement, int, int]]:
    """The agreements a verb can speak of on that day, the nearest first."""
    known = agreements()
    reach = _REACH if len({name for name, _, _ in named}) > 1 else _REACH_OF_ONLY
    near = sorted((_gap(first, last, status), name, first, last) for name, first, last in named)
    return [
        (known[name], first, last)
        for gap, name, first, last in near
        if gap <= reach and known[name].fits(day) and _can_be(known[name], status, first)
    ]


def _can_be(agreement: Agreement, status: Mark, first: int) -> bool:
    """An offer needs the truce as its object: "announced an Easter truce"."""
    if status.value not in _OFFERS:
        return True
    return agreement.kind in _OFFERED and 0 <= first - status.last <= _OBJECT_REACH


def _gap(first: int, last: int, status: Mark) -> int:
    if status.last <= first:
        return first - status.last
    return max(0, status.first - last)


def _dates(reading: AnnotatedText, sentence: Sentence) -> list[Day]:
    """Stated days, and the year or day behind "since"."""
    untils = {index for mark in sentence.of("until") for index in (mark.first, mark.last)}
    found = [day for day in days(reading, sentence) if day.first not in untils]
    for when in sentence.whens:
        if when.kind == "since" and when.start_on is not None:
            is_year = when.start_on != when.end_on and when.start_on.month == when.start_on.day == 1
            stated = f"{when.start_on:%Y}" if is_year else when.start_on.isoformat()
            precision = YEAR if is_year else 3
            found.append(Day(stated, stated, precision, when.first, when.last, when.start_on))
    return found


def _bound(sentence: Sentence, statuses: list[Mark], dates: list[Day]) -> list[tuple[Mark, Day]]:
    """Each change with its day: the one right behind it first, then the nearest one left."""
    bound: list[tuple[Mark, Day]] = []
    # "introduced on March 18, has ended": the day is that of another verb.
    others = sentence.of("other_event")
    free = [day for day in dates if not any(0 <= day.first - mark.last <= 2 for mark in others)]
    left: list[Mark] = []
    for status in statuses:
        behind = [day for day in free if 0 <= day.first - status.last <= 3]
        if behind:
            bound.append((status, behind[0]))
            free.remove(behind[0])
        else:
            left.append(status)
    for status in left:
        nearest = min(free, key=lambda day: abs(day.first - status.first), default=None)
        if nearest is None or abs(nearest.first - status.first) > _DAY_REACH:
            continue
        # "was extended, but is due to expire on Monday": the day is that of the plan.
        plans = sentence.of("not_changed")
        if not any(status.last <= plan.first < nearest.first for plan in plans):
            bound.append((status, nearest))
    return bound


def _is_unreal(reading: AnnotatedText, sentence: Sentence, status: Mark) -> bool:
    """Negated, planned or wished for; "agreed to restore" is a fact."""
    start = _segment_start(reading, sentence, status)
    plans = sentence.of("not_changed")
    if any(
        0 <= status.first - mark.last <= 6
        # "would not agree to extend"
        and not any(0 <= mark.first - plan.last <= 1 for plan in plans)
        for mark in sentence.of("agreed_to")
    ):
        return False
    if any(0 <= law.first - status.last <= 2 for law in sentence.of("law_noun")):
        return True
    if (
        status.value in ("restored", "extended", "suspended")
        and reading.tokens[status.first - 1].norm == "to"
    ):
        return True
    return any(
        start <= mark.first < status.first and status.first - mark.last <= 3 for mark in plans
    )


def _segment_start(reading: AnnotatedText, sentence: Sentence, status: Mark) -> int:
    """Where the part of the sentence begins that a verb of change stands in."""
    start = status.first
    while start > sentence.first and reading.tokens[start - 1].norm not in _BREAKS:
        start -= 1
    return start


def _claim(reading: AnnotatedText, change: _Change) -> Claim:
    cited = speaker(reading, change.sentence)
    agreement = change.agreement
    return Claim(
        "agreements",
        {
            "name": agreement.name,
            "kind": agreement.kind,
            "parties": list(agreement.parties),
            "event": change.event,
            "event_stated": change.day.end,
            "time_precision": change.day.precision,
            "attributed_to": cited.name if cited else None,
            "reporting_side": cited.side if cited else None,
            "flags": [],
        },
        (
            reading.evidence("name", *change.named),
            reading.evidence("event", change.status.first, change.status.last),
            reading.evidence("event_stated", change.day.first, change.day.last),
        ),
    )
