"""The pages tell what the tables of results tell."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pipelines.quality import data_docs, run
from pipelines.quality.rule import Rule
from pipelines.quality.run import CheckError, Outcome
from pipelines.quality.suite import Suite
from pipelines.warehouse import sqlfile
from pipelines.warehouse.build import Warehouse

KEYS = Rule(
    "claims_are_unique",
    "expect_compound_columns_to_be_unique",
    {"column_list": ["claim_id", "revision"]},
    "critical",
    "A claim that stands twice is counted twice.",
)
COUNTS = Rule(
    "launched_not_negative",
    "expect_column_values_to_be_between",
    {"column": "launched", "min_value": 0},
    "warning",
    "A count below zero was misread.",
)
FILE = sqlfile.load(sqlfile.SQL / "strikes" / "claims.sql")
SUITE = Suite(Path("claims.strikes.yml"), FILE, ("claim_id",), (KEYS, COUNTS))
HELD = Outcome(KEYS, True, 812, 0, None, (), None)
FAILED = Outcome(COUNTS, False, 812, 1, None, ({"claim_id": "c1", "launched": -3},), None)


@pytest.fixture
def warehouse(tmp_path: Path) -> Iterator[Warehouse]:
    with Warehouse.open(tmp_path / "build.duckdb") as opened:
        yield opened


def page_of(folder: Path) -> str:
    (page,) = (folder / "validations").rglob("claims.strikes.html")
    return page.read_text()


def test_a_page_names_rule_reason_and_failing_row(warehouse: Warehouse, tmp_path: Path) -> None:
    run.record(warehouse, SUITE, [HELD, FAILED], "run-1")
    index = data_docs.build_data_docs(warehouse, [SUITE], tmp_path / "quality")
    assert "claims.strikes" in index.read_text()
    page = page_of(index.parent)
    assert "claims_are_unique (critical): A claim that stands twice is counted twice." in page
    assert "1 failing rows" in page
    assert "&#34;launched&#34;: -3" in page or '"launched": -3' in page
    assert "run-1" in page


def test_pages_of_an_earlier_refresh_are_replaced(warehouse: Warehouse, tmp_path: Path) -> None:
    for run_id, outcomes in (("run-1", [HELD, FAILED]), ("run-2", [HELD])):
        run.record(warehouse, SUITE, outcomes, run_id)
        data_docs.build_data_docs(warehouse, [SUITE], tmp_path / "quality")
    page = page_of(tmp_path / "quality")
    assert "run-2" in page
    assert "launched_not_negative" not in page


def test_a_table_that_was_not_checked_has_no_page(warehouse: Warehouse, tmp_path: Path) -> None:
    run.record(warehouse, SUITE, [HELD], "run-1")
    other = replace(SUITE, file=replace(FILE, name="airspace"))
    data_docs.build_data_docs(warehouse, [SUITE, other], tmp_path / "quality")
    assert not list((tmp_path / "quality").rglob("claims.airspace.html"))


def test_a_page_that_cannot_be_made_leaves_the_last_pages(
    warehouse: Warehouse, tmp_path: Path
) -> None:
    run.record(warehouse, SUITE, [HELD], "run-1")
    data_docs.build_data_docs(warehouse, [SUITE], tmp_path / "quality")
    broken = replace(SUITE, rules=(replace(KEYS, kwargs={"columns": "claim_id"}),))
    with pytest.raises(CheckError, match="0 pages of 1 were made"):
        data_docs.build_data_docs(warehouse, [broken], tmp_path / "quality")
    assert "run-1" in page_of(tmp_path / "quality")
