"""A declared correction changes the cell it expects, and stops where the publisher has another."""

import polars as pl
import pytest

from pipelines.landing.declaration import Correction
from pipelines.staging.corrections import StaleCorrection, correct

ROWS = pl.DataFrame(
    {
        "post": ["a", "a", "b", None],
        "launched": ["5", "7", "5", "5"],
        "document_on": ["2026-02-01", "2026-02-08", "2026-02-01", "2026-02-01"],
    }
)


def correction(until: str | None = None, where: str = "a", expect: str = "5") -> Correction:
    return Correction(
        where={"post": where}, column="launched", expect=expect, value="50", reason="A misprint.",
        status="reported", until=until,
    )  # fmt: skip


def test_only_the_row_is_corrected_and_only_before_it_was_fixed() -> None:
    found = correct("acme", ROWS, [correction(until="2026-02-08")])
    assert found["launched"].to_list() == ["50", "7", "5", "5"]
    assert found.drop("launched").equals(ROWS.drop("launched"))


def test_another_value_than_the_expected_one_stops_and_says_what_to_declare() -> None:
    with pytest.raises(StaleCorrection) as error:
        correct("acme", ROWS, [correction()])
    assert "launched of {'post': 'a'} is '7' in the document of 2026-02-08" in str(error.value)
    assert "expects '5'; set `until: 2026-02-08` on it in pipelines/defs/sources/acme/" in str(
        error.value
    )


def test_a_blank_cell_is_another_value() -> None:
    rows = pl.DataFrame({"post": ["a"], "launched": [None], "document_on": ["2026-02-01"]})
    with pytest.raises(StaleCorrection, match="is None"):
        correct("acme", rows.cast(pl.String), [correction()])


def test_corrections_follow_one_another_and_one_without_a_row_changes_nothing() -> None:
    first, second = correction(where="b"), correction(where="b", expect="50")
    second = second.model_copy(update={"value": "51"})
    found = correct("acme", ROWS, [first, second, correction(where="c")])
    assert found["launched"].to_list() == ["5", "7", "51", "5"]
