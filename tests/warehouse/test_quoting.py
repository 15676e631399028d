"""Text, moments and names inside SQL mean what they meant outside it."""

from datetime import UTC, datetime

import duckdb
import pytest

from pipelines.warehouse.quoting import identifier, literal, moment


@pytest.mark.parametrize("text", ["", "o'brien", "''", 'a "b"', "a;b -- c", "a\\'b\n", "Дані"])
def test_a_text_comes_back_as_it_was(text):
    assert duckdb.execute(f"select {literal(text)}").fetchall() == [(text,)]


@pytest.mark.parametrize("name", ["t", "select", "o'brien", 'a"b', "a.b", "build-as-of", "Дані"])
def test_a_name_names_a_table(name):
    with duckdb.connect() as connection:
        connection.execute(f"create table {identifier(name)} (a integer)")
        assert connection.execute("select table_name from duckdb_tables()").fetchall() == [(name,)]


def test_a_moment_keeps_its_zone():
    at = datetime(2026, 2, 10, 2, 0, tzinfo=UTC)
    assert duckdb.execute(
        f"select {moment(at)} = to_timestamp(?)", [at.timestamp()]
    ).fetchall() == [(True,)]
