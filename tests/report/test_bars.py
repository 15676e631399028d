"""Bars are as long as their numbers, and inside the picture in both widths."""

import re
from datetime import date
from xml.etree import ElementTree

import pytest

from pipelines.report.bars import Bar, draw, nightly
from pipelines.report.scales import Scale, TimeScale
from pipelines.report.svg import NARROW, WIDE

BARS = (
    Bar("Ukraine <air force>", "a", ((100, "one"), (50, "two")), low=140, high=200),
    Bar("Nobody", "b", ((0, "one"), (30, "two"))),
)


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_bars_are_in_proportion_stacked_and_inside(width: int) -> None:
    root = ElementTree.fromstring(draw(BARS, width, "label"))
    rects = [
        (one.get("data-k"), float(one.get("x", "")), float(one.get("width", "")))
        for one in root.iter()
        if one.tag.endswith("rect")
    ]
    assert [key for key, _, _ in rects] == ["a", "a", "b"]  # no bar without length
    (_, x0, one), (_, x1, two), (_, x2, three) = rects
    assert one / two == pytest.approx(2, rel=0.01)
    assert three / two == pytest.approx(0.6, rel=0.01)
    assert x1 == pytest.approx(x0 + one, abs=0.2)
    assert x2 == x0
    assert all(x + wide <= width for _, x, wide in rects)


def test_a_number_has_its_range_only_where_there_is_one() -> None:
    assert [bar.number for bar in BARS] == ["150 (140 to 200)", "30"]
    assert not Bar("a", "a", ((5, "one"),), low=5, high=5).has_range
    assert not Bar("a", "a", ((5, "one"),), low=5).has_range
    assert (BARS[0].end, BARS[1].end) == (200, 30)


def test_a_picture_without_bars_is_still_one() -> None:
    ElementTree.fromstring(draw((), WIDE, "label"))


def test_a_night_without_a_number_has_no_bar() -> None:
    dates = TimeScale(date(2026, 2, 1), date(2026, 2, 3), 0, 30)
    rows = [
        {"night_of": date(2026, 2, 1), "launched": 50},
        {"night_of": date(2026, 2, 2), "launched": None},
        {"night_of": date(2026, 2, 3), "launched": 100},
    ]
    path = nightly(rows, "launched", dates, Scale(0, 100, 80, 0), "a")
    assert re.findall(r"M([\d.]+) 80V(\d+)", path) == [("0.00", "40"), ("20.00", "0")]
    assert nightly(rows[1:2], "launched", dates, Scale(0, 100, 80, 0), "a") == ""
