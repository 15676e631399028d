"""Words of the second reader's table, found by the letters with which they can begin."""

from pathlib import Path

import pytest

from pipelines.extraction.readers.patterns import (
    NUMBER,
    Place,
    in_lower_case,
    lower_pattern,
    number_of,
    places_by_kind,
)

CASES = Path(__file__).parents[1]
VALUES = {
    "munition": ("drone", "missile", "glide_bomb", "air_target"),
    "single": ("drone", "missile"),
    "role": ("stopped", "launched"),
    "attacker": ("russia", "ukraine"),
    "person": ("remains", "civilian", "child", "pow"),
    "background": ("",),
}


@pytest.mark.parametrize("kind", VALUES)
def test_no_word_is_missed_for_how_it_begins(kind: str) -> None:
    lower = in_lower_case("\n".join(path.read_text() for path in sorted(CASES.glob("*.yml"))))
    whole = [
        Place(*found.span(), value)
        for value in VALUES[kind]
        for found in lower_pattern(kind, value).finditer(lower)
    ]
    found = places_by_kind((kind,), lower, 0, len(lower))[kind]
    assert found and sorted(found) == sorted(whole)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("1,200 drones, 1 100 missiles", [1200, 1100]),
        ("двадцять два дрони, twenty-six drones, sixty", [22, 26, 60]),
        ("kh-59 and iskander-m", []),
        ("on 5/6, at 7.30", [5, 7]),
    ],
)
def test_numbers_are_digits_or_words(text: str, numbers: list[int]) -> None:
    found = places_by_kind((NUMBER,), text, 0, len(text))[NUMBER]
    assert [number_of(text[place.start : place.end]) for place in found] == numbers
