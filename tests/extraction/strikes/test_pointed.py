"""Strikes at which a reader points: numbers, kinds and sides are those of the characters."""

import pytest

from pipelines.extraction.strikes.pointed import claim, figures
from tests.extraction.pointing_at import pointing_at

TEXT = (
    "Russia launched 183 drones and 2 missiles at Ukraine overnight into February 5. "
    "Air defence shot down 156 drones. Ukraine launched 36 drones at Russia."
)
NIGHT = "overnight into February 5"


@pytest.mark.parametrize(
    ("quotes", "values"),
    [
        ({"launched": "183 drones"}, {"launched": 183, "weapon_class": "drone"}),
        ({"launched": "2 missiles"}, {"launched": 2, "weapon_class": "missile"}),
        ({"launched": "183 drones", "shot_down": "156 drones"},
         {"launched": 183, "shot_down": 156}),
    ],
)  # fmt: skip
def test_a_claim_has_what_the_places_say(quotes: dict, values: dict) -> None:
    found = claim(*pointing_at(TEXT, "strikes", attacker="Russia", date=NIGHT, **quotes))
    assert found is not None
    stated = dict(found.values)
    assert {name: stated[name] for name in values} == values
    assert (stated["attacker_iso3"], str(stated["night_of"])) == ("RUS", "2026-02-05")
    assert all(TEXT[one.char_start : one.char_end] == one.quote for one in found.evidence)
    assert len(set(figures(found))) == len(quotes)


@pytest.mark.parametrize(
    "quotes",
    [
        {"launched": "183 drones", "attacker": "Ukraine"},  # the sentence has another attacker
        {"launched": "156 drones", "attacker": "Russia"},  # shot down, not launched
        {"launched": "drones", "attacker": "Russia"},  # no number
        {"attacker": "Russia"},  # no figure
    ],
)
def test_what_the_places_do_not_say_is_no_claim(quotes: dict) -> None:
    assert claim(*pointing_at(TEXT, "strikes", date=NIGHT, **quotes)) is None
