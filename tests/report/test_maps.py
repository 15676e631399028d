"""Maps: every area and every point inside the corners has its place in the picture."""

import re
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.report.maps import Area, areas, europe, ukraine
from pipelines.vocabulary.tables import vocabulary

UKRAINE = ukraine(900)


@given(st.floats(21.9, 40.4), st.floats(44.2, 52.5))
def test_a_point_inside_the_corners_is_inside_the_picture(
    longitude: float, latitude: float
) -> None:
    x, y = UKRAINE(longitude, latitude)
    assert -0.5 <= x <= UKRAINE.width + 0.5
    assert -0.5 <= y <= UKRAINE.height + 0.5


def test_north_is_up_and_east_is_right() -> None:
    kyiv, odesa, kharkiv = (UKRAINE(*point) for point in ((30.5, 50.45), (30.7, 46.5), (36.2, 50)))
    assert kyiv[1] < odesa[1]
    assert kyiv[0] < kharkiv[0]
    assert europe(900)(-9, 38.7)[0] < europe(900)(30.5, 50.45)[0]


def test_areas_are_equal_in_size_wherever_they_are() -> None:
    """The projection is equal-area: a degree further north is narrower by the cosine."""

    def size(low: float) -> float:
        (x0, y0), (x1, _), (_, y1) = (
            UKRAINE(31, low), UKRAINE(31.1, low), UKRAINE(31, low + 0.1),
        )  # fmt: skip
        return abs((x1 - x0) * (y1 - y0))

    assert size(51) / size(45) == pytest.approx(0.629320 / 0.707107, rel=0.01)


def test_the_regions_of_ukraine_are_those_of_the_vocabulary() -> None:
    codes = [area.code for area in areas("ukraine")]
    assert sorted(codes) == sorted(row["adm1_pcode"] for row in vocabulary("regions"))


@pytest.mark.parametrize("name", ["ukraine", "europe"])
def test_an_outline_comes_back_to_its_start_and_its_label_is_inside(name: str) -> None:
    one = ukraine(900) if name == "ukraine" else europe(900)
    for area in areas(name):
        path = one.path(area)
        assert path.count("M") == path.count("z") == len(area.rings), area.name
        x, y = one.middle_of(area)
        ring = max(area.rings, key=len)
        places = [one(*point) for point in ring]
        assert min(b for _, b in places) <= y <= max(b for _, b in places), area.name
        assert min(a for a, _ in places) <= x <= max(a for a, _ in places), area.name


def test_steps_of_an_outline_lead_along_its_corners() -> None:
    square = Area("X", "X", (((30, 48), (32, 48), (32, 50), (30, 50), (30, 48)),))
    path = UKRAINE.path(square)
    start, _, steps = path.removesuffix("z").removeprefix("M").partition("l")
    numbers = [float(number) for number in re.findall(r"-?\d*\.?\d+", steps)]
    x0, y0 = map(float, start.split())
    places = list(zip(accumulate(numbers[::2]), accumulate(numbers[1::2]), strict=True))
    assert places[-1] == pytest.approx((0, 0), abs=0.01)
    expected = UKRAINE(32, 50)
    assert (x0 + places[1][0], y0 + places[1][1]) == pytest.approx(expected, abs=0.2)
