"""Numbers of people that are casualties, or whom no exchange has handed over."""

import pytest

from pipelines.extraction.explanation import UNKNOWN
from tests.extraction.unclaimed_numbers import meanings


@pytest.mark.parametrize(
    ("text", "value", "meaning"),
    [
        ("The attack on Kyiv killed 12 people.", 12, "casualties"),
        ("Twelve people were wounded in Kyiv.", 12, "casualties"),
        ("Russia plans to free 300 prisoners of war.", 300, "planned"),
        ("Ukraine and Russia agreed to exchange 1,000 prisoners.", 1000, "planned"),
        ("On February 5, 157 prisoners of war returned to Ukraine.", 157, UNKNOWN),
    ],
)
def test_a_number_that_no_claim_cites(text: str, value: int, meaning: str) -> None:
    assert meanings(text)[value] == meaning
