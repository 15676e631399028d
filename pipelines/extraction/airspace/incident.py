"""`Incident`: one event as a text reports it; `Incidents`: all events of a text.

Finding incidents in sentences does not belong here (violations.py, encounters.py).
"""

from dataclasses import dataclass, field

from pipelines.extraction.airspace import reach
from pipelines.extraction.airspace.objects import FlyingObject
from pipelines.extraction.document import Evidence
from pipelines.extraction.sentence.attribution import Claimant
from pipelines.extraction.sentence.placing import Day
from pipelines.extraction.text.annotation import Sentence

_Key = tuple[str, str | None, str]


@dataclass(slots=True)
class Incident:
    """One event, to which the sentences that follow add details.

    `kind`: violation, dangerous_encounter or sighting. `state`: whose airspace. `is_recalled`: a
    noun names it ("after the breach of its airspace"), so that the sentence reports other news.
    """

    kind: str
    state: str | None
    flyer: FlyingObject
    violator: str | None
    day: Day | None
    sentence: Sentence
    attribution: str
    claimant: Claimant | None
    is_recalled: bool = False
    responses: set[str] = field(default_factory=set)
    evidence: list[Evidence] = field(default_factory=list)
    duration_min: float | None = None
    depth_km: float | None = None
    is_transponding: bool | None = None
    location: str | None = None


class Incidents:
    """The incidents of a text; repeated reports are merged with the first one."""

    def __init__(self) -> None:
        self._found: dict[_Key, list[Incident]] = {}

    def add(self, incident: Incident) -> Incident:
        """Add an incident and return it, or the earlier one that it reports again."""
        known = self._found.setdefault(
            (incident.kind, incident.state, incident.flyer.object_type), []
        )
        for earlier in reversed(known[-reach.RECALL_INCIDENTS :]):
            if _is_same(earlier, incident):
                _merge(earlier, incident)
                return earlier
        known.append(incident)
        return incident

    def in_order(self) -> list[Incident]:
        """All incidents in the order of the text."""
        found = [incident for known in self._found.values() for incident in known]
        return sorted(found, key=lambda incident: incident.sentence.index)

    def undated_violations(self) -> list[Incident]:
        """The first violation of each state and object, if it is news and none has a day."""
        return [
            known[0]
            for (kind, _, _), known in self._found.items()
            if kind == "violation"
            and (known[0].flyer.count is not None or not known[0].is_recalled)
            and all(each.day is None for each in known)
        ]


def _is_same(earlier: Incident, incident: Incident) -> bool:
    """Whether reports of one kind, state and object are about one incident, by day or distance."""
    one, other = earlier.day, incident.day
    if one is not None and other is not None:
        return one.start == other.start
    counts = {earlier.flyer.count, incident.flyer.count} - {None}
    if incident.sentence.has("earlier") or (one != other and len(counts) > 1):
        return False
    distance = abs(earlier.sentence.index - incident.sentence.index)
    return distance <= reach.DETAILS_SENTENCES


def _merge(earlier: Incident, incident: Incident) -> None:
    if earlier.flyer.count is None and incident.flyer.count is not None:
        earlier.flyer = incident.flyer
        earlier.evidence.extend(incident.evidence)
    if earlier.is_recalled and earlier.sentence.has("earlier"):
        # "after an incursion the week before": the sentence that follows reports it as news.
        earlier.sentence, earlier.is_recalled = incident.sentence, incident.is_recalled
    earlier.day = earlier.day or incident.day
    earlier.violator = earlier.violator or incident.violator
    if earlier.violator is not None and earlier.attribution == "unknown":
        earlier.attribution = incident.attribution
