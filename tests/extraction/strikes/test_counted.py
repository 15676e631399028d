"""How many weapons were intercepted, from the columns that a claim states."""

import pytest

from pipelines.extraction.strikes.counted import intercepted


@pytest.mark.parametrize(
    "claim, expected",
    [
        ({"shot_down_or_suppressed": 5, "shot_down": 3}, 5),
        ({"shot_down": 3, "suppressed": 2}, 5),
        ({"shot_down": 3}, 3),
        ({"suppressed": 2}, None),
        ({"shot_down_or_suppressed": 0, "shot_down": 3}, 0),
    ],
)
def test_intercepted(claim: dict, expected: int | None) -> None:
    assert intercepted(claim) == expected
