"""Violations at which a reader points: an object in the airspace of a state on one day."""

import pytest

from pipelines.extraction.airspace.pointed import claim, figures
from tests.extraction.pointing_at import pointing_at

TEXT = (
    "On September 19, 2025, three Russian MiG-31 jets entered the airspace of Estonia. "
    "Poland scrambled two F-16 fighter jets."
)
WHOLE = {
    "object": "three Russian MiG-31 jets", "violated_state": "Estonia", "date": "September 19, 2025"
}  # fmt: skip


def test_all_that_is_stated_is_a_claim() -> None:
    found = claim(*pointing_at(TEXT, "airspace", **WHOLE))
    assert found is not None
    ((family, day, state, _kind),) = figures(found)
    assert (family, str(day), state) == ("airspace", "2025-09-19", "EST")
    assert found.values["object_count"] == 3
    assert found.values["attribution"] == "unknown"
    assert all(TEXT[one.char_start : one.char_end] == one.quote for one in found.evidence)


@pytest.mark.parametrize(
    "change",
    [
        {"violated_state": "Russian"},  # at war itself
        {"object": "two F-16 fighter jets"},  # sent up against intruders
        {"object": "airspace"},
        {"date": "2025"},
        {"violated_state": ""},
        {"date": ""},
    ],
)
def test_unless_all_is_stated_there_is_no_claim(change: dict[str, str]) -> None:
    assert claim(*pointing_at(TEXT, "airspace", **{**WHOLE, **change})) is None
