"""Claims of the family `negotiations`: rounds of talks of Ukraine, Russia and the United States.

A round needs a venue, at least two of the three parties and a day, or to be the news its text opens
with. Mentions of one round are gathered over the text. Talks that are planned, offered or expected
give nothing, and the day somebody spoke about talks is not the day of the talks.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from pipelines.extraction.document import Claim, Evidence
from pipelines.extraction.sentence.actors import STATE_KINDS, Actor, actors, isos
from pipelines.extraction.sentence.attribution import speaker
from pipelines.extraction.sentence.placing import Day, days, has_future_day, is_lead, nearest_day
from pipelines.extraction.text.annotation import AnnotatedText, Sentence
from pipelines.extraction.text.lexicon import Mark, words

_PARTIES = ("UKR", "RUS", "USA")
_CAPITALS = frozenset(("Moscow", "Kyiv", "Washington", "Berlin", "Paris", "London", "Brussels"))
_BREAKS = frozenset(",;:—–()")
_DETAILS_REACH = 3
_TEXT_REACH = 8
_RECALL = 20
_LONGEST = timedelta(days=6)
_MET_REACH, _DAY_REACH, _SAID_REACH, _FOREIGN_REACH = 6, 4, 4, 3
_MEDIATORS_REACH = 8
_LINKS = frozenset((",", "-", "–", "/", "’", "'"))


@dataclass(slots=True)
class _Round:
    """One round of talks as far as the text has told it."""

    sentence: Sentence
    city: str | None = None
    iso3: str | None = None
    number: int | None = None
    start: str | None = None
    end: str | None = None
    precision: int | None = None
    parties: list[str] = field(default_factory=list)
    mediators: set[str] = field(default_factory=set)
    format: str | None = None
    outcome: str | None = None
    heads: dict[str, str] = field(default_factory=dict)
    attributed_to: str | None = None
    side: str | None = None
    is_earlier: bool = False
    is_past: bool = False
    is_open: bool = False
    evidence: list[Evidence] = field(default_factory=list)

    @property
    def has_venue(self) -> bool:
        return self.iso3 is not None


def claims(reading: AnnotatedText) -> list[Claim]:
    """The claims of this family in one document."""
    nouns = words("talks", reading.lang) | words("met", reading.lang)
    if nouns.isdisjoint(token.norm for token in reading.tokens):
        return []
    rounds: list[_Round] = []
    last: _Round | None = None
    is_preview = False
    for sentence in reading.sentences:
        mention = _mention(reading, sentence)
        if mention is None and not rounds and sentence.has("talks") and sentence.has("venue"):
            # A text that opens with talks to come reports none.
            is_preview = True
        if mention is not None:
            for each in _several(reading, sentence, mention):
                last = _gather(rounds, each)
        elif last is not None and sentence.index - last.sentence.index <= _DETAILS_REACH:
            _add_details(reading, sentence, last)
    _complete_parties(reading, rounds)
    _find_cities(reading, rounds)
    first = None if is_preview else next((each for each in rounds if each.has_venue), None)
    told = [each for each in rounds if _is_told(reading, each, each is first)]
    dated = {each.city for each in told if each.start is not None}
    return [_claim(each) for each in told if each.start is not None or each.city not in dated]


def _names_ukraine(sentence: Sentence) -> bool:
    return any(
        (mark.kind in STATE_KINDS and mark.value == "UKR")
        or (mark.kind == "negotiator" and mark.value.startswith("UKR:"))
        for mark in sentence.marks
    )


def _mention(reading: AnnotatedText, sentence: Sentence) -> _Round | None:
    """What one sentence says of a round; None where it speaks of none that was held."""
    nouns = [mark for mark in sentence.of("talks", "met") if mark.first >= sentence.first]
    # "military-to-military talks" are the name of a channel.
    channels = sentence.of("agreement")
    nouns = [
        mark for mark in nouns if not any(each.first <= mark.first < each.last for each in channels)
    ]
    held = [mark for mark in nouns if not _is_planned(reading, sentence, mark)]
    if not held or has_future_day(reading, sentence):
        return None
    named = actors(reading, sentence)
    venue = _venue(reading, sentence, held)
    mention = _Round(sentence)
    at = held[0].first
    if venue is not None:
        at = venue.first
        city, _, iso3 = venue.value.rpartition(":")
        mention.city, mention.iso3 = city or None, iso3
        mention.evidence.append(reading.evidence("venue_city", venue.first, venue.last))
    else:
        country = _country(reading, sentence, named, held)
        if country is not None:
            at, mention.iso3 = country.first, country.iso3
    topics = {mark.last for mark in sentence.of("about")}
    named = [
        actor
        for actor in named
        if (venue is None or actor.last <= venue.first or actor.first >= venue.last)
        # "talks on the war in Ukraine": what it is about does not sit at the table.
        and actor.first not in topics
    ]
    mention.mediators = _mediators(sentence, named)
    mention.parties = _parties(reading, sentence, named, held, mention.mediators)
    if _met_others(sentence, held[0], named) or (
        len(mention.parties) < 2
        and any(
            len(set(isos(run)) - mention.mediators) > 1 and _gap(run, held[0]) <= _FOREIGN_REACH
            for run in _lists(reading, sentence, named)
        )
    ):
        # "talks between Russia and Armenia": others sat at that table.
        return None
    mention.number = _number(sentence)
    mention.format = next((mark.value for mark in sentence.of("trilateral")), None)
    mention.outcome = next((mark.value for mark in sentence.of("talks_outcome")), None)
    mention.heads = _heads(reading, sentence)
    mention.is_earlier = any(
        0 <= held[0].first - mark.last <= 6 for mark in sentence.of("earlier_talks")
    ) or any(when.kind == "since" and when.first <= at for when in sentence.whens)
    mention.is_past = mention.is_earlier or sentence.has("earlier_talks") or sentence.has("apart")
    # "exchanges facilitated during talks in Istanbul": told of something else.
    mention.is_past = mention.is_past or any(
        0 <= held[0].first - mark.last <= 5 for mark in sentence.of("talks_aside")
    )
    _date(reading, sentence, mention, at)
    cited = speaker(reading, sentence)
    if cited is not None:
        mention.attributed_to, mention.side = cited.name, cited.side
    mention.evidence.append(reading.evidence("process", held[0].first, held[0].last))
    return mention


def _met_others(sentence: Sentence, mark: Mark, named: list[Actor]) -> bool:
    """ "Ukrainian delegates met the Turkish president": whom they met is no party."""
    places = {each.last for each in sentence.of("venue_in")}
    whom = next((actor for actor in named if 0 <= actor.first - mark.last <= 5), None)
    if whom is None or whom.first in places or whom.first - 1 in places:
        return False
    if any(0 <= whom.first - venue.last <= 1 for venue in sentence.of("venue")):
        # "met in Geneva, Switzerland"
        return False
    return mark.kind == "met" and whom.iso3 not in _PARTIES


def _is_planned(reading: AnnotatedText, sentence: Sentence, mark: Mark) -> bool:
    """Planned, offered or denied, in the words before the talks up to the last break."""
    start = mark.first
    while start > sentence.first and reading.tokens[start - 1].norm not in _BREAKS:
        start -= 1
    for plan in sentence.of("not_held"):
        if start <= plan.first < mark.first and mark.first - plan.last <= 10:
            return True
        if 0 <= plan.first - mark.last <= 2:
            return True
    return mark.kind == "talks" and _is_future(reading, sentence, mark)


def _is_future(reading: AnnotatedText, sentence: Sentence, mark: Mark) -> bool:
    """ "talks in Istanbul will take place": the future behind, before the next talks or break."""
    others = {noun.first for noun in sentence.of("talks", "held") if noun.first >= mark.last}
    # "the third round of talks" is one thing said twice.
    others = {first for first in others if first - mark.last > 4}
    plans = {plan.first for plan in sentence.of("future_talks")}
    for index in range(mark.last, min(sentence.last, mark.last + 14)):
        if index in plans:
            return True
        if index in others or reading.tokens[index].norm in _BREAKS:
            return False
    return False


def _venue(reading: AnnotatedText, sentence: Sentence, held: list[Mark]) -> Mark | None:
    """The city of the talks: behind "in", or right before "talks"; never a seat of power alone."""
    ins = {mark.last for mark in sentence.of("venue_in")}
    talks = {mark.first for mark in sentence.of("talks", "hosted")}
    found: list[Mark] = []
    for mark in sentence.of("venue"):
        city = mark.value.rpartition(":")[0]
        behind = mark.first in ins or (
            mark.first - 1 in ins and reading.tokens[mark.first - 1].norm == "the"
        )
        before = mark.last in talks and city not in _CAPITALS
        capital_words = mark.last - mark.first > 2 and city not in _CAPITALS
        if _is_of_many(sentence, held[0], mark.first):
            continue
        if (behind or before or capital_words) and not _is_past(sentence, mark, held):
            found.append(mark)
    return min(
        found,
        key=lambda mark: min(abs(mark.first - noun.first) for noun in held),
        default=None,
    )


def _is_past(sentence: Sentence, venue: Mark, held: list[Mark]) -> bool:
    """ "talks in Geneva, following sessions in Abu Dhabi": the venue of talks that went before."""
    return any(
        mark.first >= held[0].last and 0 <= venue.first - mark.last <= 7
        for mark in sentence.of("talks_before")
    )


def _is_of_many(sentence: Sentence, held: Mark, place: int) -> bool:
    """ "the third round, the first two rounds of which were held in the Emirates" """
    return any(
        held.last <= mark.first < place and mark.value == "round" and _is_many(sentence, mark)
        for mark in sentence.of("talks")
    )


def _country(
    reading: AnnotatedText, sentence: Sentence, named: list[Actor], held: list[Mark]
) -> Actor | None:
    """ "talks in Saudi Arabia": a host country without a city."""
    ins = {mark.last for mark in sentence.of("venue_in")}
    for actor in named:
        if actor.iso3 in _PARTIES or not actor.is_noun or actor.is_seat:
            continue
        start = actor.first - 1 if reading.tokens[actor.first - 1].norm == "the" else actor.first
        if _is_of_many(sentence, held[0], actor.first):
            continue
        if start in ins and min(abs(start - mark.last) for mark in held) <= 12:
            return actor
    return None


def _parties(
    reading: AnnotatedText,
    sentence: Sentence,
    named: list[Actor],
    held: list[Mark],
    mediators: set[str],
) -> list[str]:
    """The states that sat at the table: a list of states beside the talks."""
    people = [
        Actor(mark.value.partition(":")[0], mark.first, mark.last, True, True)
        for mark in sentence.of("negotiator")
    ]
    taken = {index for actor in people for index in range(actor.first, actor.last)}
    named = sorted(
        [*people, *(actor for actor in named if actor.first not in taken)],
        key=lambda actor: actor.first,
    )
    runs = [
        run
        for run in _lists(reading, sentence, named)
        if _count(run, mediators) >= 2 and not _is_behind_mediated_by(sentence, run)
    ]
    near = min(runs, key=lambda run: _gap(run, held[0]), default=[])
    best = isos(near)
    met = next((mark for mark in sentence.of("met")), None)
    if met is not None and (not near or _gap(near, met) <= _MET_REACH):
        # Who met is the subject; whom they met follows.
        before = [actor for actor in named if 0 <= met.first - actor.last <= 12]
        best = [*best, *(iso3 for iso3 in isos(before if near else named) if iso3 in _PARTIES)]
    elif not near:
        best = _talks_with(sentence, named, held)
    if not near:
        best = [iso3 for iso3 in best if iso3 not in mediators]
    if sentence.has("trilateral", "trilateral"):
        best = [*best, *isos(named)]
    return sorted({iso3 for iso3 in best if iso3 in _PARTIES})


def _is_behind_mediated_by(sentence: Sentence, run: list[Actor]) -> bool:
    """ "mediated by the European Union, the United States and Russia" """
    return any(
        0 <= by.first - mark.last <= 2 and 0 <= run[0].first - by.last <= _MEDIATORS_REACH
        for mark in sentence.of("mediation")
        for by in sentence.of("prep_by")
    )


def _count(run: list[Actor], mediators: set[str]) -> int:
    return len({actor.iso3 for actor in run} & set(_PARTIES) - mediators)


def _gap(run: list[Actor], mark: Mark) -> int:
    """Tokens between a list of states and the talks."""
    if run[-1].last <= mark.first:
        return mark.first - run[-1].last
    return max(0, run[0].first - mark.last)


def _talks_with(sentence: Sentence, named: list[Actor], held: list[Mark]) -> list[str]:
    """ "Witkoff held talks with Putin": the one before and the one behind "with"."""
    ends = {mark.last for mark in held}
    for mark in sentence.of("talks_with"):
        behind = [actor for actor in named if 0 <= actor.first - mark.last <= 5]
        before = [actor for actor in named if actor.last < mark.first]
        if mark.first in ends and behind and before:
            return [*isos(before[:1]), *isos(behind[:1])]
    return []


def _lists(reading: AnnotatedText, sentence: Sentence, named: list[Actor]) -> Iterator[list[Actor]]:
    """Runs of states with nothing but links and delegates between them."""
    links = {
        index
        for mark in sentence.of("party_link", "delegate", "article", "between", "negotiator")
        for index in range(mark.first, mark.last)
    }
    run: list[Actor] = []
    for actor in named:
        gap = range(run[-1].last, actor.first) if run else range(0)
        together = len(gap) <= 8 and all(
            index in links
            or reading.tokens[index].norm in _LINKS
            or reading.tokens[index].is_capital
            for index in gap
        )
        if run and not together:
            yield run
            run = []
        run.append(actor)
    if run:
        yield run


def _mediators(sentence: Sentence, named: list[Actor]) -> set[str]:
    found: set[str] = set()
    for mark in sentence.of("mediation"):
        near = [
            actor
            for actor in named
            if 0 <= actor.first - mark.last <= 3 or 0 <= mark.first - actor.last <= 3
        ]
        found.update(actor.iso3 for actor in near if actor.iso3 not in ("UKR", "RUS"))
    return found


def _number(sentence: Sentence) -> int | None:
    """The number of a round: an ordinal close before "round"."""
    rounds = [mark for mark in sentence.of("talks") if mark.value == "round"]
    talks = sentence.of("talks", "met")
    before = [mark.last for mark in sentence.of("talks_before") if talks[0].last <= mark.first]
    for mark in rounds:
        for ordinal in sentence.of("ordinal_word"):
            is_past = any(0 <= ordinal.first - last <= 1 for last in before) and len(rounds) == 1
            is_near = 0 <= mark.first - ordinal.last <= 2
            if is_near and not is_past and not _is_many(sentence, mark):
                return int(ordinal.value)
    return None


def _is_many(sentence: Sentence, mark: Mark) -> bool:
    """ "two rounds": a number right before the noun."""
    return any(
        (quantity.value or 0) > 1 and 0 <= mark.first - quantity.last <= 1
        for quantity in sentence.quantities
    )


def _heads(reading: AnnotatedText, sentence: Sentence) -> dict[str, str]:
    """Heads of delegation: known negotiators close to "led by", one a side."""
    heads: dict[str, str] = {}
    cues = sentence.of("head_cue")
    for mark in sentence.of("negotiator"):
        party, _, name = mark.value.partition(":")
        is_near = any(
            0 <= cue.first - mark.last <= 4
            or (
                0 <= mark.first - cue.last <= 8
                and all(reading.tokens[at].norm != ";" for at in range(cue.last, mark.first))
            )
            for cue in cues
        )
        by = any(0 <= mark.first - each.last <= 5 for each in sentence.of("prep_by"))
        if is_near or (by and cues):
            heads.setdefault(party, name)
    return heads


def _several(reading: AnnotatedText, sentence: Sentence, mention: _Round) -> list[_Round]:
    """The rounds a sentence tells: one, or one for each day of several.

    Rounds that are only counted ("hosted three rounds") are none.
    """
    rounds = [mark for mark in sentence.of("talks") if mark.value == "round"]
    told = _event_days(reading, sentence)
    is_many = bool(rounds) and all(_is_many(sentence, mark) for mark in rounds)
    if len({day.start for day in told}) < 2 or not rounds:
        return [] if is_many else [mention]
    counted = any(
        quantity.value == len(told) and 0 <= mark.first - quantity.last <= 1
        for quantity in sentence.quantities
        for mark in rounds
    )
    ordinals = [
        mark
        for mark in sentence.of("ordinal_word")
        if any(0 <= noun.first - mark.last <= 2 for noun in rounds)
    ]
    if not counted and len(ordinals) < 2:
        return [] if is_many else [mention]
    several: list[_Round] = []
    for place, day in enumerate(told):
        before = [mark for mark in ordinals if mark.last <= day.first]
        number = int(before[-1].value) if len(ordinals) > 1 and before else None
        if counted:
            number = place + 1 if sentence.has("ordinal_word", "1") else None
        each = replace(mention, number=number, evidence=list(mention.evidence), heads={})
        each.start, each.end, each.precision = day.start, day.end, day.precision
        each.evidence.append(reading.evidence("started_stated", day.first, day.last))
        several.append(each)
    return several


def _date(reading: AnnotatedText, sentence: Sentence, mention: _Round, at: int) -> None:
    """First and last day, as far as the sentence (or the paragraph before it) states them."""
    day = _event_day(reading, sentence, at)
    nth = next((int(mark.value) for mark in sentence.of("second_day")), None)
    # Only the end of two-day talks tells their beginning.
    spans = sentence.of("day_span") if sentence.has("ended") else []
    span = next((int(mark.value) for mark in spans), 1)
    if day is None and nth is not None:
        day = _day_before(reading, sentence)
    if sentence.has("same_time") or _is_of_other_talks(sentence, day, at):
        day, mention.is_past = None, True
    if day is None or (day.precision > 3 and mention.is_earlier):
        # Of several days none is said to be that of the talks.
        is_dated = any(each.precision > 3 for each in days(reading, sentence))
        mention.is_past = mention.is_past or is_dated or bool(_event_days(reading, sentence))
        return
    mention.precision = day.precision
    if day.last > day.first:
        mention.evidence.append(reading.evidence("started_stated", day.first, day.last))
    opens = mention.is_open = sentence.has("held", "open")
    if day.is_range or day.precision > 3:
        mention.start, mention.end = day.start, day.end
        return
    back = (nth or span) - 1 if nth or not opens else 0
    mention.start = (day.start_on - timedelta(days=back)).isoformat()
    mention.end = None if opens or nth == 1 else day.start


def _is_of_other_talks(sentence: Sentence, day: Day | None, at: int) -> bool:
    """ "The Florida meetings come days after Putin met Witkoff on Tuesday": one day for two."""
    if day is None:
        return False
    nouns = sentence.of("talks", "met")
    low, high = sorted((at, day.first))
    return any(
        low < mark.first < high
        and any(noun.first < mark.first for noun in nouns)
        and any(mark.first < noun.first and noun.kind == "met" for noun in nouns)
        for mark in sentence.of("talks_before")
    )


def _event_day(reading: AnnotatedText, sentence: Sentence, at: int) -> Day | None:
    """The day beside the venue or the talks; of several days only one that is close by."""
    found = _event_days(reading, sentence)
    day = nearest_day(found, at)
    if day is None or len({each.start for each in found}) == 1:
        return day
    is_close = abs(day.first - at) <= _DAY_REACH or abs(day.last - at) <= _DAY_REACH
    return day if is_close and not sentence.has("ended") else None


def _event_days(reading: AnnotatedText, sentence: Sentence) -> list[Day]:
    """Days of a sentence without those on which somebody spoke: "officials said Monday"."""
    said = sentence.of("said", "statement")
    talks = sentence.of("talks", "met", "venue", "held")
    others = sentence.of("exchange_event", "exchange_verb")
    found: list[Day] = []
    for day in days(reading, sentence):
        if sentence.has("same_time") and not day.is_explicit:
            # "on the same day": that of another sentence.
            continue
        if _is_quoted(reading, sentence, day):
            continue
        that = reading.tokens[day.last].norm if day.last < sentence.last else ""
        reach = _SAID_REACH if that in words("that_word", reading.lang) else 1
        is_said = any(
            0 <= day.first - mark.last <= reach or mark.first == day.last for mark in said
        )
        gap = min((_distance(mark, day) for mark in talks), default=0)
        is_of_another = any(
            mark.last <= day.first and _distance(mark, day) < gap for mark in others
        )
        is_one = day.precision <= 3 and date.fromisoformat(day.end) - day.start_on <= _LONGEST
        if is_one and not is_said and not is_of_another:
            found.append(day)
    return found


def _is_quoted(reading: AnnotatedText, sentence: Sentence, day: Day) -> bool:
    """ "today" in a quotation is the day of the one who speaks."""
    opens = reading.tokens[sentence.first].norm in ("“", '"', "«", "„")
    spoken = {mark.first for mark in sentence.of("relative_day")}
    return opens and any(index in spoken for index in range(day.first, day.last))


def _distance(mark: Mark, day: Day) -> int:
    return max(0, day.first - mark.last, mark.first - day.last)


def _day_before(reading: AnnotatedText, sentence: Sentence) -> Day | None:
    """The last single day stated earlier in the same paragraph."""
    for earlier in reversed(reading.sentences[: sentence.index]):
        if earlier.paragraph != sentence.paragraph:
            return None
        found = [day for day in days(reading, earlier) if day.precision <= 3 and not day.is_range]
        if found:
            return found[-1]
    return None


def _add_details(reading: AnnotatedText, sentence: Sentence, known: _Round) -> None:
    """What a sentence that does not name the talks adds: heads of delegation, days."""
    known.heads = {**_heads(reading, sentence), **known.heads}
    is_next = sentence.index - known.sentence.index == 1
    if (
        is_next
        and known.start is None
        and sentence.has("held")
        and not sentence.has("future_talks")
    ):
        found = [day for day in _event_days(reading, sentence) if day.precision <= 3]
        if found and not sentence.has("venue"):
            known.start, known.end, known.precision = found[0].start, found[0].end, 3
            known.evidence.append(reading.evidence("started_stated", found[0].first, found[0].last))


def _gather(rounds: list[_Round], mention: _Round) -> _Round:
    """Join a mention to the round it speaks of, or begin a new one."""
    for known in reversed(rounds[-_RECALL:]):
        if _is_same(known, mention):
            _fill(known, mention)
            return known
    if mention.has_venue or mention.parties or mention.start:
        rounds.append(mention)
    return mention


def _is_same(known: _Round, mention: _Round) -> bool:
    if known.city and mention.city and known.city != mention.city:
        return False
    if known.iso3 and mention.iso3 and known.iso3 != mention.iso3:
        return False
    if known.number and mention.number and known.number != mention.number:
        return False
    if known.start and mention.start and not _overlap(known, mention):
        return False
    if mention.is_earlier != known.is_earlier:
        return False
    is_one_day = bool(known.start) and known.start == mention.start
    if len(known.parties) > 1 and len(mention.parties) > 1 and not is_one_day:
        one, other = set(known.parties), set(mention.parties)
        if not (one <= other or other <= one):
            return False
    near = mention.sentence.index - known.sentence.index <= 12
    return near or bool(known.city and known.city == mention.city)


def _overlap(one: _Round, other: _Round) -> bool:
    """Whether the stated days of two mentions have a day in common."""
    first, second = one.start or "", other.start or ""
    return first <= (other.end or second) and second <= (one.end or first)


def _fill(known: _Round, mention: _Round) -> None:
    """Take over what the round did not know yet; a longer span of days wins."""
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


def _complete_parties(reading: AnnotatedText, rounds: list[_Round]) -> None:
    """A round told without parties has those its text names elsewhere; three sides are three."""
    full = next((each.parties for each in rounds if len(each.parties) >= 2), None)
    full = full or _listed_anywhere(reading)
    if not any(_names_ukraine(sentence) for sentence in reading.sentences):
        # Two of them may meet over another war.
        full = []
    for each in rounds:
        if len(each.parties) < 2:
            each.parties = full
        if each.format == "trilateral" and len(each.parties) == 2:
            at = each.sentence.index
            near = reading.sentences[max(0, at - _TEXT_REACH) : at + _TEXT_REACH + 1]
            named = {actor.iso3 for other in near for actor in actors(reading, other)}
            if named >= set(_PARTIES):
                each.parties = sorted(_PARTIES)


def _listed_anywhere(reading: AnnotatedText) -> list[str]:
    """The first list of parties beside talks, planned ones included."""
    for sentence in reading.sentences:
        talks = sentence.of("talks")
        if talks:
            parties = _parties(reading, sentence, actors(reading, sentence), talks, set())
            if len(parties) >= 2:
                return parties
    return []


def _find_cities(reading: AnnotatedText, rounds: list[_Round]) -> None:
    """A round placed in a country takes the one city of it that stands close by."""
    for each in rounds:
        if each.city is not None or each.iso3 is None:
            continue
        at = each.sentence.index
        near = reading.sentences[max(0, at - _DETAILS_REACH) : at + _DETAILS_REACH + 1]
        cities = {
            mark.value.rpartition(":")[0]: (sentence, mark)
            for sentence in near
            for mark in sentence.of("venue")
            if any(mark.first == into.last for into in sentence.of("venue_in"))
            and mark.value.rpartition(":")[2] == each.iso3
            and mark.value[0] != ":"
        }
        if len(cities) == 1:
            ((each.city, (_, mark)),) = cities.items()
            each.evidence.append(reading.evidence("venue_city", mark.first, mark.last))


def _is_told(reading: AnnotatedText, each: _Round, is_first: bool) -> bool:
    if not each.has_venue or len(set(each.parties) & set(_PARTIES)) < 2:
        return False
    if each.start is not None:
        return True
    return is_first and is_lead(reading, each.sentence) and not each.is_past


def _claim(each: _Round) -> Claim:
    by_number = {2: "bilateral", 3: "trilateral"}
    return Claim(
        "negotiations",
        {
            "process": None,
            "round_no": each.number,
            "started_stated": each.start,
            "ended_stated": each.end,
            "time_precision": each.precision,
            "venue_city": each.city,
            "venue_iso3": each.iso3,
            "format": each.format or by_number.get(len(each.parties), "multilateral"),
            "parties": each.parties,
            "mediators": sorted(each.mediators),
            "host_iso3": each.iso3,
            "delegation_heads": [
                {"party": party, "name": name} for party, name in sorted(each.heads.items())
            ],
            "topics": [],
            "outcome": each.outcome or "unknown",
            "attributed_to": each.attributed_to,
            "reporting_side": each.side,
            "flags": [],
        },
        tuple(each.evidence),
    )
