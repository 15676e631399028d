"""Evidence of exchange claims, and the golden article; texts are data in ../exchanges_*.yml."""

import datetime as dt
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from pipelines.extraction.document import Document
from pipelines.extraction.exchanges.claims import claims
from pipelines.extraction.text.annotation import AnnotatedText

PIECES = st.sampled_from(
    [
        *("Ukraine", "Russia", "received", "handed over", "150", "twenty", "soldiers", "bodies of"),
        *("civilians", "each", "in return", "exchange", "on Thursday", ",", ".", ";", "Kyiv"),
        *("Київ", "обмін", "20 полонених", "Россия", "\u202e", "\u200b", "😀", "&amp;", "\n"),
    ]
)


def test_the_golden_article_keeps_parts_and_the_total_that_contradicts_them(shared: Path) -> None:
    text = (shared / "data" / "golden" / "article.txt").read_text(encoding="utf-8")
    document = Document("golden", text, published_on=dt.date(2026, 2, 6), lang="en")
    columns = ("exchanged_stated", "to_party", "category", "count")
    found = [
        tuple(claim.values[name] for name in columns) for claim in claims(AnnotatedText(document))
    ]
    assert sorted(found, key=repr) == [
        ("2026-02-05", "RUS", "pow", 157),
        ("2026-02-05", "RUS", "unclear", 3),
        ("2026-02-05", "UKR", "civilian", 7),
        ("2026-02-05", "UKR", "pow", 150),
        ("2026-02-05", None, "unclear", 307),
    ]


@given(st.lists(PIECES, max_size=60), st.sampled_from(["en", "uk", "ru"]))
def test_every_claim_has_a_number_and_true_quotes(words: list[str], lang: str) -> None:
    text = " ".join(words)
    document = Document("d", text, published_on=dt.date(2025, 10, 2), lang=lang)
    for claim in claims(AnnotatedText(document)):
        assert claim.evidence
        for item in claim.evidence:
            assert text[item.char_start : item.char_end] == item.quote
        numbers = [claim.values[name] for name in ("count", "count_low", "count_high")]
        assert any(number is not None for number in numbers)
