"""Tiers of claims: what the second reader confirms, and what it does not."""

from dataclasses import replace
from datetime import date

import pytest

from pipelines.extraction.document import Document
from pipelines.extraction.extract import extract
from pipelines.extraction.readers.agreement import PATTERNS_AGREE, STATISTICS_AGREE, SecondReading
from pipelines.extraction.text.annotation import AnnotatedText

PUBLISHED = date(2026, 2, 5)
DOZENS = "Overnight into February 5, Russia launched three dozen drones."


def tiers(text: str, publisher: str | None = None, lang: str = "en") -> list[object]:
    document = Document("d", text, published_on=PUBLISHED, publisher=publisher, lang=lang)
    return [claim.values["extraction_tier"] for claim in extract(document)]


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Overnight into February 5, Russia launched 90 drones at Ukraine.", "en"),
        ("Russia attacked Ukraine with 90 drones overnight; 80 drones were shot down.", "en"),
        ("A Russian drone was shot down over Kyiv region overnight into February 5.", "en"),
        ("Ukraine's drones burn. Eight out of 11 drones launched by Russia were shot down.", "en"),
        ("The Ukrainian military launched 36 drones at Russia overnight.", "en"),
        ("Російські сили ППО збили 13 українських безпілотників у ніч на 5 лютого.", "uk"),
        ("У ніч на 5 лютого збито 81 дрон з 112, які застосував ворог.", "uk"),
        ("Цієї ночі Росія атакувала дев'ятьма балістичними ракетами.", "uk"),
        ("Russia launched 90 drones and a Kh-59 missile overnight into February 5.", "en"),
        ("У ніч на 5 лютого ППО України збила 86 зі 105 російських дронів.", "uk"),
        ("The air force said Ukrainian forces downed 63 drones overnight into February 5.", "en"),
        ("Russia launched 90 drones overnight, the most since last month.", "en"),
        ("4 февраля в Абу-Даби прошел второй раунд переговоров России, США и Украины.", "ru"),
    ],
)
def test_two_readers_agree(text: str, lang: str) -> None:
    assert set(tiers(text, lang=lang)) == {"B"}


def test_one_reader_alone_gives_the_lowest_tier(no_statistics: None) -> None:
    assert tiers(DOZENS) == ["C"]


def test_the_reason_names_the_reader_that_agrees() -> None:
    def reasons(text: str) -> list[object]:
        found = extract(Document("d", text, published_on=PUBLISHED, lang="en"))
        return [claim.values["extraction_reason"] for claim in found]

    assert reasons(DOZENS) == [STATISTICS_AGREE]
    assert reasons(DOZENS.replace("three dozen", "36")) == [PATTERNS_AGREE]


@pytest.mark.parametrize(
    ("column", "value"), [("night_of", date(2026, 1, 20)), ("attacker_iso3", "UKR")]
)
def test_no_reader_confirms_a_date_or_a_side_that_the_text_does_not_state(column, value) -> None:
    document = Document("d", f"{DOZENS} Russian drones fell.", published_on=PUBLISHED, lang="en")
    (claim,) = extract(document)
    reading = SecondReading(AnnotatedText(document))
    assert reading.agrees(claim) == STATISTICS_AGREE
    assert reading.agrees(replace(claim, values={**claim.values, column: value})) is None


def test_a_dated_post_of_a_channel_is_a_known_form() -> None:
    text = "У ніч на 5 лютого збито 20 ударних безпілотників."
    assert tiers(text, "kpszsu", "uk") == ["A"]


def test_an_undated_post_of_a_channel_is_none() -> None:
    assert tiers("Збито 20 ударних безпілотників.", "kpszsu", "uk") == ["B"]


def test_a_post_that_contradicts_itself_is_none() -> None:
    text = "ЗБИТО 90 ЦІЛЕЙ\nУ ніч на 5 лютого противник атакував 120 БпЛА.\nЗбито 98 БпЛА."
    assert "A" not in tiers(text, "kpszsu", "uk")
