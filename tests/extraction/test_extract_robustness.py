"""Whatever the text: extraction returns, in time that grows with its length, with true quotes."""

import json
import random
import time
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.extraction.document import Document
from pipelines.extraction.extract import extract

PUBLISHED = datetime(2026, 2, 5, 6, 30, tzinfo=UTC)
PIECES = [
    *("У ніч на 5 лютого", "противник атакував", "183-ма", "ударними БпЛА", "збито/подавлено", "5"),
    *("Shahed", "Іскандер-М", "із напрямків: Курськ", "станом на 08:00", "локаційно втрачені"),
    *("дежурными средствами ПВО", "уничтожены", "украинских", "над территорией", "мск", "из них"),
    *("Russia launched", "drones", "and", "missiles", "shot down", "overnight", "of which", "all"),
    *("killing", "people", "February 5, 2026", "prisoners", "exchange", "talks in Abu Dhabi"),
    *("airspace", "Poland", "New START", "expired", "agreed", "violated", "between", "from"),
    *("\n", "\n\n", "- ", "(", ")", ":", ";", ",", ".", "—", "«", "»", "**", "&nbsp;", "\u200b"),
    *(
        "\u200f",
        "🚀",
        "%",
        "24.00",
        "31.02",
        "99999999999999",
        "0",
        "½",
        "²",
        "٣",
        "İ",
        "ﬁ",
        "\x00",
    ),
]
texts = st.one_of(
    st.text(max_size=400),
    st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=60).map("".join),
)


@given(texts, st.sampled_from([None, "en", "uk", "ru", "de", "it"]), st.booleans())
def test_any_text_is_read_and_every_quote_holds(text: str, lang: str | None, dated: bool) -> None:
    for claim in extract(Document("d", text, PUBLISHED if dated else None, lang=lang)):
        assert claim.evidence, claim
        for item in claim.evidence:
            assert item.quote and text[item.char_start : item.char_end] == item.quote


@given(st.text(alphabet=st.characters(exclude_categories=["L", "Nd"]), max_size=300))
def test_a_text_without_words_yields_nothing(text: str) -> None:
    assert extract(Document("d", text, PUBLISHED)) == []


@pytest.mark.parametrize(
    "piece",
    [
        *("1", "1.1.", "two ", "двадцять ", "5 of ", "5 drones ", "drones, ", "(", '"', "-", "a-"),
        *("a'", "[", "https://", "&#", "\u200b", "a\u0301", "\n", "- \n", "from ", "5 лютого "),
        *("з 18:00 ", "shot down ", ".", "12 3\n", "Russia launched 5 drones and ", "prisoners "),
        "збито 5 БпЛА, ",
    ],
)  # fmt: skip
def test_time_grows_with_length_and_no_faster(piece: str) -> None:
    def seconds(length: int) -> float:
        document = Document("d", piece * (length // len(piece)), PUBLISHED)
        started = time.process_time()
        extract(document)
        return time.process_time() - started

    seconds(500)
    # Eight times the text may take a little over eight times as long; quadratic takes 64.
    assert seconds(64_000) < 24 * seconds(8_000) + 0.5


def test_a_megabyte_of_noise_passes() -> None:
    source = random.Random(5)
    text = "".join(source.choices("аб в1й5-.,:()«»\n\u200f🚀абx ", k=1_000_000))
    started = time.process_time()
    assert extract(Document("d", text, PUBLISHED)) == []
    assert time.process_time() - started < 60


def test_a_thousand_repetitions_are_one_claim() -> None:
    text = "У ніч на 5 лютого противник атакував 183-ма БпЛА. Збито/подавлено 156 БпЛА.\n" * 1000
    assert len(extract(Document("d", text, PUBLISHED))) == 1


def test_every_quote_of_real_texts_is_found_at_its_offsets(shared: Path) -> None:
    gold = shared / "gold"
    if not gold.exists():
        pytest.skip("needs ../shared/gold, which is not part of the project")
    read = 0
    for line in (gold / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        label = json.loads(line)
        text = (gold / "docs" / label["doc"]).read_bytes().decode("utf-8")
        on = date.fromisoformat(label["published"]) if label["published"] else None
        for claim in extract(Document(label["id"], text, published_on=on)):
            read += 1
            for item in claim.evidence:
                assert text[item.char_start : item.char_end] == item.quote
    assert read > 80
