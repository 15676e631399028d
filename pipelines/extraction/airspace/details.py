"""Details from the sentences after an incident: responses, duration, depth, day, sender."""

from dataclasses import dataclass

from pipelines.extraction.airspace import reach
from pipelines.extraction.airspace.incident import Incident
from pipelines.extraction.airspace.objects import objects
from pipelines.extraction.airspace.states import AT_WAR, SENDERS
from pipelines.extraction.sentence.actors import actors
from pipelines.extraction.sentence.distance import follows
from pipelines.extraction.sentence.stance import is_negated_near
from pipelines.extraction.text.annotation import AnnotatedText, Sentence
from pipelines.extraction.text.tokens import NUMBER

_MOST_DIGITS = 6


@dataclass(frozen=True, slots=True)
class _Measure:
    """A length or a duration in tokens [first, last)."""

    value: float
    first: int
    last: int


def add_details(text: AnnotatedText, sentence: Sentence, incident: Incident) -> None:
    """Add details from a sentence to an incident; values already known are kept."""
    _add_responses(text, sentence, incident)
    if incident.kind == "violation":
        _add_sender(text, sentence, incident)
    if incident.duration_min is None:
        duration = _duration(text, sentence)
        if duration is not None:
            incident.duration_min = round(duration.value, 2)
            _add_evidence(text, incident, "duration_min", duration)
    if incident.depth_km is None:
        depth = _depth(text, sentence, incident)
        if depth is not None:
            incident.depth_km = round(depth.value, 3)
            _add_evidence(text, incident, "depth_km", depth)
    if incident.is_transponding is None:
        for mark in sentence.of("transponder")[:1]:
            incident.is_transponding = mark.value == "on"


def _add_evidence(text: AnnotatedText, incident: Incident, name: str, measure: _Measure) -> None:
    incident.evidence.append(text.evidence(name, measure.first, measure.last))


def _add_responses(text: AnnotatedText, sentence: Sentence, incident: Incident) -> None:
    """Add responses; a shoot-down in another sentence is ignored, it may have been over Ukraine."""
    may_be_elsewhere = (
        sentence is not incident.sentence
        and incident.state not in AT_WAR
        and any(state.iso3 == "UKR" for state in actors(text, sentence))
    )
    for mark in sentence.of("response"):
        if mark.value == "shot_down" and may_be_elsewhere:
            continue
        if not is_negated_near(sentence, mark.first):
            incident.responses.add(mark.value)


def _add_sender(text: AnnotatedText, sentence: Sentence, incident: Incident) -> None:
    """ "The object was a Russian missile"."""
    if sentence.has("earlier") or sentence.has("denial") or sentence.has("day_before"):
        return
    same = [
        flyer
        for flyer in objects(text, sentence, actors(text, sentence))
        if flyer.object_type == incident.flyer.object_type
    ]
    if not same:
        return
    ends = {mark.last for mark in sentence.of("identified")}
    senders = {flyer.nation for flyer in same if {flyer.first, flyer.count_first} & ends}
    if incident.violator is None and len(senders) == 1 and not sentence.has("doubt"):
        [sender] = senders
        if sender in SENDERS and sender != incident.state:
            incident.violator, incident.attribution = sender, "attributed"


def _duration(text: AnnotatedText, sentence: Sentence) -> _Measure | None:
    """The minutes of "remained in Polish airspace for about 50 minutes"."""
    if not (sentence.has("airspace") or sentence.has("intrusion")):
        return None
    cues = {
        index
        for mark in sentence.of("for_time", "qualifier")
        for index in range(mark.first, mark.last)
    }
    for mark in sentence.of("minute", "second"):
        number = _number_before(text, sentence, mark.first)
        if number is not None and number.first - 1 in cues:
            is_seconds = mark.kind == "second"
            minutes = number.value / 60 if is_seconds else number.value * float(mark.value)
            return _Measure(minutes, number.first, mark.last)
    return None


def _depth(text: AnnotatedText, sentence: Sentence, incident: Incident) -> _Measure | None:
    """The kilometres of "flew 10 kilometres into the country"."""
    if sentence.index != incident.sentence.index and not sentence.has("airspace"):
        return None
    cues = sentence.of("depth_cue")
    for mark in sentence.of("kilometre"):
        number = _number_before(text, sentence, mark.first)
        if number is not None and any(follows(cue, mark, reach.DEPTH_CUE) for cue in cues):
            return _Measure(number.value * float(mark.value), number.first, mark.last)
    return None


def _number_before(text: AnnotatedText, sentence: Sentence, index: int) -> _Measure | None:
    """The number that ends before token `index`, in digits or in words."""
    if index <= sentence.first:
        return None
    token = text.tokens[index - 1]
    if token.kind == NUMBER:
        digits = token.norm.replace(",", ".")
        plain = digits.replace(".", "", 1)
        if plain.isdigit() and len(plain) <= _MOST_DIGITS:
            return _Measure(float(digits), index - 1, index)
        return None
    for mark in sentence.of("number"):
        if mark.last == index and mark.value.isdigit():
            return _Measure(float(mark.value), mark.first, index)
    return None
