"""Hashtags of the Humanitarian Exchange Language follow from names of columns."""

import polars as pl

from pipelines.publication.hxl import tags


def test_no_two_columns_of_a_table_have_one_tag(ask_golden):
    columns = ask_golden(
        "select schema_name || '.' || table_name, list(column_name order by position) "
        "from dictionary where schema_name in ('events', 'marts') and position > 0 group by all"
    )
    for table, names in columns:
        given = [tag for tag in tags(pl.Schema(dict.fromkeys(names, pl.Int64()))) if tag]
        assert len(given) == len(set(given)), table
