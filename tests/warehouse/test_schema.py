"""Types of a contract are those of the table that its statement creates."""

import polars as pl
import pytest

from pipelines.warehouse.schema import schema_of


def test_every_type_of_a_contract_has_its_dtype() -> None:
    statement = (
        "create table claims.a (name text not null, launched integer, share double, "
        "is_aggregate boolean, night_of date, started_at timestamptz, flags text[])"
    )
    assert schema_of("claims.a", statement) == pl.Schema(
        {
            "name": pl.String, "launched": pl.Int32, "share": pl.Float64,
            "is_aggregate": pl.Boolean, "night_of": pl.Date,
            "started_at": pl.Datetime("us", "UTC"), "flags": pl.List(pl.String),
        }
    )  # fmt: skip


def test_one_contract_leaves_nothing_for_the_next() -> None:
    for column in ("a", "b"):
        assert schema_of("claims.x", f"create table claims.x ({column} int)").names() == [column]


def test_a_statement_of_another_table_is_an_error() -> None:
    with pytest.raises(Exception, match=r"claims\.x.* does not exist|x does not exist"):
        schema_of("claims.x", "create table claims.y (a int)")
