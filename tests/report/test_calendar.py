"""The calendar of nights: a square of its own for each date, shaded by its number."""

import re
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest

from pipelines.report.calendar import LEVELS, draw, level
from pipelines.report.svg import NARROW, WIDE


def row(day: date, drones: int | None = None, *, is_reported: bool = True) -> dict:
    return {"night_of": day, "drones_best": drones, "is_reported": is_reported}


@pytest.mark.parametrize(
    ("drones", "is_reported", "name"),
    [
        (None, False, "silent"),
        (None, True, "unstated"),
        (0, True, "level0"),
        (1, True, "level1"),
        (49, True, "level1"),
        (50, True, "level2"),
        (400, True, f"level{len(LEVELS)}"),
        (9999, True, f"level{len(LEVELS)}"),
    ],
)
def test_zero_nothing_stated_and_no_report_are_three_things(drones, is_reported, name) -> None:
    assert level(row(date(2026, 2, 5), drones, is_reported=is_reported)) == name


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_every_date_has_a_square_of_its_own_inside_the_picture(width: int) -> None:
    first, last = date(2024, 1, 1), date(2026, 12, 31)
    days = [first + timedelta(number) for number in range((last - first).days + 1)]
    svg = draw([row(day, 5) for day in reversed(days)], width)
    root = ElementTree.fromstring(svg)
    (path,) = [one.get("d", "") for one in root if one.get("class") == "level1"]
    places = [(float(x), float(y)) for x, y in re.findall(r"M([\d.]+) ([\d.]+)h", path)]
    assert len(set(places)) == len(days) == 1096
    assert max(x for x, _ in places) < width
    assert max(y for _, y in places) < float(root.get("height", ""))


def test_mondays_are_on_top_and_the_last_year_is_first() -> None:
    monday = date(2026, 2, 2)
    root = ElementTree.fromstring(
        draw([row(monday + timedelta(1), 0), row(monday, 5), row(date(2025, 2, 3), 50)], WIDE)
    )
    places = {
        one.get("class"): [float(part) for part in re.findall(r"[\d.]+", one.get("d", ""))[:2]]
        for one in root
        if one.tag.endswith("path")
    }
    assert places["level1"][0] == places["level0"][0]
    assert places["level1"][1] < places["level0"][1] < places["level2"][1]
