"""Quantities: digits, words, suffixes, ranges and what qualifies them."""

import pytest

from pipelines.extraction.text.numbers import Quantity
from tests.extraction.annotating import annotated, only_sentence


def counted(text: str, lang: str) -> list[tuple[int | None, str]]:
    return [
        (quantity.value, quantity.qualifier)
        for sentence in annotated(text, lang).sentences
        for quantity in sentence.quantities
    ]


@pytest.mark.parametrize(
    ("text", "lang", "value"),
    [
        ("двадцять дев'ять дронів", "uk", 29),
        ("двадцать девять дронов", "ru", 29),
        ("двадцатью восемью дронами", "ru", 28),
        ("сто сорок два дрони", "uk", 142),
        ("трьома ракетами", "uk", 3),
        ("П’ЯТЬ дронів", "uk", 5),
        ("one hundred and five drones", "en", 105),
        ("ninety-three drones", "en", 93),
        ("two dozen drones", "en", 24),
        ("п'ятьма десятками дронів", "uk", 50),
        ("118-та дронами", "uk", 118),
        ("559-ти засобів", "uk", 559),
        ("1,100 drones", "en", 1100),
        ("1 100 дронів", "uk", 1100),
        ("1\u00a0100 дронів", "uk", 1100),
        ("1.5 thousand drones", "en", 1500),
        ("півтори тисячі дронів", "uk", 1500),
        ("полторы тысячи дронов", "ru", 1500),
        ("**61** БпЛА", "ru", 61),
        ("крилатi 3 ракети", "uk", 3),
    ],
)  # fmt: skip
def test_numbers_are_read(text: str, lang: str, value: int) -> None:
    assert counted(text, lang) == [(value, "exact")]


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("понад 200 дронів", "uk", (200, "at_least")),
        ("до 17 дронів", "uk", (17, "up_to")),
        ("близько 50 дронів", "uk", (50, "about")),
        ("не менее 12 дронов", "ru", (12, "at_least")),
        ("at least six people", "en", (6, "at_least")),
        ("nearly 200 drones", "en", (200, "about")),
        ("dozens of drones", "en", (None, "about")),
        ("декілька дронів", "uk", (None, "about")),
    ],
)
def test_qualifiers_are_kept(text: str, lang: str, expected: tuple[int | None, str]) -> None:
    assert counted(text, lang) == [expected]


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("the 12th time", "en"),
        ("F-16 and MQ-9", "en"),
        ("Shahed-136/131", "en"),
        ("31 percent", "en"),
        ("100%", "en"),
        ("nearly 31 months", "en"),
        ("at 7:03 a.m.", "en"),
        ("у 2021 році", "uk"),
        ("26.09.2026", "uk"),
        ("https://t.me/mod_russia/48568", "ru"),
        ("Krasnodar Krai.[87] The", "en"),
        ("9М723", "uk"),
    ],
)
def test_what_counts_nothing_is_no_quantity(text: str, lang: str) -> None:
    assert counted(text, lang) == []


def test_a_range_has_an_upper_value() -> None:
    [quantity] = only_sentence("20-25 drones", "en").quantities
    assert (quantity.value, quantity.upper) == (20, 25)


def test_a_quantity_spans_its_qualifier() -> None:
    text = annotated("понад 200 дронів")
    [quantity] = text.sentences[0].quantities
    assert isinstance(quantity, Quantity)
    assert text.quote(quantity.first, quantity.last) == "понад 200"
