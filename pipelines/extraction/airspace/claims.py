"""Claims of the family `airspace`: violations, dangerous encounters and sightings.

A violation needs a flying object, a state and words that say it entered. A drone over an airport
that nobody has identified is a sighting and has no violator; an encounter over the sea belongs to
no state. Running counts ("the fifth this year"), approaches, denials and what might happen give
nothing. Attacks inside Ukraine and Russia are the business of `strikes`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta

from pipelines.extraction.document import Claim, Evidence
from pipelines.extraction.sentence.actors import (
    STATE_KINDS,
    Actor,
    actors,
    after_preposition,
    isos,
    nearest_before,
)
from pipelines.extraction.sentence.attribution import speaker
from pipelines.extraction.sentence.placing import Day, days, has_future_day, is_lead, nearest_day
from pipelines.extraction.sentence.stance import is_negated_near
from pipelines.extraction.text.annotation import AnnotatedText, Sentence
from pipelines.extraction.text.lexicon import Mark, words
from pipelines.extraction.text.numbers import Quantity
from pipelines.extraction.text.tokens import NUMBER

_AT_WAR = frozenset(("UKR", "RUS"))
_OF_THIS_WAR = frozenset(("UKR", "RUS", "BLR"))
# States where a flying object nobody claims is of this war rather than of another.
_NEAR = frozenset(
    (
        *("ALB", "AUT", "BEL", "BGR", "BIH", "CHE", "CYP", "CZE", "DEU", "DNK", "ESP", "EST"),
        *("FIN", "FRA", "GBR", "GEO", "GRC", "HRV", "HUN", "IRL", "ISL", "ITA", "KAZ", "LTU"),
        *("LUX", "LVA", "MDA", "MKD", "MNE", "NLD", "NOR", "POL", "PRT", "ROU", "SRB", "SVK"),
        *("SVN", "SWE", "TUR"),
    )
)
_NO_STATES = frozenset(("UN", "ICRC"))
_PLACES = frozenset(("airspace", "international", "water", "site_place"))
_QUOTES = frozenset("\"“”«»'‘’")
_FALLING = frozenset(("drone", "missile", "balloon"))
_BREAKS = frozenset(",;:—–()")
_DETAILS_REACH = 4
_SENDER_REACH = 4
_NEWS_DAYS = 5
_DAY_REACH, _NOUN_DAY_REACH = 25, 10
_FIRST_SENTENCES = 2
# How many incidents of one kind, state and object are remembered while a text is read.
_RECALL = 20


_Key = tuple[str, str | None, str]


@dataclass(frozen=True, slots=True)
class _Flyer:
    """Flying objects named in tokens [first, last), with their number and nation where stated."""

    object_type: str
    model: str | None
    count: int | None
    qualifier: str | None
    upper: int | None
    nation: str | None
    is_responder: bool
    first: int
    last: int
    count_first: int


@dataclass(slots=True)
class _Incident:
    """One event as the text tells it, filled in by the sentences that follow."""

    kind: str
    state: str | None
    flyer: _Flyer
    violator: str | None
    day: Day | None
    sentence: Sentence
    attribution: str
    attributed_to: str | None
    side: str | None
    responses: dict[str, Mark] = field(default_factory=dict)
    evidence: list[Evidence] = field(default_factory=list)
    duration: float | None = None
    depth: float | None = None
    transponder: bool | None = None
    location: str | None = None
    is_recalled: bool = False


def claims(reading: AnnotatedText) -> list[Claim]:
    """The claims of this family in one document."""
    sentences = reading.sentences
    if not any(_is_elsewhere(sentence) for sentence in sentences):
        return []
    found: dict[_Key, list[_Incident]] = {}
    current: _Incident | None = None
    for sentence in sentences:
        for incident in _incidents(reading, sentence, current):
            current = _merged(found, incident)
        if current is not None and 0 <= sentence.index - current.sentence.index <= _DETAILS_REACH:
            _add_details(reading, sentence, current)
    _take_stated_days(reading, found)
    told = sorted(
        (incident for incidents in found.values() for incident in incidents),
        key=lambda incident: incident.sentence.index,
    )
    return [_claim(incident) for incident in _news(reading, told)]


def _is_elsewhere(sentence: Sentence) -> bool:
    """Whether a sentence speaks of an airspace, a sea, a guarded site or a state not at war."""
    return any(
        mark.kind in _PLACES or (mark.kind in STATE_KINDS and mark.value not in _AT_WAR)
        for mark in sentence.marks
    )


def _incidents(
    reading: AnnotatedText, sentence: Sentence, current: _Incident | None
) -> Iterator[_Incident]:
    if not sentence.has("flyer") and not sentence.has("aircraft_model"):
        return
    if current is None and not _is_elsewhere(sentence):
        return
    if _is_running_count(reading, sentence) or has_future_day(reading, sentence):
        return
    named = [actor for actor in actors(reading, sentence) if actor.iso3 not in _NO_STATES]
    flyers = _flyers(reading, sentence, named)
    if not flyers:
        return
    encounter = _encounter(reading, sentence, flyers)
    if encounter is not None:
        yield encounter
        return
    entered = list(_violations(reading, sentence, named, flyers, current))
    yield from entered
    if not entered:
        sighting = _sighting(reading, sentence, named, flyers)
        if sighting is not None:
            yield sighting


def _flyers(reading: AnnotatedText, sentence: Sentence, named: list[Actor]) -> list[_Flyer]:
    """Each run of nouns and models that names flying objects."""
    cores = sorted(
        sentence.of("flyer", "aircraft_model", "responder_model", "one_flyer"),
        key=lambda mark: mark.first,
    )
    fillers = {
        index
        for mark in sentence.marks
        if mark.kind in ("flyer_mod", "state_adj")
        for index in range(mark.first, mark.last)
    }
    fillers |= {
        index
        for index in range(sentence.first, sentence.last)
        if reading.tokens[index].norm in _QUOTES
    }
    runs: list[list[Mark]] = []
    for mark in cores:
        gap = range(max(each.last for each in runs[-1]), mark.first) if runs else range(0)
        is_name = len(gap) == 1 and reading.tokens[gap[0]].is_capital
        if runs and (is_name or all(index in fillers for index in gap)):
            runs[-1].append(mark)
        else:
            runs.append([mark])
    return [_flyer(reading, sentence, named, run, fillers) for run in runs]


def _flyer(
    reading: AnnotatedText,
    sentence: Sentence,
    named: list[Actor],
    run: list[Mark],
    fillers: set[int],
) -> _Flyer:
    first, last = run[0].first, max(mark.last for mark in run)
    while first - 1 >= sentence.first and first - 1 in fillers:
        first -= 1
    while reading.tokens[first].norm in _QUOTES:
        first += 1
    models = [mark.value.partition(":") for mark in run if mark.kind == "aircraft_model"]
    types = [mark.value for mark in run if mark.kind == "flyer"]
    object_type = models[0][0] if models else types[0] if types else "aircraft"
    if "recon_aircraft" in types:
        object_type = "recon_aircraft"
    # A "Russian-made" drone may be anybody's; a "Russian Shahed-type" one is Russia's.
    nation = next(
        (
            actor.iso3
            for actor in named
            if first <= actor.first < last
            and reading.tokens[actor.last].norm not in ("made", "type", "style")
        ),
        None,
    )
    quantity = _counting(reading, sentence, first, last)
    article = any(mark.kind == "one" and mark.last == first for mark in sentence.marks)
    singular = any(mark.kind == "one_flyer" and mark.first >= first for mark in run)
    the = any(mark.last == first for mark in sentence.of("article"))
    doing = {mark.first for mark in sentence.of("intrusion", "fell", "who")}
    article = article or (the and last in doing)
    is_one = quantity is None and ((article and not _is_plural(reading, run)) or singular)
    is_responder = (
        any(mark.kind == "responder_model" for mark in run)
        or (first and reading.tokens[first - 1].norm in ("nato", "natos", "allied"))
        or reading.tokens[first].norm in ("nato", "allied")
    )
    return _Flyer(
        object_type,
        "/".join(dict.fromkeys(model[2] for model in models)) or None,
        quantity.value if quantity else 1 if is_one else None,
        quantity.qualifier if quantity else "exact" if is_one else None,
        quantity.upper if quantity else None,
        nation,
        bool(is_responder),
        first,
        last,
        quantity.first if quantity else first - 1 if article else first,
    )


def _counting(reading: AnnotatedText, sentence: Sentence, first: int, last: int) -> Quantity | None:
    """The number of these objects; "two or three" is a range."""
    previous: Quantity | None = None
    for quantity in sentence.quantities:
        if quantity.value and first <= quantity.last <= last and quantity.first < last:
            is_or = reading.tokens[quantity.first - 1].norm in words("or", reading.lang)
            if previous is not None and previous.last == quantity.first - 1 and is_or:
                return previous._replace(upper=quantity.value, qualifier="about")
            return quantity
        previous = quantity
    return None


def _is_plural(reading: AnnotatedText, run: list[Mark]) -> bool:
    last = reading.tokens[max(mark.last for mark in run) - 1].norm
    return reading.lang == "en" and last.endswith("s")


def _violations(
    reading: AnnotatedText,
    sentence: Sentence,
    named: list[Actor],
    flyers: list[_Flyer],
    current: _Incident | None,
) -> Iterator[_Incident]:
    verbs = [
        mark
        for mark in sentence.of("intrusion")
        if not _is_denied(reading, sentence, mark)
        # "launched into Polish airspace", but not "objects that fly into ..."
        and (sentence.has("launched") or not _is_bare(reading, mark))
    ]
    states = _entered_states(reading, sentence, named, current)
    for verb in verbs:
        flyer = _intruder(reading, sentence, flyers, verb)
        if flyer is None:
            continue
        near = [state for state, at in states if abs(at - verb.first) <= 20]
        if not near and current is not None and _continues(reading, sentence, verb, current, flyer):
            near = [current.state] if current.state else []
        for state in dict.fromkeys(near):
            incident = _violation(reading, sentence, named, flyer, state, verb)
            if incident is not None:
                yield incident
        if near:
            return
    yield from (
        _shot_down(reading, sentence, named, flyers, states)
        or _fallen(reading, sentence, named, flyers)
        or _balloons(reading, sentence, named, flyers)
    )


def _is_bare(reading: AnnotatedText, mark: Mark) -> bool:
    return mark.last - mark.first == 1 and reading.tokens[mark.first].norm == "into"


def _violation(
    reading: AnnotatedText,
    sentence: Sentence,
    named: list[Actor],
    flyer: _Flyer,
    state: str,
    verb: Mark,
) -> _Incident | None:
    violator = flyer.nation or _origin(reading, sentence, named, flyer, state)
    if violator == state or (state in _AT_WAR and violator in (None, *_AT_WAR)):
        return None
    if violator not in _OF_THIS_WAR and (violator is not None or state not in _NEAR):
        # What others send elsewhere is the story of another war.
        return None
    incident = _incident(reading, sentence, "violation", state, flyer, violator, verb)
    incident.evidence.append(reading.evidence("kind", verb.first, verb.last))
    return incident


def _incident(
    reading: AnnotatedText,
    sentence: Sentence,
    kind: str,
    state: str | None,
    flyer: _Flyer,
    violator: str | None,
    at: Mark,
) -> _Incident:
    cited = speaker(reading, sentence)
    doubts = {mark.value for mark in sentence.of("doubt") if abs(mark.first - flyer.first) <= 6}
    attribution = "unknown" if violator is None else "attributed"
    if violator is not None and "suspected" in doubts:
        attribution = "suspected"
    # "after an incident involving the breach of its airspace": a noun has its day close by.
    is_noun = any(mark.first <= at.first < mark.last for mark in sentence.of("intrusion_noun"))
    is_noun = is_noun or any(mark.last == at.first for mark in sentence.of("article"))
    reach = _NOUN_DAY_REACH if is_noun else _DAY_REACH
    # "summoned the ambassador on Wednesday over the violation": the day of the answer.
    answers = sentence.of("response")
    answered = any(mark.value == "protest" and mark.last <= at.first for mark in answers) and (
        is_noun or any(mark.last <= at.first for mark in sentence.of("talks_before"))
    )
    fresh = _is_fresh(reading, sentence, flyer, at)
    skies = [mark for mark in sentence.of("airspace") if mark.first >= at.first]
    found = [
        day
        for day in days(reading, sentence)
        if day.precision <= 5
        and (day.is_explicit or not sentence.has("same_time"))
        and min(_gap(day, mark) for mark in (at, *skies)) <= reach
        and (fresh or sentence.has("day_before") or not _is_said(reading, sentence, day))
        and not (answered and day.last <= at.first)
    ]
    if sentence.has("day_before"):
        # "announced on Sunday that a drone had crashed a day earlier"
        found = [_day_earlier(day) for day in found if not day.is_range and day.precision <= 3]
    incident = _Incident(
        kind,
        state,
        flyer,
        violator,
        nearest_day(found, at.first),
        sentence,
        attribution,
        cited.name if cited else None,
        cited.side if cited else None,
        is_recalled=is_noun,
    )
    incident.evidence.append(reading.evidence("object_type", flyer.first, flyer.last))
    return incident


def _gap(day: Day, mark: Mark) -> int:
    return min(abs(day.first - mark.last), abs(mark.first - day.last))


def _is_fresh(reading: AnnotatedText, sentence: Sentence, flyer: _Flyer, at: Mark) -> bool:
    """Whether a text opens with the incident itself: "said on Thursday that two jets entered"."""
    is_known = any(mark.last == flyer.first for mark in sentence.of("article"))
    is_known = is_known and flyer.count_first == flyer.first
    told = range(flyer.last, at.first)
    return (
        sentence.index <= _FIRST_SENTENCES
        and not is_known
        and not sentence.has("earlier")
        and not any(mark.first in told for mark in sentence.of("who"))
    )


def _is_said(reading: AnnotatedText, sentence: Sentence, day: Day) -> bool:
    """Whether a day is that of a statement: "officials said on Monday"."""
    ends = reading.tokens[day.last - 1].norm not in words("list_link", reading.lang)
    return any(
        0 <= day.first - mark.last <= 1 or (ends and mark.first == day.last)
        for mark in sentence.of("said")
    )


def _day_earlier(day: Day) -> Day:
    before = day.start_on - timedelta(days=1)
    return replace(day, start=before.isoformat(), end=before.isoformat(), start_on=before)


def _entered_states(
    reading: AnnotatedText, sentence: Sentence, named: list[Actor], current: _Incident | None
) -> list[tuple[str, int]]:
    """States whose airspace or territory the sentence speaks of, with the place of the mention."""
    found: list[tuple[str, int]] = []
    for mark in sentence.of("airspace"):
        found.extend(
            (state, mark.first) for state in _owners(reading, sentence, named, mark, current)
        )
    from_ = set(after_preposition(reading, sentence, named, "prep_from"))
    for mark in sentence.of("intrusion_into"):
        for actor in named:
            is_near = 0 <= actor.first - mark.last <= 2 and actor not in from_
            if is_near and actor.iso3 not in _AT_WAR:
                found.append((actor.iso3, actor.first))
        own = [each for each in sentence.of("own_land") if 0 <= each.first - mark.last <= 1]
        subject = _subject(named, mark.first)
        if own and subject is not None:
            found.append((subject, own[0].first))
    return found


def _subject(named: list[Actor], index: int) -> str | None:
    """Whose "its airspace" and "the country's territory" are: the last state named before."""
    actor = nearest_before([each for each in named if each.iso3 not in ("RUS", "BLR")], index)
    return actor.iso3 if actor is not None else None


def _owners(
    reading: AnnotatedText,
    sentence: Sentence,
    named: list[Actor],
    mark: Mark,
    current: _Incident | None,
) -> list[str]:
    """Whose airspace: "Estonian airspace", "airspace of Poland", "its airspace"."""
    before = [actor for actor in named if 0 <= mark.first - actor.last <= 1]
    if before:
        return _listed(reading, named, before[-1])
    linked = {
        index
        for each in sentence.of("owner_link", "article")
        for index in range(each.first, each.last)
    }
    behind = [
        actor
        for actor in named
        if 0 <= actor.first - mark.last <= 2
        or (actor.first > mark.last and set(range(mark.last, actor.first)) <= linked)
    ]
    behind = [actor for actor in behind if actor.is_noun]
    if behind:
        return [behind[0].iso3]
    at = mark.first - 1
    if any(each.first == at for each in sentence.of("national")):
        at -= 1
    word = reading.tokens[at].norm if at >= sentence.first else ""
    after = reading.tokens[mark.last].norm if mark.last < sentence.last else ""
    if word in words("own", reading.lang) or after in words("own_after", reading.lang):
        subject = _subject(named, mark.first)
        if subject is not None:
            return [subject]
        return [current.state] if current is not None and current.state else []
    if word in ("nato", "natos", "allied", "the") and current is not None and current.state:
        return [current.state]
    return []


def _listed(reading: AnnotatedText, named: list[Actor], last: Actor) -> list[str]:
    """The states of the list that ends with `last`: "Polish and Lithuanian airspace"."""
    listed = [last]
    for actor in reversed(named[: named.index(last)]):
        gap = range(actor.last, listed[0].first)
        links = (",", "and", "та", "і", "и")
        is_linked = all(reading.tokens[index].norm in links for index in gap)
        if len(gap) > 2 or not is_linked or actor.is_noun != last.is_noun:
            break
        listed.insert(0, actor)
    return isos(listed)


def _intruder(
    reading: AnnotatedText, sentence: Sentence, flyers: list[_Flyer], verb: Mark
) -> _Flyer | None:
    """Who entered: the objects before the verb, behind "by", or launched into the airspace."""
    free = [flyer for flyer in flyers if not flyer.is_responder]
    scrambled = {
        mark.last for mark in sentence.of("response") if mark.value in ("scrambled", "escorted")
    }
    free = [flyer for flyer in free if flyer.count_first not in scrambled]
    before = [flyer for flyer in free if flyer.last <= verb.first and verb.first - flyer.last <= 14]
    if before:
        return _with_apposition(reading, before)
    after = [flyer for flyer in free if flyer.first >= verb.last and flyer.first - verb.last <= 14]
    return after[0] if after else None


def _with_apposition(reading: AnnotatedText, before: list[_Flyer]) -> _Flyer:
    """The last object before the verb, or the one it explains: "two aircraft, a Su-30 and ..."."""
    joins = {",", "–", "—", "(", "and", "та", "і", "и", "a", "an", "one", "including", "namely"}
    place = len(before) - 1
    while place and all(
        reading.tokens[index].norm in joins
        for index in range(before[place - 1].last, before[place].count_first)
    ):
        place -= 1
    head, tail = before[place], before[place + 1 :]
    if tail and _are_two(reading, head, tail):
        # "A Su-30 and an Il-78 crossed the border": two of one kind.
        models = [model for each in (head, *tail) for model in (each.model or "").split("/")]
        joined = "/".join(dict.fromkeys(model for model in models if model)) or None
        return replace(head, count=1 + len(tail), model=joined)
    if not tail or reading.tokens[head.last].norm not in (",", "–", "—", "("):
        return before[-1]
    models = [model for each in (head, *tail) for model in (each.model or "").split("/") if model]
    return replace(head, model="/".join(dict.fromkeys(models)) or None)


def _are_two(reading: AnnotatedText, head: _Flyer, tail: list[_Flyer]) -> bool:
    links = words("list_link", reading.lang)
    return (
        reading.tokens[head.last].norm in links
        and all(each.count == 1 and each.qualifier == "exact" for each in (head, *tail))
        and all(each.object_type == head.object_type for each in tail)
    )


def _origin(
    reading: AnnotatedText, sentence: Sentence, named: list[Actor], flyer: _Flyer, state: str
) -> str | None:
    """Who sent it: "Belarus launched", or, of balloons only, "from Belarus"."""
    nouns = [actor for actor in named if actor.is_noun]
    for mark in sentence.of("launched"):
        if mark.last <= flyer.first and flyer.first - mark.last <= 4:
            sender = nearest_before(nouns, mark.first)
            if sender is not None and sender.iso3 != state:
                return sender.iso3
    for mark in sentence.of("launched"):
        # "violated by a missile launched by Russian long-range aviation"
        if not 0 <= mark.first - flyer.last <= _SENDER_REACH:
            continue
        by = any(each.first == mark.last for each in sentence.of("by_word"))
        sender = next((actor for actor in named if 0 <= actor.first - mark.last <= 3), None)
        if by and sender is not None and sender.iso3 != state:
            return sender.iso3
    if flyer.object_type == "balloon":
        for actor in after_preposition(reading, sentence, nouns, "prep_from"):
            if 0 <= actor.first - flyer.last <= 8:
                return actor.iso3
    return None


def _continues(
    reading: AnnotatedText, sentence: Sentence, verb: Mark, current: _Incident, flyer: _Flyer
) -> bool:
    """A sentence that goes on about the incident before without naming the state again."""
    if current.kind != "violation" or flyer.object_type != current.flyer.object_type:
        return False
    if sentence.index - current.sentence.index > 2 or sentence.has("earlier"):
        return False
    return nearest_day(days(reading, sentence), verb.first) is None


def _fallen(
    reading: AnnotatedText, sentence: Sentence, named: list[Actor], flyers: list[_Flyer]
) -> list[_Incident]:
    """A drone or missile that came down in a state that is not at war."""
    neutral = [actor for actor in named if actor.iso3 not in _AT_WAR]
    for verb in sentence.of("fell"):
        if _is_denied(reading, sentence, verb):
            continue
        near = [
            flyer
            for flyer in flyers
            if flyer.object_type in _FALLING
            and not flyer.is_responder
            and -6 <= flyer.first - verb.last <= 6 + (verb.last - verb.first)
        ]
        inside = [
            actor
            for actor in after_preposition(reading, sentence, neutral, "prep_in")
            if abs(actor.first - verb.last) <= 10
        ]
        if near and inside:
            incident = _violation(reading, sentence, named, near[0], inside[0].iso3, verb)
            return [incident] if incident is not None else []
    return []


def _shot_down(
    reading: AnnotatedText,
    sentence: Sentence,
    named: list[Actor],
    flyers: list[_Flyer],
    states: list[tuple[str, int]],
) -> list[_Incident]:
    """ "Three drones were shot down in Poland's airspace": how many came in is not said."""
    for verb in sentence.of("response"):
        if verb.value != "shot_down" or _is_denied(reading, sentence, verb):
            continue
        near = [
            flyer
            for flyer in flyers
            if flyer.object_type == "drone"
            and (0 <= flyer.first - verb.last <= 4 or 0 <= verb.first - flyer.last <= 4)
        ]
        inside = [state for state, at in states if 0 <= at - verb.last <= 10]
        if near and inside:
            flyer = near[0] if near[0].count == 1 else replace(near[0], count=None, qualifier=None)
            incident = _violation(reading, sentence, named, flyer, inside[0], verb)
            return [incident] if incident is not None else []
    return []


def _balloons(
    reading: AnnotatedText, sentence: Sentence, named: list[Actor], flyers: list[_Flyer]
) -> list[_Incident]:
    """Balloons from one state seen in another."""
    seen = sentence.of("seen", "fell", "launched")
    for flyer in flyers:
        if flyer.object_type != "balloon" or not seen or _is_denied(reading, sentence, seen[0]):
            continue
        origin = flyer.nation or _origin(reading, sentence, named, flyer, "")
        others = [actor.iso3 for actor in named if actor.iso3 not in (origin, *_AT_WAR)]
        if origin is not None and len(set(others)) == 1:
            incident = _violation(reading, sentence, named, flyer, others[0], seen[0])
            return [incident] if incident is not None else []
    return []


def _encounter(
    reading: AnnotatedText, sentence: Sentence, flyers: list[_Flyer]
) -> _Incident | None:
    """Aircraft that met dangerously over the sea: the one endangered is the object."""
    seas = sentence.of("international", "water")
    verbs = sentence.of("encounter")
    if not seas or not verbs or sentence.has("intrusion", "violated"):
        return None
    western = [flyer for flyer in flyers if flyer.nation not in ("RUS", "BLR")]
    western = [flyer for flyer in western if flyer.object_type in ("recon_aircraft", "aircraft")]
    russian = [flyer for flyer in flyers if flyer.nation == "RUS"]
    victims = [flyer for flyer in western if flyer.object_type == "recon_aircraft"] or western
    if not victims or not (russian or victims[0].object_type == "recon_aircraft"):
        return None
    incident = _incident(
        reading,
        sentence,
        "dangerous_encounter",
        None,
        victims[0],
        "RUS" if russian else None,
        verbs[0],
    )
    water = next((mark for mark in sentence.of("water")), None)
    if water is not None:
        incident.location = water.value
        incident.evidence.append(reading.evidence("location_name", water.first, water.last))
    return incident if incident.day is not None else None


def _sighting(
    reading: AnnotatedText, sentence: Sentence, named: list[Actor], flyers: list[_Flyer]
) -> _Incident | None:
    """Drones over an airport, a base or a plant that nobody has identified."""
    sites, seen = sentence.of("site", "site_place"), sentence.of("seen")
    drones = [
        flyer for flyer in flyers if flyer.object_type in ("drone", "balloon") and not flyer.nation
    ]
    if not sites or not seen or not drones:
        return None
    places = [mark for mark in sentence.of("site_place")]
    state = places[0].value.partition(":")[2] if places else None
    if state is None:
        neutral = [actor for actor in named if actor.iso3 not in (*_AT_WAR, "USA")]
        state = neutral[-1].iso3 if neutral else None
    verb = min(seen, key=lambda mark: abs(mark.first - drones[0].last))
    if state is None or _is_denied(reading, sentence, verb) or sentence.has("weapon"):
        return None
    if abs(verb.first - drones[0].last) > 12:
        return None
    incident = _incident(reading, sentence, "sighting", state, drones[0], None, verb)
    if places:
        incident.location = places[0].value.partition(":")[0]
    return incident


def _is_running_count(reading: AnnotatedText, sentence: Sentence) -> bool:
    """ "the fifth this year", "three times in the last four days", "scrambled four times"."""
    for mark in sentence.of("so_far"):
        if not any(day.precision <= 3 for day in days(reading, sentence)):
            return True
        if any(0 <= mark.first - each.last <= 8 for each in sentence.of("many_times")):
            return True
    times = {mark.first for mark in sentence.of("many_times")}
    return any(quantity.last in times for quantity in sentence.quantities)


def _is_denied(reading: AnnotatedText, sentence: Sentence, verb: Mark) -> bool:
    """Negated, hypothetical or only approached, in the words around the verb."""
    start = verb.first
    while start > sentence.first and reading.tokens[start - 1].norm not in _BREAKS:
        start -= 1
    if any(mark.last <= verb.first for mark in sentence.of("denial")):
        return True
    return any(
        start <= mark.first < verb.last and verb.first - mark.last <= 10
        for mark in sentence.of("not_entered")
    )


def _take_stated_days(reading: AnnotatedText, found: dict[_Key, list[_Incident]]) -> None:
    """ "the violation of Estonian airspace on 19 September" dates an incident told elsewhere."""
    undated = [
        known[0]
        for (kind, _, _), known in found.items()
        if kind == "violation" and known[0].flyer.count and all(each.day is None for each in known)
    ]
    if not undated:
        return
    stated: dict[str, set[Day]] = {}
    for sentence in reading.sentences:
        if sentence.has("airspace") and sentence.has("intrusion") and sentence.whens:
            named = actors(reading, sentence)
            for mark in sentence.of("airspace"):
                near = nearest_day(days(reading, sentence), mark.first)
                if near is None or near.precision > 3 or _is_said(reading, sentence, near):
                    continue
                owners = _owners(reading, sentence, named, mark, None)
                if len(undated) == 1 and not owners and sentence.has("intrusion_noun"):
                    # "The airspace violation lasted four minutes on 7 September."
                    owners = [undated[0].state or ""]
                reach = _NOUN_DAY_REACH if not _owners(reading, sentence, named, mark, None) else 3
                if 0 <= near.first - mark.last <= reach:
                    for state in owners:
                        stated.setdefault(state, set()).add(near)
    for each in undated:
        known = stated.get(each.state or "", set())
        if len({day.start for day in known}) == 1:
            each.day = next(iter(known))


def _merged(found: dict[_Key, list[_Incident]], incident: _Incident) -> _Incident:
    """The incident itself, or the one of the same text it tells again."""
    key = incident.kind, incident.state, incident.flyer.object_type
    for earlier in reversed(found.get(key, [])[-_RECALL:]):
        if not _same_day(earlier, incident):
            continue
        if earlier.flyer.count is None and incident.flyer.count is not None:
            earlier.flyer = incident.flyer
            earlier.evidence.extend(incident.evidence)
        if earlier.is_recalled and earlier.sentence.has("earlier"):
            # "after an incursion the week before": the sentence behind tells it as news.
            earlier.sentence, earlier.is_recalled = incident.sentence, incident.is_recalled
        earlier.day = earlier.day or incident.day
        earlier.violator = earlier.violator or incident.violator
        if earlier.violator is not None and earlier.attribution == "unknown":
            earlier.attribution = incident.attribution
        return earlier
    found.setdefault(key, []).append(incident)
    return incident


def _same_day(one: _Incident, other: _Incident) -> bool:
    if one.day is None or other.day is None:
        counts = {one.flyer.count, other.flyer.count} - {None}
        if other.sentence.has("earlier") or (one.day != other.day and len(counts) > 1):
            return False
        return abs(one.sentence.index - other.sentence.index) <= _DETAILS_REACH
    return one.day.start == other.day.start


def _add_details(reading: AnnotatedText, sentence: Sentence, incident: _Incident) -> None:
    """Duration, depth, transponders and responses told in this sentence."""
    elsewhere = incident.state not in _AT_WAR and _names_ukraine(reading, sentence)
    for mark in sentence.of("response"):
        if mark.value == "shot_down" and elsewhere and sentence is not incident.sentence:
            continue
        if not is_negated_near(sentence, mark.first):
            incident.responses.setdefault(mark.value, mark)
    if incident.kind == "violation" and sentence is not incident.sentence:
        _add_day_and_sender(reading, sentence, incident)
    if incident.duration is None:
        incident.duration = _duration(reading, sentence, incident)
    if incident.depth is None:
        incident.depth = _depth(reading, sentence, incident)
    for mark in sentence.of("transponder"):
        if incident.transponder is None:
            incident.transponder = mark.value == "on"


def _add_day_and_sender(reading: AnnotatedText, sentence: Sentence, incident: _Incident) -> None:
    """ "On Sunday, March 24, a missile was detected", "the object was a Russian missile"."""
    if sentence.has("earlier") or sentence.has("denial") or sentence.has("day_before"):
        return
    named = actors(reading, sentence)
    same = [
        flyer
        for flyer in _flyers(reading, sentence, named)
        if flyer.object_type == incident.flyer.object_type and not flyer.is_responder
    ]
    if not same:
        return
    published = reading.calendar.published_day
    found = [day for day in days(reading, sentence) if day.is_explicit and day.precision <= 3]
    if (
        incident.day is None
        and sentence.has("seen")
        and len({day.start for day in found}) == 1
        and (published is None or (published - found[0].start_on).days <= _NEWS_DAYS)
    ):
        incident.day = found[0]
    ends = {mark.last for mark in sentence.of("identified")}
    senders = {flyer.nation for flyer in same if {flyer.first, flyer.count_first} & ends}
    if incident.violator is None and len(senders) == 1 and not sentence.has("doubt"):
        sender = next(iter(senders))
        if sender in ("RUS", "BLR") and sender != incident.state:
            incident.violator, incident.attribution = sender, "attributed"


def _names_ukraine(reading: AnnotatedText, sentence: Sentence) -> bool:
    return any(actor.iso3 == "UKR" for actor in actors(reading, sentence))


def _duration(reading: AnnotatedText, sentence: Sentence, incident: _Incident) -> float | None:
    if not (sentence.has("airspace") or sentence.has("intrusion")):
        return None
    cues = {
        index
        for mark in sentence.of("for_time", "qualifier")
        for index in range(mark.first, mark.last)
    }
    for mark in sentence.of("minute", "second"):
        read = _number_before(reading, sentence, mark.first)
        if read is None or read[1] - 1 not in cues:
            continue
        value = read[0] / 60 if mark.kind == "second" else read[0] * float(mark.value)
        incident.evidence.append(reading.evidence("duration_min", read[1], mark.last))
        return round(value, 2)
    return None


def _depth(reading: AnnotatedText, sentence: Sentence, incident: _Incident) -> float | None:
    for mark in sentence.of("kilometre"):
        read = _number_before(reading, sentence, mark.first)
        if read is None:
            continue
        behind = any(0 <= cue.first - mark.last <= 1 for cue in sentence.of("depth_cue"))
        is_own = sentence.index == incident.sentence.index
        if behind and (is_own or sentence.has("airspace")):
            incident.evidence.append(reading.evidence("depth_km", read[1], mark.last))
            return round(read[0] * float(mark.value), 3)
    return None


def _number_before(
    reading: AnnotatedText, sentence: Sentence, index: int
) -> tuple[float, int] | None:
    """(value, its first token) of a number right before token `index`."""
    token = reading.tokens[index - 1] if index > sentence.first else None
    if token is None:
        return None
    if token.kind == NUMBER:
        digits = token.norm.replace(",", ".")
        plain = digits.replace(".", "", 1)
        return (float(digits), index - 1) if plain.isdigit() and len(plain) <= 6 else None
    for mark in sentence.of("number"):
        if mark.last == index and mark.value.isdigit():
            return float(mark.value), mark.first
    return None


def _news(reading: AnnotatedText, found: list[_Incident]) -> Iterator[_Incident]:
    """Dated incidents, and the one undated incident a text opens with."""
    published = reading.calendar.published_day
    # Days further back are those of incidents the text recalls.
    is_dated = any(
        incident.day is not None
        and (published is None or (published - incident.day.start_on).days <= _NEWS_DAYS)
        for incident in found
    )
    for place, incident in enumerate(found):
        if incident.day is not None:
            if incident.day.precision <= 3 or incident.kind == "dangerous_encounter":
                yield incident
        elif (
            not is_dated
            and place == 0
            and incident.kind == "violation"
            and (incident.flyer.count is not None or not incident.is_recalled)
            and is_lead(reading, incident.sentence)
            and not incident.sentence.has("earlier")
        ):
            yield incident


def _claim(incident: _Incident) -> Claim:
    flyer, day = incident.flyer, incident.day
    evidence = list(incident.evidence)
    count = flyer.count if flyer.qualifier != "up_to" else None
    where = "international" if incident.kind == "dangerous_encounter" else "country"
    return Claim(
        "airspace",
        {
            "kind": incident.kind,
            "occurred_stated": day.end if day else None,
            "time_precision": day.precision if day else None,
            "violated_state_iso3": incident.state,
            "location_name": incident.location,
            "where_precision": "near" if incident.location and incident.state else where,
            "violator_iso3": incident.violator,
            "attribution": incident.attribution,
            "object_type": flyer.object_type,
            "model": flyer.model,
            "object_count": count if flyer.upper is None else None,
            "object_count_low": flyer.count
            if flyer.upper or flyer.qualifier == "at_least"
            else None,
            "object_count_high": flyer.upper
            or (flyer.count if flyer.qualifier == "up_to" else None),
            "object_count_qualifier": flyer.qualifier,
            "duration_min": incident.duration,
            "depth_km": incident.depth,
            "is_transponding": incident.transponder,
            "responses": sorted(incident.responses),
            "attributed_to": incident.attributed_to,
            "reporting_side": incident.side,
            "flags": [],
        },
        tuple(evidence),
    )
