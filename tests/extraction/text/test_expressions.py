"""What the parts of a time expression mean together."""

from datetime import date, time

import pytest

from pipelines.extraction.text.expressions import meanings
from pipelines.extraction.text.time_words import TimeWord
from pipelines.extraction.text.when import KYIV, Calendar
from tests.extraction.annotating import only_sentence

FIFTH = date(2026, 2, 5)
CALENDAR = Calendar(KYIV, FIFTH, time(8, 30), FIFTH, FIFTH)


def day(on: date, first: int = 0) -> TimeWord:
    return TimeWord("day", first, first + 2, "day", start_on=on, end_on=on)


def test_days_that_stand_alone_are_a_day_each() -> None:
    (when,) = meanings([day(FIFTH)], CALENDAR)
    assert (when.kind, when.start_on, when.end_on) == ("date", FIFTH, FIFTH)


def test_yesterday_has_a_day_only_where_the_publication_has_one() -> None:
    yesterday = TimeWord("relative_day", 0, 1, "-1")
    (when,) = meanings([yesterday], CALENDAR)
    assert when.start_on == date(2026, 2, 4)
    (when,) = meanings([yesterday], Calendar(KYIV, None, None, None, None))
    assert when.start_on is None


@pytest.mark.parametrize(
    ("text", "lang", "kind", "start", "end"),
    [
        ("У ніч на 5 лютого (з 18:00 4 лютого до 8:00 5 лютого)", "uk", "night",
         (4, time(18)), (5, time(8))),
        ("з 18:00 до 24:00 4 лютого", "uk", "window", (4, time(18)), (4, time(0))),
        ("from 8 p.m. on February 3 to 6 a.m. on February 4", "en", "window",
         (3, time(20)), (4, time(6))),
        ("on February 4", "en", "date", (4, None), (4, None)),
        ("overnight into February 5", "en", "night", (4, None), (5, None)),
        ("from February 1 to February 3", "en", "range", (1, None), (3, None)),
        ("since February 1", "en", "since", (1, None), (1, None)),
    ],
)  # fmt: skip
def test_parts_make_one_meaning(text, lang, kind, start, end) -> None:
    when = only_sentence(text, lang).whens[0]
    assert when.kind == kind
    assert when.start_on is None or (when.start_on.day, when.start_time) == start
    assert when.end_on is not None
    assert (when.end_on.day, when.end_time) == end


def test_a_window_longer_than_three_days_is_a_misprint_and_keeps_its_end() -> None:
    text = "from 8 p.m. on January 3 to 6 a.m. on February 4"
    (when,) = only_sentence(text, "en").whens
    assert (when.start_on, when.start_time) == (date(2026, 2, 3), time(20))
    assert (when.end_on, when.end_time) == (date(2026, 2, 4), time(6))
