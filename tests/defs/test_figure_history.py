"""A family whose claims have not changed keeps the past values that it had."""

import polars as pl
import pytest

from pipelines.defs import figure_history
from pipelines.defs.figure_history import HISTORY, past_figures
from pipelines.warehouse import contents
from pipelines.warehouse.build import Warehouse
from pipelines.warehouse.families import families
from pipelines.warehouse.history import replay, replayed_alone

EARLIER = "update revisions.exchanges set known_from = known_from - interval 1 day"
"""Every claim on an exchange became known a day earlier."""


@pytest.fixture
def replayed(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The families that each replay of the test goes through."""
    calls: list[list[str]] = []

    def recorded(warehouse: Warehouse, as_of: None, only: list[str]) -> pl.DataFrame:
        calls.append(only)
        return replay(warehouse, as_of, only)

    monkeypatch.setattr(figure_history, "replay", recorded)
    return calls


def rows_of(frame: pl.DataFrame) -> set[tuple]:
    return set(frame.rows())


def test_no_family_is_replayed_if_no_claim_has_changed(golden_build, golden, replayed):
    frame = past_figures(golden_build, golden)
    assert replayed == [[]]
    assert rows_of(frame) == set(golden_build.rows(f"from {HISTORY}"))


def test_only_the_family_of_a_changed_claim_is_replayed(golden_build, golden, replayed):
    golden_build.rows(EARLIER)
    contents.record(golden_build, "claims.exchanges", ["records.exchanges"])
    before = set(golden_build.rows(f"from {HISTORY}"))
    frame = past_figures(golden_build, golden)
    assert replayed == [["exchanges"]]
    assert rows_of(frame) == rows_of(replay(golden_build, None)) != before


@pytest.mark.parametrize("change", [f"update {HISTORY} set best = best + 1", "code"])
def test_all_are_replayed_if_the_table_or_the_code_changed(
    golden_build, golden, replayed, monkeypatch, change
):
    if change == "code":
        monkeypatch.setattr(contents, "code_version", lambda: "another")
    else:
        golden_build.rows(change)
    frame = past_figures(golden_build, golden)
    assert replayed == [families()]
    assert rows_of(frame) == rows_of(replay(golden_build, None))


def test_every_family_is_replayed_alone():
    assert replayed_alone() == families()
