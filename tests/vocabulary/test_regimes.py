"""Reporting regimes: when a publisher began to count otherwise."""

from datetime import date

import pytest

from pipelines.vocabulary import regimes
from pipelines.vocabulary.tables import vocabulary


def test_the_merged_figure_of_drones_begins_on_24_july_2025() -> None:
    assert regimes.merged_from() == date(2025, 7, 24)


def test_a_vocabulary_without_the_regime_is_refused_by_name(monkeypatch) -> None:
    others = [
        row for row in vocabulary("reporting_regimes") if row["regime_id"] != "uaf-drone-merged"
    ]
    assert others
    monkeypatch.setattr(regimes, "vocabulary", lambda _name: others)
    with pytest.raises(ValueError, match=r"reporting_regimes.csv: no row uaf-drone-merged"):
        regimes.merged_from()
