"""Numbers of munitions that are of another war, a share, a region's part, or no event at all."""

import pytest

from pipelines.extraction.explanation import UNKNOWN
from tests.extraction.unclaimed_numbers import meanings


@pytest.mark.parametrize(
    ("text", "lang", "publisher", "value", "meaning"),
    [
        ("India shot down 40 Pakistani drones overnight.", "en", None, 40, "another war"),
        ("Russia could launch 1,000 drones a night.", "en", None, 1000, "hypothetical"),
        ("У ніч на 5 лютого противник атакував 183 ударними БпЛА, близько 110 із них – шахеди.",
         "uk", "kpszsu", 110, "share"),
        ("Ночью уничтожены 12 украинских БПЛА: 9 БПЛА – над Курской областью, 3 – над Брянской.",
         "ru", "mod-russia", 9, "region"),
        ("A wall fell; 44 drones of a kind nobody named.", "en", None, 44, UNKNOWN),
    ],
)  # fmt: skip
def test_a_number_that_no_claim_cites(text, lang, publisher, value, meaning) -> None:
    assert meanings(text, lang, publisher)[value] == meaning
