"""Columns of a statement are found with the comment behind each, and nothing else is one."""

import pytest

from pipelines.warehouse import sqlfile
from pipelines.warehouse.columns import ColumnError, commented_columns, up_to
from pipelines.warehouse.connecting import connect

QUERY = """\
with found as (
    select 1 as inner_one, '--no comment' as text -- Not a column.
)
select
    inner_one as one, -- One.
    coalesce(text, 'a, b') as two, -- Two, with a comma.
    (select max(inner_one) from found) as three, -- Three.
    inner_one is distinct from 2 as four -- Four.
from found
"""


def test_columns_of_a_query_are_those_of_its_final_select() -> None:
    assert commented_columns(QUERY, is_contract=False) == {
        "one": "One.", "two": "Two, with a comma.", "three": "Three.", "four": "Four.",
    }  # fmt: skip


def test_columns_of_a_contract_are_those_of_its_list() -> None:
    text = """\
create table claims.strikes (
    claim_id text not null, -- Id.
    launched integer check (launched in (0, 1)), -- Launched.
    evidence struct(field text, quote text)[], -- Characters.
);
"""
    assert list(commented_columns(text, is_contract=True)) == ["claim_id", "launched", "evidence"]


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("select\n    1 as a -- A.\n    , 2 as b -- B.\n", "column a has no comment"),
        ("select\n    1 as a, -- A.\n    2 as a -- A.\n", "column a is listed twice"),
        ("select\n    1 as a, -- A.\n    -- more\n    2 as b -- B.\n", "runs over several lines"),
        ("select -- all\n    1 as a -- A.\n", "comment precedes the first column"),
        ("select\n    1 + 1 -- A.\n", r"a column has no name; write `1 \+ 1 as ...`"),
        ("(select 1 as a) -- A.\n", "no final `select`"),
    ],
)
def test_a_column_without_name_or_comment_is_named(query: str, reason: str) -> None:
    with pytest.raises(ColumnError, match=reason):
        commented_columns(query, is_contract=False)


def test_a_query_up_to_an_expression_gives_its_rows() -> None:
    with connect() as connection:
        rows = connection.execute(up_to(QUERY, "found")).fetchall()
    assert rows == [(1, "--no comment")]
    with pytest.raises(ColumnError, match=r"'lost'; there are \['found'\]"):
        up_to(QUERY, "lost")


def test_columns_are_those_that_duckdb_gives(golden_build) -> None:
    models = [file for file in sqlfile.all_files() if file.schema == "events"]
    assert len(models) > 5
    for file in models:
        given = [name for name, *_ in golden_build.rows(f"describe {file.table}")]
        assert list(commented_columns(file.statement, is_contract=file.is_contract)) == given
