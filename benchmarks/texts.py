"""Texts of real lengths for benchmarks, made from the sample texts of the sources.

A text repeats the paragraphs of its sample with other figures until it has its length. A post of
the Air Force is a template filled with other figures and places. Timing does not belong here.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from pipelines.extraction.document import Document
from pipelines.paths import SOURCES

PUBLISHED = datetime(2026, 2, 8, 6, 30, tzinfo=UTC)

POST = Path(__file__).with_name("air_force_post.txt")
"""A long post of the Air Force without its figures, which add up as those of a real post do."""

LAUNCHED_FROM = ("Курськ", "Орел", "Брянськ", "Шаталово", "Приморсько-Ахтарськ")
PLACES = (
    *("Харківщина", "Дніпропетровщина", "Одещина", "Київщина", "Полтавщина", "Сумщина"),
    *("Чернігівщина", "Черкащина", "Миколаївщина", "Херсонщина", "Житомирщина"),
)


@dataclass(frozen=True)
class Kind:
    """A kind of text: its name, its length in characters, and what texts of it are made of.

    `written`: makes the text of a number; without it, the sample of the source is repeated.
    `publisher` and `lang`: as the source gives them.
    """

    name: str
    length: int
    source: str
    written: Callable[[int], str] | None = None
    publisher: str | None = None
    lang: str | None = None

    def document(self, number: int) -> Document:
        """The text with this number."""
        text = self.written(number) if self.written else self._repeated(number)
        return Document(
            f"{self.name} {number}", text, PUBLISHED, publisher=self.publisher, lang=self.lang
        )

    def _repeated(self, number: int) -> str:
        """Paragraphs, each time with other figures, as many as come nearest to the length."""
        folder = SOURCES / self.source / "sample"
        dated = max(folder.glob("*20*.txt"), default=None)
        body = dated.read_text() if dated else _body(folder / "overnight.txt")
        paragraphs = [line for line in body.split("\n") if line.strip()]
        text = ""
        for place in count():
            paragraph = paragraphs[place % len(paragraphs)]
            longer = f"{text}\n{varied(paragraph, number + place)}".strip()
            if text and abs(self.length - len(longer)) > abs(self.length - len(text)):
                break
            text = longer
        return text


def post(number: int) -> str:
    """The post of the Air Force with this number."""
    drones, cruise, ballistic = 100 + number * 37 % 600, 6 + number % 30, 2 + number % 9
    hits, missed = 6 + number % 25, number % 3 + 1
    downed = drones - hits - number * 7 % 40
    cruise_downed, ballistic_downed = cruise - missed, ballistic // 2
    figures = {
        "day": 2 + number % 7, "eve": 1 + number % 7, "hour": 7 + number % 3,
        "launched": drones + cruise + ballistic,
        "drones": drones, "cruise": cruise, "ballistic": ballistic,
        "targets": downed + cruise_downed + ballistic_downed,
        "downed": downed, "cruise_downed": cruise_downed, "ballistic_downed": ballistic_downed,
        "missed": missed, "hits": hits, "locations": 4 + number % 13, "debris": 3 + number % 11,
    }  # fmt: skip
    return POST.read_text().format(
        **figures,
        launch=LAUNCHED_FROM[number % len(LAUNCHED_FROM)],
        place=PLACES[number % len(PLACES)],
        place_too=PLACES[(number // 3 + 4) % len(PLACES)],
    )


KINDS = (
    Kind("bulletin", 160, "russian_defence_ministry", lang="ru"),
    Kind("short article", 400, "news_articles", lang="en"),
    Kind("Air Force post", 1_300, "ukraine_air_force", post, "kpszsu", "uk"),
    Kind("long article", 20_000, "news_articles", lang="en"),
)


def varied(text: str, number: int) -> str:
    """The text with its figures of two and three digits moved, times and models left alone."""

    def moved(found: re.Match[str]) -> str:
        least = 10 ** (len(found[0]) - 1)
        return str(least + (int(found[0]) + number) % (9 * least))

    return re.sub(r"(?<![-\w:])[1-9]\d\d?\b(?!:)", moved, text)


def _body(path: Path) -> str:
    """The text of a sample without its header."""
    return path.read_text().split("\n\n", 1)[-1]
