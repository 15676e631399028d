"""Days, months and years by their numbers, and numbers that are none of them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.extraction.text.date_words import (
    is_day_number,
    is_written_as_time,
    may_state_a_year,
)
from tests.extraction.annotating import annotated


def days(text: str, lang: str = "en") -> list[tuple[date | None, date | None]]:
    return [
        (when.start_on, when.end_on)
        for sentence in annotated(text, lang).sentences
        for when in sentence.whens
    ]


@given(st.dates(date(2022, 2, 24), date(2026, 2, 5)))
def test_a_day_is_read_in_every_form_with_its_year(on: date) -> None:
    month = f"{on:%B}"
    for text in (
        f"drones on {month} {on.day}, {on.year}",
        f"drones on {on.day} {month} {on.year}",
        f"drones {on.isoformat()}",
        f"drones {on:%d.%m.%Y}",
    ):
        assert days(text) == [(on, on)], text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("drones on February 30, 2026", []),
        ("drones on 32.01.2026", []),
        ("drones on 05.13.2026", []),
        ("1500 drones", []),
        ("drones on January 23–24, 2026", [(date(2026, 1, 23), date(2026, 1, 24))]),
    ],
)
def test_numbers_that_are_no_day_are_none(text: str, found: list) -> None:
    assert [day for day in days(text) if day[0] and day[0].day != 1] == found


@pytest.mark.parametrize(
    ("norm", "is_day", "is_time"),
    [
        ("1", True, False),
        ("31", True, False),
        ("32", False, False),
        ("0", False, False),
        ("18:00", False, True),
    ],
)
def test_a_number_is_a_day_of_a_month_or_a_time(norm: str, is_day: bool, is_time: bool) -> None:
    assert (is_day_number(norm), is_written_as_time(norm)) == (is_day, is_time)


@pytest.mark.parametrize(
    ("text", "may"), [("in 2026", True), ("26.01.23", True), ("180 drones", False), ("", False)]
)
def test_a_text_without_four_digits_or_dots_states_no_year(text: str, may: bool) -> None:
    assert bool(may_state_a_year(text)) == may
