"""Numbers of aircraft that were sent up against intruders are no violations."""

import pytest

from pipelines.extraction.explanation import UNKNOWN
from tests.extraction.unclaimed_numbers import meanings


@pytest.mark.parametrize(
    ("text", "value", "meaning"),
    [
        ("Poland scrambled two F-16 fighter jets.", 2, "response"),
        ("Three Russian MiG-31 jets entered the airspace of Estonia.", 3, UNKNOWN),
    ],
)
def test_a_number_that_no_claim_cites(text: str, value: int, meaning: str) -> None:
    assert meanings(text)[value] == meaning
