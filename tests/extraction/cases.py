"""The cases of tests/extraction/<family>[_<topic>].yml as documents (see test_extract.py)."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import yaml

from pipelines.extraction.document import Document


def cases() -> Iterator[tuple[str, dict[str, Any]]]:
    """The name of each file with each of its cases."""
    for path in sorted(Path(__file__).parent.glob("*.yml")):
        for case in yaml.load(path.read_text(), Loader=yaml.CSafeLoader):
            yield path.stem, case


def texts_of(case: dict[str, Any]) -> list[str]:
    """The texts that must yield the same claims, one or several."""
    return case.get("texts") or [case["text"]]


def document_of(case: dict[str, Any], text: str) -> Document:
    """A text of a case as published."""
    published = case.get("published")
    if isinstance(published, str):
        published = datetime.fromisoformat(published)
    is_moment = isinstance(published, datetime)
    if is_moment and published.tzinfo is None:
        published = published.replace(tzinfo=UTC)  # YAML gives a moment with Z in UTC, unmarked
    return Document(
        id=case["name"],
        text=text,
        published_at=published if is_moment else None,
        published_on=published if isinstance(published, date) and not is_moment else None,
        publisher=case.get("publisher"),
        lang=case.get("lang", "en"),
    )
