"""Real texts on other wars: none of them yields a strike between Russia and Ukraine."""

import json
from datetime import date
from pathlib import Path

import pytest

from pipelines.extraction.document import Document
from pipelines.extraction.extract import extract


def test_texts_on_other_wars_yield_no_strike(shared: Path) -> None:
    path = shared / "gold" / "second" / "negatives.jsonl"
    if not path.is_file():
        pytest.skip("needs ../shared/gold, which is not part of the project")
    texts = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert texts
    found = [(text["id"], claim) for text in texts for claim in extract(_document(text))]
    assert [(name, claim.values) for name, claim in found if claim.family == "strikes"] == []


def _document(text: dict) -> Document:
    published = text.get("published_at")
    return Document(
        id=text["id"],
        text=text["text"],
        published_on=date.fromisoformat(published) if published else None,
        publisher=text["publisher"],
        lang=text["lang"],
    )
