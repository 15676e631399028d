"""Exchanges at which a reader points: people of one category, handed to one side on one day."""

import pytest

from pipelines.extraction.exchanges.pointed import claim, figures
from tests.extraction.pointing_at import pointing_at

TEXT = (
    "On February 5, 157 prisoners of war returned to Ukraine. Russia may free 300 more soldiers. "
    "Poland mediated."
)
WHOLE = {"count": "157 prisoners of war", "to_party": "Ukraine", "date": "On February 5"}


def test_all_that_is_stated_is_a_claim() -> None:
    found = claim(*pointing_at(TEXT, "exchanges", **WHOLE))
    assert found is not None
    assert list(figures(found)) == [("exchanges", "2026-02-05", "UKR", "pow", 157)]
    assert found.values["is_aggregate"] is False
    assert {one.field for one in found.evidence} == {
        "count", "category", "exchanged_stated", "to_party",
    }  # fmt: skip
    assert all(TEXT[one.char_start : one.char_end] == one.quote for one in found.evidence)


@pytest.mark.parametrize(
    "change",
    [
        {"count": "300 more soldiers"},  # only hoped for
        {"count": "prisoners of war"},  # no number
        {"to_party": "Poland"},  # not a side of the war
        {"to_party": "prisoners"},
        {"date": "February"},
        {"date": ""},
        {"to_party": ""},
    ],
)
def test_unless_all_is_stated_there_is_no_claim(change: dict[str, str]) -> None:
    assert claim(*pointing_at(TEXT, "exchanges", **{**WHOLE, **change})) is None
