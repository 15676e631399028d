"""Moments of a time expression, and the year of a day that is written without one."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.extraction.text.when import KYIV, MOSCOW, Calendar, When, day_of


def calendar(anchor: date | None) -> Calendar:
    return Calendar(KYIV, anchor, None, anchor, anchor)


@pytest.mark.parametrize(
    ("anchor", "month", "day", "year"),
    [
        (date(2026, 2, 5), 2, 4, 2026),
        (date(2026, 1, 3), 12, 30, 2025),  # last year is nearer
        (date(2025, 12, 30), 1, 2, 2026),  # three days ahead is nearer than a year ago
        (date(2026, 2, 5), 2, 28, 2026),
        (date(2026, 2, 5), 9, 1, 2025),  # the past is preferred
        (date(2025, 3, 1), 2, 29, 2024),  # the only one of three years that has it
    ],
)
def test_a_day_without_a_year_is_the_nearest_one(anchor, month, day, year) -> None:
    assert calendar(anchor).with_year(month, day) == date(year, month, day)


def test_a_day_that_no_year_has_is_none_and_so_is_one_without_an_anchor() -> None:
    assert calendar(date(2026, 2, 5)).with_year(2, 30) is None
    assert calendar(None).with_year(2, 5) is None


@given(st.dates(date(2022, 1, 1), date(2027, 1, 1)), st.dates(date(2024, 1, 1), date(2024, 12, 31)))
def test_the_chosen_year_is_at_most_a_year_from_the_anchor(anchor: date, day: date) -> None:
    found = calendar(anchor).with_year(day.month, day.day)
    if found is None:
        assert (day.month, day.day) == (2, 29)
    else:
        assert (found.month, found.day) == (day.month, day.day)
        assert -timedelta(days=366) < anchor - found <= timedelta(days=366)


def test_a_moment_needs_day_and_time_and_is_local_to_its_zone() -> None:
    when = When(
        "window", 0, 3, date(2026, 2, 4), date(2026, 2, 5), 1, KYIV,
        start_time=time(18), end_time=time(8, 30),
    )  # fmt: skip
    assert when.start_at() == datetime(2026, 2, 4, 16, tzinfo=UTC)
    assert when.end_at() == datetime(2026, 2, 5, 6, 30, tzinfo=UTC)
    assert when._replace(zone=MOSCOW).start_at() == datetime(2026, 2, 4, 15, tzinfo=UTC)
    assert when._replace(start_on=None).start_at() is None
    assert when._replace(end_time=None).end_at() is None


def test_numbers_that_are_no_day_give_none() -> None:
    assert day_of(2024, 2, 29) == date(2024, 2, 29)
    assert day_of(2026, 2, 29) is None
    assert day_of(2026, 13, 1) is None
