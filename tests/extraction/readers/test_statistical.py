"""The model of the statistical reader, and what it confirms."""

from pathlib import Path

import pytest

from pipelines.extraction.document import Claim, Evidence
from pipelines.extraction.readers.statistical import (
    WEIGHTS,
    Model,
    StatisticalReading,
    anchor,
    role_of,
    trained,
)

TEXT = "Russia launched 90 drones at Ukraine overnight. Air defences shot down 80 of them."


def cited(**quotes: str) -> Claim:
    pieces = [
        Evidence(field, quote, TEXT.index(quote), TEXT.index(quote) + len(quote))
        for field, quote in quotes.items()
    ]
    return Claim("strikes", {}, tuple(pieces))


def test_probabilities_are_those_of_the_weights() -> None:
    model = Model(("launched", "other"), 1, 1.0, 0.5, (3, 1))
    found = model.probabilities(["one", "two"])  # both are in the only bucket
    assert found["launched"] == pytest.approx(0.8808, abs=1e-4)  # 1 / (1 + exp(1 - 3))
    assert sum(found.values()) == pytest.approx(1.0)


def test_the_weights_of_the_package_are_small_and_hold_no_text() -> None:
    model = trained()
    assert WEIGHTS.stat().st_size < 300_000
    assert len(model.weights) == model.buckets * len(model.roles)
    assert {"launched", "stopped", "exchanged", "other"} <= set(model.roles)


def test_a_cut_file_of_weights_is_refused(tmp_path: Path) -> None:
    cut = tmp_path / "roles.weights"
    cut.write_bytes(WEIGHTS.read_bytes()[:-1])
    with pytest.raises(ValueError, match=r"roles\.weights"):
        trained(cut)


@pytest.mark.parametrize(
    ("claim", "is_confirmed"),
    [
        (cited(launched="90 drones"), True),
        (cited(launched="90 drones", shot_down="80 of them"), True),
        (cited(shot_down="90 drones"), False),
        (cited(launched="90 drones", still_airborne="80 of them"), False),  # one figure of two
        (cited(launched="90 drones", killed="80 of them"), True),  # casualties decide nothing
        (cited(killed="80 of them"), False),
        (cited(night_of="overnight"), False),  # no figure
    ],
)
def test_a_claim_is_confirmed_if_every_deciding_figure_has_its_role(claim, is_confirmed) -> None:
    assert StatisticalReading(TEXT).confirms(claim) == is_confirmed


def test_a_family_says_which_columns_have_roles() -> None:
    assert role_of("strikes", "not_reached_target") == "stopped"
    assert role_of("exchanges", "count") == "exchanged"
    assert role_of("strikes", "night_of") is None
    assert role_of("agreements", "event") is None


def test_the_number_of_a_quote_is_where_it_is_read() -> None:
    text = "at least 90 drones, a missile"
    assert anchor(text, 0, 18) == (9, 11)
    assert anchor(text, 20, 29) == (20, 20)
