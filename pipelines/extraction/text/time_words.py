"""`TimeWord`: one part of a time expression, such as a day, a clock time or a cue.

Finding the parts does not belong here (date_words.py, clock_words.py), nor does combining them
(expressions.py).
"""

from datetime import date, time
from typing import NamedTuple


class TimeWord(NamedTuple):
    """A day, a clock time or a cue such as "overnight" in tokens [first, last).

    `kind`: day, clock, or the kind of the mark of a cue. `value`: of a day how exactly it is
    written (day, month, year), of a cue the value of its mark. `start_on` and `end_on` are None
    where the year is not known. `is_midnight_24`: the clock time is written as 24:00.
    """

    kind: str
    first: int
    last: int
    value: str = ""
    clock: time | None = None
    is_midnight_24: bool = False
    start_on: date | None = None
    end_on: date | None = None
    is_year_stated: bool = False
