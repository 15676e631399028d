"""Clock times: numbers that are one by their form, or only by the words around them."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.extraction.text.clock_words import ClockTime, clock_time
from tests.extraction.annotating import only_sentence


@pytest.mark.parametrize(
    ("norm", "expected"),
    [
        ("18:00", ClockTime(time(18))),
        ("7.30", ClockTime(time(7, 30))),
        ("24:00", ClockTime(time(0), is_midnight_24=True)),
        ("24.00", ClockTime(time(0), is_midnight_24=True)),
        ("24:01", None),
        ("25:00", None),
        ("18:60", None),
        ("18:5", None),
        ("118:00", None),
        ("18", None),
        (":30", None),
        ("18:00:30", None),
        ("-1:30", None),
    ],
)
def test_a_number_with_minutes_is_a_time_of_the_day(norm: str, expected: object) -> None:
    assert clock_time(norm) == expected


@given(st.times(), st.sampled_from(":."))
def test_every_minute_of_the_day_is_read(at: time, separator: str) -> None:
    minute = at.replace(second=0, microsecond=0)
    assert clock_time(f"{at.hour}{separator}{at.minute:02}") == ClockTime(minute)


@pytest.mark.parametrize(
    ("text", "lang", "start", "end"),
    [
        ("from 18:00 to 23:30 on February 4", "en", time(18), time(23, 30)),
        ("з 18.00 до 23.30 4 лютого", "uk", time(18), time(23, 30)),
        ("4 февраля с 20 до 23 часов", "ru", time(20), time(23)),
        ("from 6 p.m. to 11 p.m. on February 4", "en", time(18), time(23)),
        ("from 1 am to 12 pm on February 4", "en", time(1), time(12)),
    ],
)
def test_times_of_a_window_are_read_in_every_form(text, lang, start, end) -> None:
    (when,) = only_sentence(text, lang).whens
    assert (when.start_time, when.end_time) == (start, end)


@pytest.mark.parametrize(
    ("text", "lang"), [("4 лютого збито 18.30 тонн", "uk"), ("1.5 drones on February 4", "en")]
)
def test_a_number_with_a_dot_is_no_time_without_words_for_one(text: str, lang: str) -> None:
    assert [when.start_time for when in only_sentence(text, lang).whens] == [None]
