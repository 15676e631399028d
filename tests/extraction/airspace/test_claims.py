"""Evidence, time and the golden article; texts are data in ../airspace_*.yml."""

import datetime as dt
import time
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from pipelines.extraction.airspace.claims import claims
from pipelines.extraction.document import Document
from pipelines.extraction.text.annotation import AnnotatedText

PIECES = st.sampled_from(
    [
        *("Russian", "drone", "three MiG-31s", "violated", "Polish airspace", "Estonia"),
        *("balloons", "from Belarus", "on Friday", "for 12 minutes", "over", "the airport"),
        *("повітряний простір", "Польщі", "дрон", "\u200f", "\u200b", "🛩", "&nbsp;", "10"),
        *(",", ".", "\n"),
    ]
)


def test_the_golden_article_has_one_encounter_and_no_undated_violation(shared: Path) -> None:
    text = (shared / "data" / "golden" / "article.txt").read_text(encoding="utf-8")
    document = Document("golden", text, published_on=dt.date(2026, 2, 6), lang="en")
    columns = ("kind", "occurred_stated", "time_precision")
    assert [
        tuple(claim.values[name] for name in columns) for claim in claims(AnnotatedText(document))
    ] == [("dangerous_encounter", "2023-03", 5)]


def test_time_grows_with_the_text_and_not_with_its_square() -> None:
    seed = "a Russian drone violated Estonian airspace and "
    spent = []
    for times in (200, 1600):
        text = AnnotatedText(Document("t", seed * times, lang="en"))
        assert text.sentences
        start = time.process_time()
        claims(text)
        spent.append(time.process_time() - start)
    assert spent[1] < 40 * max(spent[0], 0.01)


@given(st.lists(PIECES, max_size=60), st.sampled_from(["en", "uk", "ru"]))
def test_every_quote_stands_at_its_offsets(words: list[str], lang: str) -> None:
    text = " ".join(words)
    document = Document("t", text, published_on=dt.date(2025, 9, 20), lang=lang)
    for claim in claims(AnnotatedText(document)):
        assert claim.evidence
        for evidence in claim.evidence:
            assert text[evidence.char_start : evidence.char_end] == evidence.quote
