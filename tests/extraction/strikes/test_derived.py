"""What was intercepted follows from the figures that a claim has, and is never made up."""

import pytest

from pipelines.extraction.strikes.derived import derived


@pytest.mark.parametrize(
    ("claim", "intercepted"),
    [
        ({"shot_down_or_suppressed": 156}, 156),
        ({"shot_down_or_suppressed": 156, "shot_down": 100, "suppressed": 50}, 156),
        ({"shot_down": 100, "suppressed": 50}, 150),
        ({"shot_down": 0, "suppressed": 0}, 0),
        ({"shot_down": 100}, 100),
        ({"shot_down": 100, "suppressed": None}, 100),
        ({"suppressed": 50}, None),  # how many were shot down is not known
        ({"launched": 183}, None),
        ({}, None),
    ],
)
def test_intercepted(claim: dict[str, object], intercepted: int | None) -> None:
    assert derived(claim) == {"intercepted": intercepted}
