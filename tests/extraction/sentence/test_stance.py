"""Whether what a sentence describes happened."""

import pytest

from tests.extraction.annotating import only_sentence


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Russia could launch more", "hypothetical"),
        ("talks are set to resume", "planned"),
        ("since the start of the year", "cumulative"),
        ("on the anniversary of the raid", "commemorative"),
        ("no drones came", "negated"),
    ],
)
def test_stances_show(text: str, stance: str) -> None:
    assert only_sentence(text, "en").has("stance", stance)
