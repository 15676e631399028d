"""Every pattern of the table reads the sentence beside it, and the day that is listed."""

import datetime as dt

import pytest

from pipelines.extraction.agreements.changes import TABLE
from pipelines.extraction.agreements.claims import claims
from pipelines.extraction.document import Document
from pipelines.extraction.sentence.patterns import table
from pipelines.extraction.text.annotation import AnnotatedText

LANGUAGES = ("en", "ru", "uk")
ROWS = [
    pytest.param(lang, row["event"], pattern, case, id=f"{lang}:{row['event']}:{number}")
    for number, row in enumerate(table(TABLE)["changes"])
    for lang in LANGUAGES
    for pattern, case in row.get(lang, {}).items()
]


@pytest.mark.parametrize(("lang", "event", "pattern", "case"), ROWS)
def test_a_pattern_reads_its_case(lang: str, event: str, pattern: str, case: object) -> None:
    assert isinstance(case, list), f"{pattern}: a pattern needs a sentence and its day"
    text, day = case
    document = Document("d", text, published_on=dt.date(2026, 2, 6), lang=lang)
    found = [(claim.values["event"], claim.values["event_stated"]) for claim in
             claims(AnnotatedText(document))]  # fmt: skip
    assert (event, None if day is None else str(day)) in found, pattern
