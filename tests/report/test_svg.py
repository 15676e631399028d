"""SVG is well formed and escaped, whatever the words; paths follow the places given."""

from datetime import date
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.report.scales import TimeScale
from pipelines.report.svg import (
    Frame,
    band,
    element,
    group,
    line,
    n,
    number_axis,
    picture,
    points,
    strip,
    text,
    time_axis,
    time_data,
    title,
    zoomed,
)

SCALE = TimeScale(date(2026, 2, 1), date(2026, 2, 10), 0, 100)
printable = st.text(alphabet=st.characters(exclude_categories=["C", "Zl", "Zp"]), max_size=20)


@given(printable, printable)
def test_words_and_attributes_are_escaped(words: str, label: str) -> None:
    svg = picture(Frame(100, 50), label, text(1, 2, words), title(words))
    root = ElementTree.fromstring(svg)
    assert root.get("aria-label") == label
    assert [one.text or "" for one in root] == [words, words]


def test_names_of_attributes_and_numbers_are_written_short() -> None:
    assert element("path", cls="a", stroke_width=1.0, data_k=None) == (
        '<path class="a" stroke-width="1"/>'
    )
    assert [n(value) for value in (1.04, 1.06, -2.0, 100)] == ["1", "1.1", "-2", "100"]


def test_a_group_without_parts_is_nothing() -> None:
    assert group("a", []) == zoomed() == points([], "a") == line([[]], "a") == band([], "a") == ""


@pytest.mark.parametrize(
    ("runs", "path"),
    [
        ([[(0, 1), (2, 3)], [(4, 5), (6, 7)]], "M0 1L2 3M4 5L6 7"),
        ([[(0, 1)], [], [(2, 3), (4, 5)]], "M0 1h.1M2 3L4 5"),  # one place is still seen
    ],
)
def test_a_line_is_broken_between_runs(runs, path: str) -> None:
    assert line(runs, "a") == f'<path class="a" d="{path}"/>'


def test_a_band_goes_back_along_its_low_edge() -> None:
    assert 'd="M0 9L1 8L1 2L0 1Z"' in band([[(0, 1, 9), (1, 2, 8)]], "a")
    assert band([[(0, 1, 9)]], "a") == ""


def test_a_span_includes_its_last_date() -> None:
    assert strip(SCALE, [(date(2026, 2, 1), date(2026, 2, 1))], 5, 3) == "M0 5h10v3H0z"
    assert strip(SCALE, [(date(2026, 2, 2), date(2026, 2, 4))], 5, 3) == "M10 5h30v3H10z"


def test_axes_have_their_labels_inside_the_picture() -> None:
    frame = Frame(100, 80)
    scale, axis = number_axis(frame, 700, unit="drones")
    assert ">drones<" in axis
    assert ">0<" in axis
    assert (scale(0), scale(scale.high)) == (frame.y0, frame.y1)
    assert ">50 %<" in number_axis(frame, 1.0, wanted=2, percent=True)[1]
    dates = time_axis(frame, TimeScale(date(2026, 1, 1), date(2026, 3, 31), frame.x0, frame.x1))
    assert "Feb 2026" in dates
    assert 'text-anchor="start"' in dates
    assert time_data(SCALE) == "2026-02-01,2026-02-10,0,100"
