"""Numbers and dates have places, and ticks are round."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pipelines.report.scales import Scale, TimeScale, number_ticks, spans, time_ticks

days = st.dates(date(2014, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(("value", "place"), [(0, 100), (5, 60), (10, 20), (20, -60)])
def test_a_linear_scale_may_run_upwards(value: float, place: float) -> None:
    assert Scale(0, 10, 100, 20)(value) == place


def test_a_scale_of_one_value_has_its_place_at_the_start() -> None:
    assert Scale(5, 5, 100, 20)(5) == 100


@given(st.floats(0.001, 1e6), st.integers(2, 9))
def test_ticks_are_even_and_reach_the_highest_number(high: float, wanted: int) -> None:
    ticks = number_ticks(high, wanted)
    assert ticks[0] == 0
    assert ticks[-1] >= high * 0.999
    assert len(ticks) <= wanted + 2
    steps = {round(b - a, 5) for a, b in pairwise(ticks)}
    assert len(steps) == 1


def test_ticks_without_numbers_are_still_an_axis() -> None:
    assert number_ticks(0, 4) == [0, 1]
    assert number_ticks(810, 4) == [0, 250, 500, 750, 1000]


@given(days, days, st.integers(1, 12))
def test_ticks_of_time_are_first_days_of_months_inside(first: date, last: date, wanted) -> None:
    assume(first <= last)
    ticks = time_ticks(TimeScale(first, last, 0, 900), wanted)
    assert len(ticks) <= wanted
    assert [day for day, _ in ticks] == sorted({day for day, _ in ticks})
    assert all(day.day == 1 and first <= day <= last for day, _ in ticks)
    assert all(f"{day:%Y}" in label for day, label in ticks)


def test_a_date_has_a_place_of_its_own_width() -> None:
    scale = TimeScale(date(2026, 2, 1), date(2026, 2, 10), 0, 100)
    assert scale.step == 10
    assert scale(date(2026, 2, 5)) == 40
    assert scale.middle(date(2026, 2, 5)) == 45
    assert scale.clamped(date(2026, 1, 1)) == 0
    assert scale.clamped(date(2026, 3, 1)) == 100


@given(st.sets(st.dates(date(2026, 1, 1), date(2026, 2, 28))))
def test_spans_cover_exactly_the_dates_and_do_not_touch(on: set[date]) -> None:
    found = spans(on)
    covered = [
        first + timedelta(number)
        for first, last in found
        for number in range((last - first).days + 1)
    ]
    assert covered == sorted(on)
    gaps = [(b[0] - a[1]).days for a, b in pairwise(found)]
    assert all(gap > 1 for gap in gaps)
