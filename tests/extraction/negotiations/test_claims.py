"""Evidence of negotiation claims, and the golden article; texts are in ../negotiations_*.yml."""

import datetime as dt
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from pipelines.extraction.document import Document
from pipelines.extraction.negotiations.claims import claims
from pipelines.extraction.text.annotation import AnnotatedText

PIECES = st.sampled_from(
    [
        *("Russia", "Ukraine and", "US", "held talks", "met", "in Istanbul", "in Geneva", "round"),
        *("on Monday", "February 4 and 5", "second", "led by", "Umerov", "will", ",", ".", "\n"),
        *("переговори", "у Стамбулі", "\u200e", "\u2060", "🤝", "&lt;", "2026"),
    ]
)


def test_the_golden_article_gives_the_round_with_both_days(shared: Path) -> None:
    text = (shared / "data" / "golden" / "article.txt").read_text(encoding="utf-8")
    document = Document("golden", text, published_on=dt.date(2026, 2, 6), lang="en")
    (claim,) = claims(AnnotatedText(document))
    values = claim.values
    assert (values["started_stated"], values["ended_stated"]) == ("2026-02-04", "2026-02-05")
    assert (values["venue_city"], values["host_iso3"]) == ("Abu Dhabi", "ARE")
    assert values["parties"] == ["RUS", "UKR", "USA"]


@given(st.lists(PIECES, max_size=60), st.sampled_from(["en", "uk", "ru"]))
def test_every_claim_has_true_quotes(words: list[str], lang: str) -> None:
    text = " ".join(words)
    document = Document("d", text, published_on=dt.date(2026, 2, 5), lang=lang)
    for claim in claims(AnnotatedText(document)):
        assert claim.evidence
        for item in claim.evidence:
            assert text[item.char_start : item.char_end] == item.quote
