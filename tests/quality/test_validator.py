"""The engine of checks counts the rows of a query without fetching them, and closes its cursors."""

from contextlib import ExitStack
from typing import Any

import great_expectations as gx
import pytest

from pipelines.quality.validator import Columns, CountedRowsExpectation, validator
from tests.quality.sample import GOOD, MORE_THAN_LAUNCHED, suite_of

QUERY = "select night_of from {batch} where intercepted > launched"


@pytest.mark.parametrize(
    ("rows", "failing"), [((GOOD,), 0), ((GOOD, MORE_THAN_LAUNCHED, MORE_THAN_LAUNCHED), 2)]
)
def test_rows_that_a_query_finds_are_counted_and_not_fetched(warehouse, tree, rows, failing):
    warehouse.rows("insert into marts.strikes_sample values " + ", ".join(rows))
    context = gx.get_context(mode="ephemeral")
    with ExitStack() as cursors:
        checking = validator(warehouse, suite_of(tree), context, cursors)
        rule = CountedRowsExpectation(unexpected_rows_query=QUERY)
        result = checking.graph_validate([rule.configuration])[0]
    assert result.success == (failing == 0)
    assert result.result["observed_value"] == failing
    assert not result.result.get("details", {}).get("unexpected_rows")


def test_columns_are_those_of_the_table_and_there_is_no_key(warehouse, tree):
    no_dialect: Any = None
    columns = Columns(warehouse, no_dialect)
    found = [one["name"] for one in columns.get_columns("strikes_sample", "marts")]
    assert found == list(suite_of(tree).file.columns)
    assert columns.get_pk_constraint("strikes_sample", "marts") == {"constrained_columns": []}
