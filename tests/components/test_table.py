"""A table's asset shows what its .sql file says, and rows and columns of each run."""

import dagster as dg

from pipelines.components.table import attributes, built, key_of, shown
from pipelines.warehouse import contents, sqlfile

FILE = next(file for file in sqlfile.all_files() if file.table == "events.exchanges")


def test_an_asset_is_described_by_the_file_of_its_table() -> None:
    given = attributes(FILE, __file__, kinds=["python"])
    assert key_of(FILE) == dg.AssetKey(["events", "exchanges"])
    assert given["description"].startswith(FILE.description)
    assert FILE.grain in given["description"]
    assert FILE.not_for in given["description"]
    assert (given["group_name"], given["tags"]) == (FILE.family, {"layer": "events"})
    assert given["kinds"] == {"duckdb", "events", "python"}


def test_a_run_shows_rows_and_every_column_with_type_and_words(golden_build) -> None:
    metadata = shown(golden_build, FILE, unchanged=True).metadata or {}
    assert metadata["dagster/row_count"] == golden_build.count(FILE.table) > 0
    assert metadata["unchanged"] is True
    schema = metadata["dagster/column_schema"]
    assert isinstance(schema, dg.TableSchema)
    assert [column.name for column in schema.columns] == list(FILE.columns)
    types = {name: kind for name, kind, *_ in golden_build.rows(f"describe {FILE.table}")}
    assert {column.name: column.type for column in schema.columns} == types
    assert all(column.description for column in schema.columns)


def test_words_cannot_be_read_as_html(golden_build, monkeypatch) -> None:
    monkeypatch.setitem(FILE.columns, "event_id", "<b>Id</b> & more")  # type: ignore[arg-type]
    schema = (shown(golden_build, FILE).metadata or {})["dagster/column_schema"]
    assert isinstance(schema, dg.TableSchema)
    assert schema.columns[0].description == "&lt;b&gt;Id&lt;/b&gt; &amp; more"


def test_what_was_built_is_current_until_a_table_that_it_reads_changes(golden_build) -> None:
    inputs = ["events.exchanges_ranges"]
    golden_build.rows("update events.exchanges_ranges set best = best + 1 where best is not null")
    contents.record(golden_build, inputs[0], [])
    assert not contents.is_current(golden_build, FILE.table, inputs)
    built(golden_build, FILE, inputs)
    assert contents.is_current(golden_build, FILE.table, inputs)
