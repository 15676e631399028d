"""Finds the places of a count: where munitions were stopped, and where they were launched."""

from pipelines.extraction.strikes.marks import MarkedSentence
from pipelines.extraction.text.lexicon import Mark


def places_behind(marked: MarkedSentence, start: int) -> tuple[Mark, ...]:
    """Places after an "over" behind an item, before the next quantity."""
    if "over" not in marked.of:
        return ()
    stop = marked.clause_end(start)
    cue = cue_behind(marked, "over", start, stop)
    return _places_in(marked, cue.last, stop) if cue is not None else ()


def places_ahead(marked: MarkedSentence, first: int) -> tuple[Mark, ...]:
    """ "Над Брянской областью уничтожены 5 БпЛА": places before the verb, no count between."""
    verb = marked.last_outcome(first) if "over" in marked.of else None
    if verb is None:
        return ()
    start = max(
        (one.last for one in marked.quantities if one.last <= verb.first), default=marked.first
    )
    cue = cue_behind(marked, "over", start, verb.first)
    return _places_in(marked, cue.last, verb.first) if cue is not None else ()


def place_before(marked: MarkedSentence, first: int) -> Mark | None:
    """ "Курской области один": the place right before the count that is its share."""
    if "over" not in marked.of:
        return None
    return next((mark for mark in marked.of["place"] if mark.last == first), None)


def launch_areas(marked: MarkedSentence, start: int) -> tuple[Mark, ...]:
    """Places after "from the direction of ...", before the next quantity."""
    if "launch_cue" not in marked.of:
        return ()
    stop = marked.clause_end(start)
    cue = cue_behind(marked, "launch_cue", start, stop)
    if cue is None:
        return ()
    return tuple(mark for mark in marked.of["place"] if cue.last <= mark.first < stop)


def cue_behind(marked: MarkedSentence, kind: str, start: int, stop: int) -> Mark | None:
    """The first mark of a kind in tokens [start, stop)."""
    return next((mark for mark in marked.of[kind] if start <= mark.first < stop), None)


def _places_in(marked: MarkedSentence, start: int, stop: int) -> tuple[Mark, ...]:
    """The places of tokens [start, stop), Ukraine itself left out."""
    return tuple(
        mark
        for mark in marked.of["place"]
        if start <= mark.first < stop and mark.value != "ukraine"
    )
