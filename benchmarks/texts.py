"""Texts of real lengths for benchmarks, made from the sample texts of the sources.

A text repeats the paragraphs of its sample with other figures until it has its length, so that no
two are equal. Timing does not belong here.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count

from pipelines.extraction.document import Document
from pipelines.paths import SOURCES

PUBLISHED = datetime(2026, 2, 8, 6, 30, tzinfo=UTC)

POST_DETAILS = """
Напрямки: Курськ, Орел, Міллерово, Приморсько-Ахтарськ – рф, Гвардійське – ТОТ АР Крим.
Ворог також завдав удару 12 крилатими ракетами Х-101 та 4 балістичними ракетами Іскандер-М.
Основний напрямок удару – Харківщина, Дніпропетровщина та Одещина.
Повітряний напад відбивали авіація, зенітні ракетні війська та мобільні вогневі групи.
Загалом збито/подавлено 131 повітряну ціль:
- 120 ворожих БпЛА типу Shahed та дронів інших типів;
- 9 крилатих ракет Х-101;
- 2 балістичні ракети Іскандер-М.
Зафіксовано влучання 17 ударних БпЛА на 11 локаціях, а також падіння уламків на 8 локаціях.
Інформація щодо 3 ворожих ракет уточнюється.
Атака триває, у повітряному просторі кілька ворожих дронів. Дотримуйтесь правил безпеки!
"""
"""What a long post of the Air Force adds to its sample: lists of targets, places, appeals."""


@dataclass(frozen=True)
class Kind:
    """A kind of text: its name, its length in characters, and what texts of it are made of.

    `details` follow the sample, and both are repeated. `publisher` and `lang`: as the source gives
    them.
    """

    name: str
    length: int
    source: str
    details: str = ""
    publisher: str | None = None
    lang: str | None = None

    def document(self, number: int) -> Document:
        """The text with this number."""
        sample = max((SOURCES / self.source / "sample").glob("*20*.txt"), default=None)
        path = sample or SOURCES / self.source / "sample" / "overnight.txt"
        body = path.read_text().split("\n\n", 1)[-1] if sample is None else path.read_text()
        paragraphs = [line for line in (body + self.details).split("\n") if line.strip()]
        return Document(
            f"{self.name} {number}",
            self._repeated(paragraphs, number),
            PUBLISHED,
            publisher=self.publisher,
            lang=self.lang,
        )

    def _repeated(self, paragraphs: list[str], number: int) -> str:
        """Paragraphs, each time with other figures, as many as come nearest to the length."""
        text = ""
        for place in count():
            paragraph = paragraphs[place % len(paragraphs)]
            longer = f"{text}\n{varied(paragraph, number + place)}".strip()
            if text and abs(self.length - len(longer)) > abs(self.length - len(text)):
                break
            text = longer
        return text


KINDS = (
    Kind("bulletin", 160, "russian_defence_ministry", lang="ru"),
    Kind("short article", 400, "news_articles", lang="en"),
    Kind("Air Force post", 1_300, "ukraine_air_force", POST_DETAILS, "kpszsu", "uk"),
    Kind("long article", 20_000, "news_articles", lang="en"),
)


def varied(text: str, number: int) -> str:
    """The text with its three-digit figures moved."""

    def moved(found: re.Match[str]) -> str:
        return str(100 + (int(found[0]) + number) % 900)

    return re.sub(r"(?<![-\w])[1-9]\d\d\b", moved, text)
