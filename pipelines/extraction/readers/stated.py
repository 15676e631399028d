"""The state and the day at places to which a reader points."""

from pipelines.extraction.document import Evidence
from pipelines.extraction.readers.pointing import Place
from pipelines.extraction.sentence.actors import actors
from pipelines.extraction.sentence.placing import Day, days
from pipelines.extraction.text.annotation import AnnotatedText


def state_at(
    text: AnnotatedText, column: str, places: tuple[Place, ...]
) -> tuple[str, Evidence] | None:
    """The state named at one of the places, with its characters as evidence for a column."""
    for place in places:
        for actor in actors(text, place.sentence):
            if place.contains(actor.first, actor.last):
                cited = text.evidence(column, actor.first, actor.last)
                return actor.iso3, cited
    return None


def day_at(text: AnnotatedText, places: tuple[Place, ...]) -> Day | None:
    """The day, exact and not after publication, that is stated at one of the places."""
    for place in places:
        for day in days(text, place.sentence):
            if day.is_exact and place.contains(day.first, day.last):
                return day
    return None
