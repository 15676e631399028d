"""Filling a table from a frame: by name, replacing or adding, and without keeping the frame."""

import gc
import weakref

import duckdb
import polars as pl
import pytest

from pipelines.warehouse.fill import create, fill, selected


@pytest.fixture
def cursor():
    with duckdb.connect() as connection:
        connection.execute("create table t (a integer, b varchar)")
        yield connection


def test_columns_are_filled_by_their_names(cursor):
    fill(cursor, "t", pl.DataFrame({"b": ["x"], "a": [1]}))
    fill(cursor, "t", pl.DataFrame({"a": [2]}))
    assert cursor.execute("from t order by a").fetchall() == [(1, "x"), (2, None)]


def test_replacing_deletes_what_was_there_also_for_no_rows(cursor):
    fill(cursor, "t", pl.DataFrame({"a": [1]}))
    fill(cursor, "t", pl.DataFrame({"a": [2]}), replace=True)
    assert cursor.execute("select a from t").fetchall() == [(2,)]
    fill(cursor, "t", pl.DataFrame(), replace=True)
    assert cursor.execute("select count(*) from t").fetchall() == [(0,)]


def test_a_query_changes_rows_on_the_way(cursor):
    fill(cursor, "t", pl.DataFrame({"a": [1]}), query="select a + 1 as a from incoming")
    assert cursor.execute("select a from t").fetchall() == [(2,)]


def test_a_column_that_the_table_lacks_is_an_error(cursor):
    with pytest.raises(duckdb.Error, match="other"):
        fill(cursor, "t", pl.DataFrame({"other": [1]}))


def test_a_frame_is_let_go_before_the_transaction_ends(cursor):
    cursor.begin()
    frame = pl.DataFrame({"a": [1]})
    kept = weakref.ref(frame)
    fill(cursor, "t", frame)
    del frame
    gc.collect()
    assert kept() is None
    cursor.commit()


def test_a_table_is_created_once(cursor):
    for rows in ({"a": [1]}, {"b": [2]}):
        create(cursor, "created", pl.DataFrame(rows))
    assert cursor.execute("from created").fetchall() == [(1,)]


def test_a_query_reads_a_frame(cursor):
    found = selected(cursor, "select a + 1 as b from incoming", pl.DataFrame({"a": [2, 1]}))
    assert found.rows() == [(3,), (2,)]
