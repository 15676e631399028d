"""Explanations of numbers: what each number of a text means, and which of them nothing explains."""

from datetime import date

import pytest

from pipelines.extraction.document import Document
from pipelines.extraction.explanation import UNKNOWN, explained
from pipelines.extraction.extract import extract
from pipelines.extraction.text.annotation import AnnotatedText

PUBLISHED = date(2026, 2, 5)


def explanations(text: str, publisher: str | None = None, lang: str = "en") -> dict[int, str]:
    document = Document("d", text, published_on=PUBLISHED, publisher=publisher, lang=lang)
    found = explained(AnnotatedText(document), extract(document))
    assert all(text[one.char_start : one.char_end] == one.quote for one in found)
    return {one.value: one.explanation for one in found}


NIGHT = "Russia launched 183 drones and 2 missiles at Ukraine overnight into February 5. "


@pytest.mark.parametrize(
    ("text", "value", "explanation"),
    [
        (NIGHT, 183, "launched"),
        (NIGHT, 2, "launched"),
        (NIGHT + "Air defence shot down 150 drones.", 150, "shot_down"),
        (NIGHT + "The 183 drones came from the north.", 183, "repeated"),
        (NIGHT + "All 185 drones and missiles were tracked.", 185, "total"),
        (NIGHT + "Since January, Russia has launched 4,500 drones.", 4500, "cumulative"),
        (NIGHT + "Russia could launch 1,000 drones a night.", 1000, "hypothetical"),
        (NIGHT + "The attack wounded 12 people in Kyiv.", 12, "injured"),
        ("India shot down 40 Pakistani drones overnight.", 40, "another war"),
        ("Poland scrambled two F-16 fighter jets.", 2, "response"),
        ("On February 5, 157 prisoners of war returned to Ukraine.", 157, "count"),
        ("Ukraine and Russia agreed to exchange 1,000 prisoners.", 1000, "planned"),
        (NIGHT + "A wall fell; 44 drones of a kind nobody named.", 44, UNKNOWN),
    ],
)
def test_a_number_means(text: str, value: int, explanation: str) -> None:
    assert explanations(text)[value] == explanation


def test_the_share_and_the_regions_of_a_bulletin_are_no_figures_of_their_own() -> None:
    text = "У ніч на 5 лютого противник атакував 183 ударними БпЛА, близько 110 із них – шахеди."
    assert explanations(text, "kpszsu", "uk") == {183: "launched", 110: "share"}
    post = "Ночью уничтожены 12 украинских БПЛА: 9 БПЛА – над Курской областью, 3 – над Брянской."
    assert explanations(post, "mod-russia", "ru")[9] == "region"


def test_a_text_that_counts_nothing_has_no_number_to_explain() -> None:
    assert explanations("In 2026 the 3 parks of 12 towns opened at 10 o'clock.") == {}
