"""Words of cells are kept as one text and come back as evidence, whatever they contain."""

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.components.model import fold_claims
from pipelines.staging.contract import ContractError, conform
from pipelines.staging.ingest import store_records
from tests.builds import empty_build
from tests.campaign import FULL
from tests.sources import declared

CELLS = {"target_as_written": "target", "launched": "number"}
TABLE = declared("table", natural_key=["target"], evidence={"strikes": CELLS})
WITHOUT_CELLS = declared("table", natural_key=["target"])
STAGED = pl.DataFrame(
    {"document_id": ["d", "d"], "locator": ["0", "1"], "target": ["a", "b"]}
).with_columns(document_on=pl.lit("2026-02-05"))
PLACE = (
    "document_id", "locator", pl.lit("night").alias("period"), pl.lit("local").alias("scope"),
)  # fmt: skip
WORDS = st.one_of(st.none(), st.text(st.sampled_from("a\x1f\x1b01 \u0456"), min_size=1, max_size=6))


@settings(
    max_examples=100 if FULL else 8, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(rows=st.lists(st.tuples(WORDS, WORDS, st.booleans()), min_size=1, max_size=8))
def test_evidence_is_the_words_of_the_cells_whose_fields_have_a_value(tmp_path, rows):
    staged = pl.DataFrame(
        [("d", str(n), target, number, "2026-02-05") for n, (target, number, _) in enumerate(rows)],
        schema=dict.fromkeys(
            ("document_id", "locator", "target", "number", "document_on"), pl.String
        ),
        orient="row",
    )
    launched = pl.Series([1 if is_stated else None for *_, is_stated in rows], dtype=pl.Int32)
    mapped = staged.select(
        "document_id", "locator", pl.col("target").alias("target_as_written"),
        launched.alias("launched"), pl.lit("night").alias("period"),
        pl.lit("national").alias("scope"),
    )  # fmt: skip
    kept, _ = conform(TABLE, "strikes", mapped, staged)
    expected = {n: _words(n, *row) for n, row in enumerate(rows)}
    assert _evidence(tmp_path, kept) == expected


def test_a_source_that_declares_no_cells_has_empty_evidence(tmp_path):
    kept, _ = conform(WITHOUT_CELLS, "strikes", STAGED.select(PLACE), STAGED)
    assert _evidence(tmp_path, kept) == {0: [], 1: []}


@pytest.mark.parametrize(
    ("attributes", "message"),
    [
        ({"natural_key": ["goal"]}, "natural_key: ['goal']; parse.py's read() returns"),
        (
            {"evidence": {"strikes": {"launched": "amount"}}},
            "evidence.strikes: ['amount']; parse.py's read() returns",
        ),
        (
            {"evidence": {"strikes": {"lanched": "number"}}},
            "keys of evidence.strikes: ['lanched']; parse.py's strikes() returns",
        ),
    ],
)
def test_a_name_in_the_declaration_that_the_rows_do_not_have_is_refused(attributes, message):
    staged = STAGED.with_columns(number=pl.lit("1"))
    mapped = staged.select(*PLACE, launched=pl.lit(1))
    with pytest.raises(ContractError) as error:
        conform(declared("table", **attributes), "strikes", mapped, staged)
    assert str(error.value).startswith(f"pipelines/defs/sources/table/defs.yaml: {message}")


def test_a_column_that_every_row_must_state_is_returned():
    mapped = STAGED.select("document_id", "locator", scope=pl.lit("local"))
    with pytest.raises(ContractError, match=r"strikes\(\) returns .* lacks \['period'\]"):
        conform(WITHOUT_CELLS, "strikes", mapped, STAGED)


def _words(row: int, target: str | None, number: str | None, is_stated: bool) -> list[dict]:
    stated = [("target_as_written", target, "target")]
    if is_stated:
        stated.append(("launched", number, "number"))
    return [
        {
            "field": field, "quote": quote, "char_start": None, "char_end": None,
            "column": column, "row": row,
        }
        for field, quote, column in stated
        if quote is not None
    ]  # fmt: skip


def _evidence(folder, kept: pl.DataFrame) -> dict[int, list[dict]]:
    """Evidence of each row's claim, by row, through a warehouse."""
    with empty_build(folder / "build.duckdb") as warehouse:
        with warehouse.transaction() as cursor:
            cursor.execute(
                "insert into records.cells values ('table', 'strikes', ?, ?)",
                [list(CELLS), list(CELLS.values())],
            )
            ordinals = pl.int_range(1, pl.len() + 1).alias("ordinal")
            store_records(cursor, "strikes", kept.with_columns(ordinals))
            cursor.execute(
                "insert into revisions.strikes select record_id, 1, now(), null "
                "from records.strikes"
            )
        return {
            int(locator): evidence
            for locator, evidence in warehouse.rows("select locator, evidence from claims.strikes")
        }


def test_nothing_read_is_no_revision(tmp_path):
    with empty_build(tmp_path / "build.duckdb") as warehouse:
        fold_claims(warehouse, "strikes")
        assert warehouse.count("claims.strikes") == 0


def test_a_function_can_name_the_series_of_its_rows():
    """Of rows in different series, one may be missing from a later document and stay open."""
    mapped = STAGED.select(*PLACE, series=pl.Series(["official", "volunteer"]))
    kept, _ = conform(WITHOUT_CELLS, "strikes", mapped, STAGED)
    assert kept["series"].to_list() == ["table\x1fofficial", "table\x1fvolunteer"]
    kept, _ = conform(WITHOUT_CELLS, "strikes", STAGED.select(PLACE), STAGED)
    assert kept["series"].unique().to_list() == ["table"]


def test_many_rows_of_a_function_that_returns_no_problems_are_kept():
    number = 20_000
    locators = pl.int_range(number, eager=True).cast(pl.String)
    staged = pl.select(document_id=pl.lit("d"), document_on=pl.lit("2026-02-05")).join(
        pl.DataFrame({"locator": locators, "target": locators}), how="cross"
    )
    kept, refused = conform(WITHOUT_CELLS, "strikes", staged.select(PLACE), staged)
    assert (kept.height, refused.height) == (number, 0)
