"""Which language a text is in."""

import pytest

from pipelines.extraction.document import Document
from pipelines.extraction.text.language import language


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Збито п'ять дронів над Києвом", "uk"),
        ("Сбиты пять дронов в воздухе, они были над областью", "ru"),
        ("The air force said it shot down five drones", "en"),
        ("Die Luftwaffe hat nach eigenen Angaben und Drohnen", "de"),
        ("Le forze russe hanno attaccato di notte il porto della", "it"),
        ("", "en"),
    ],
)
def test_the_language_shows_in_the_letters(text: str, lang: str) -> None:
    assert language(Document("d", text)) == lang


def test_a_given_language_wins() -> None:
    assert language(Document("d", "Збито дрон", lang="ru")) == "ru"
