"""Evidence of strike claims; what a text yields is data in ../strikes_*.yml."""

from datetime import UTC, datetime

from pipelines.extraction.document import Document
from pipelines.extraction.strikes.claims import claims
from pipelines.extraction.text.annotation import AnnotatedText

BULLETIN = """⚡️ ЗБИТО/ПОДАВЛЕНО 156 ВОРОЖИХ БПЛА
У ніч на 5 лютого (з 18:00 4 лютого) противник атакував 2-ма балістичними ракетами Іскандер-М
з Брянської обл. та 183-ма ударними БпЛА типу Shahed, Гербера і безпілотниками інших типів із
напрямків: Курськ, Орел – рф, Чауда – ТОТ АР Крим, близько 110 із них – «шахеди».

💥 За попередніми даними, станом на 08:00, ППО збито/подавлено 156 ворожих БпЛА.

Зафіксовано влучання ракет та ударних БпЛА на 16 локаціях, а також падіння уламків на 7 локаціях.
"""
FIGURES = ("launched", "shot_down_or_suppressed", "hit_locations", "debris_locations")


def test_every_figure_has_its_quote() -> None:
    text = AnnotatedText(Document("d", BULLETIN, datetime(2026, 2, 5, 6, 30, tzinfo=UTC)))
    found = claims(text)
    for claim in found:
        cited = {item.field: item for item in claim.evidence}
        for name in FIGURES:
            if name in claim.values:
                assert str(claim.values[name]) in cited[name].quote
        for item in claim.evidence:
            assert BULLETIN[item.char_start : item.char_end] == item.quote
    assert {name for claim in found for name in claim.values} >= set(FIGURES)
