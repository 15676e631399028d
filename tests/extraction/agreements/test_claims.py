"""Evidence of agreement claims, and the golden article; texts are data in ../agreements.yml."""

import datetime as dt
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from pipelines.extraction.agreements.claims import claims
from pipelines.extraction.document import Document
from pipelines.extraction.text.annotation import AnnotatedText

CHANNEL = "US-Russia military-to-military dialogue"
PIECES = st.sampled_from(
    [
        *("New START", "expired", "on Thursday", "in 2010", "signed", "the treaty", "was", "last"),
        *("nuclear", "treaty", "since 2021", "military dialogue", "suspended", ",", ".", "\n"),
        *("СНВ-3", "истек", "5 февраля", "\u202b", "\u00ad", "☢", "&quot;", "not"),
    ]
)


def annotated(text: str, lang: str = "en") -> AnnotatedText:
    return AnnotatedText(Document("d", text, published_on=dt.date(2026, 2, 6), lang=lang))


def test_name_event_and_day_have_quotes() -> None:
    (claim,) = claims(annotated("New START expired on Thursday."))
    assert {item.field: item.quote for item in claim.evidence} == {
        "name": "New START",
        "event": "expired",
        "event_stated": "Thursday",
    }


def test_the_golden_article_has_its_three_changes(shared: Path) -> None:
    text = (shared / "data" / "golden" / "article.txt").read_text(encoding="utf-8")
    found = [
        tuple(claim.values[name] for name in ("name", "event", "event_stated"))
        for claim in claims(annotated(text))
    ]
    assert sorted(found) == [
        ("New START", "expired", "2026-02-05"),
        (CHANNEL, "restored", "2026-02-05"),
        (CHANNEL, "suspended", "2021"),
    ]


@given(st.lists(PIECES, max_size=60), st.sampled_from(["en", "uk", "ru"]))
def test_every_stated_value_has_its_quote(words: list[str], lang: str) -> None:
    text = " ".join(words)
    for claim in claims(annotated(text, lang)):
        stated = {"name", "event"} | ({"event_stated"} if claim.values["event_stated"] else set())
        assert {item.field for item in claim.evidence} == stated
        for item in claim.evidence:
            assert text[item.char_start : item.char_end] == item.quote
