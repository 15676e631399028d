"""People killed and injured as the second reader finds them: numbers beside words for harm.

A number belongs to the nearest word for killed or injured of its sentence, whichever side it is on.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipelines.extraction.readers.counts import sentences
from pipelines.extraction.readers.patterns import NUMBER, in_lower_case, number_of, places_by_kind

_AGE = re.compile(r"-(?:річн|летн|year)")  # "50-річний", "a 45-year-old woman"
_REACH = 60  # characters between a number and its word


class Hurt(NamedTuple):
    """A number of people `harmed` (killed or injured), and where its sentence begins and ends."""

    number: int
    harm: str
    start: int
    end: int


def hurt(text: str) -> Iterator[Hurt]:
    """The numbers of people hurt that a text states; sums over weeks are left out."""
    lower = in_lower_case(text)
    for start, written in sentences(text):
        stop = start + len(written)
        words = places_by_kind((NUMBER, "harm", "background"), lower, start, stop)
        if words["background"]:
            continue
        for number in words[NUMBER]:
            if _AGE.match(lower, number.end):
                continue
            nearest = min(
                ((max(word.start - number.end, number.start - word.end), word.value)
                 for word in words["harm"]),
                default=(_REACH, ""),
            )  # fmt: skip
            if nearest[0] < _REACH:
                value = number_of(lower[number.start : number.end])
                yield Hurt(value, nearest[1], start, number.end)
