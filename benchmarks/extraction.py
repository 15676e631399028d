"""Extraction: bulletins a second on one core.

    python benchmarks/extraction.py [BULLETINS]

The bulletins are the sample posts of the two ministries, repeated with other figures, so that none
is the same text twice.
"""

import re
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime

from pipelines.extraction.document import Document
from pipelines.extraction.extract import extract
from pipelines.settings import SOURCES

PUBLISHED = datetime(2026, 2, 5, 6, 30, tzinfo=UTC)


def main(bulletins: int = 5000) -> None:
    """Time and print."""
    texts = list(_texts())
    documents = [
        Document(f"{number}", _varied(texts[number % len(texts)], number), PUBLISHED)
        for number in range(bulletins)
    ]
    extract(documents[0])
    started = time.perf_counter()
    claims = sum(len(extract(document)) for document in documents)
    seconds = time.perf_counter() - started
    letters = sum(len(document.text) for document in documents) / bulletins
    print(f"{bulletins:,} bulletins of {letters:.0f} characters, {claims:,} claims")
    print(f"{bulletins / seconds:,.0f} bulletins a second")


def _texts() -> Iterator[str]:
    for name in ("ukraine_air_force", "russian_defence_ministry"):
        for path in sorted((SOURCES / name / "sample").glob("*.txt")):
            yield path.read_text()


def _varied(text: str, number: int) -> str:
    """The text with its three-digit figures moved."""
    return re.sub(r"\b[1-9]\d\d\b", lambda found: str(100 + (int(found[0]) + number) % 900), text)


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
