"""Each distance of reach.py is needed in full by the sentence named after it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

from pipelines.extraction.document import Document
from pipelines.extraction.strikes import reach
from pipelines.extraction.strikes.claims import claims
from pipelines.extraction.text.annotation import AnnotatedText

FILE = Path(__file__).parents[1] / "strikes_distances.yml"

CASES = yaml.load(FILE.read_text(), Loader=yaml.CSafeLoader)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_sentence_needs_its_distance(case: dict, monkeypatch: pytest.MonkeyPatch) -> None:
    published = datetime(2026, 2, 5, 6, 30, tzinfo=UTC)
    given = {"publisher": case.get("publisher"), "lang": case.get("lang", "en")}
    text = AnnotatedText(Document("d", case["text"], published, **given))
    stated = [claim.values for claim in claims(text)]
    name = case["name"].upper()
    monkeypatch.setattr(reach, name, getattr(reach, name) - 1)
    assert [claim.values for claim in claims(text)] != stated
