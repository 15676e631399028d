"""Every pattern of the table reads the sentence beside it and gives the listed meaning."""

import datetime as dt

import pytest

from pipelines.extraction.document import Document
from pipelines.extraction.exchanges.claims import claims
from pipelines.extraction.exchanges.people import TABLE
from pipelines.extraction.sentence.patterns import table
from pipelines.extraction.text.annotation import AnnotatedText

ROWS = [
    pytest.param(lang, pattern, case, id=f"{lang}:{row['means']}:{number}")
    for number, row in enumerate(table(TABLE)["rows"])
    for lang in ("any", "en", "ru", "uk")
    for pattern, case in row.get(lang, {}).items()
]


@pytest.mark.parametrize(("lang", "pattern", "case"), ROWS)
def test_a_pattern_reads_its_case(lang: str, pattern: str, case: object) -> None:
    assert isinstance(case, list) and case, f"{pattern}: a pattern needs a sentence"
    given = None if lang == "any" else lang
    document = Document("d", case[0], published_on=dt.date(2026, 2, 6), lang=given)
    found = [
        (claim.values["to_party"], claim.values["count"])
        for claim in claims(AnnotatedText(document))
    ]
    if len(case) == 1:
        assert found == [], pattern
    else:
        assert tuple(case[1:]) in found, pattern
