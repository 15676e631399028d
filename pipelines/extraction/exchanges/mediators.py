"""The states and bodies that a text names as mediators of its exchanges."""

from pipelines.extraction.exchanges import reach
from pipelines.extraction.exchanges.people import OTHER_SIDE
from pipelines.extraction.sentence.actors import actors
from pipelines.extraction.sentence.distance import follows
from pipelines.extraction.text.annotation import AnnotatedText


def mediators(text: AnnotatedText) -> list[str]:
    """Codes of those named beside a word of mediation, and of those listed with them, sorted."""
    found: set[str] = set()
    for sentence in text.sentences:
        marks = sentence.of("mediation")
        if not marks:
            continue
        named = [actor for actor in actors(text, sentence) if not actor.is_seat]
        near = [
            actor
            for actor in named
            if any(
                reach.MEDIATOR_BEFORE <= actor.first - mark.last <= reach.MEDIATOR_AFTER
                or follows(mark, actor, reach.MEDIATES)
                for mark in marks
            )
        ]
        for actor in named:
            if any(abs(actor.last - other.first) <= reach.MEDIATORS_LISTED for other in near):
                near.append(actor)
        found.update(actor.iso3 for actor in near if actor.iso3 not in OTHER_SIDE)
    return sorted(found)
