"""Tables to export are those of events and marts, as the dictionary describes them."""

import duckdb

from pipelines.publication.exported_table import EXPORTED, tables_of
from pipelines.publication.reading import open_publication


def test_every_table_of_events_and_marts_is_one_with_all_its_columns(golden) -> None:
    with open_publication(golden.warehouse) as connection:
        tables = tables_of(connection)
        columns = {one.name: connection.table(one.name).columns for one in tables}
        listed = connection.execute(
            "select table_schema || '.' || table_name from information_schema.tables "
            "where table_schema in ('events', 'marts') order by table_schema, table_name"
        ).fetchall()
    assert [one.name for one in tables] == [name for (name,) in listed]
    assert len(tables) > 20
    for one in tables:
        assert list(one.types) == list(one.words) == columns[one.name], one.name
        assert one.description and one.grain and one.not_for
        assert one.name == f"{one.name.split('.')[0]}.{one.short}"
    assert {one.name.split(".")[0] for one in tables} == set(EXPORTED)


def test_a_publication_without_tables_has_none_to_export() -> None:
    with duckdb.connect() as connection:
        connection.execute(
            "create table dictionary (schema_name text, table_name text, column_name text, "
            "data_type text, description text, grain text, not_for text, position int)"
        )
        connection.execute(
            "insert into dictionary values ('claims', 'strikes', null, null, 'D', 'g', 'n', 0)"
        )
        assert tables_of(connection) == []
