"""The dictionary in docs/ and the one in the publication say what the .sql files say."""

from docs.build import DICTIONARY, dictionary_page
from pipelines.warehouse import sqlfile


def test_the_dictionary_is_written_from_the_sql_files():
    assert DICTIONARY.read_text() == dictionary_page(), "write it anew with `make docs`"


def test_the_publication_describes_every_column_it_holds(ask_golden):
    held = ask_golden(
        "select schema_name, table_name, column_name, data_type, comment from duckdb_columns() "
        "where database_name = current_database() and not internal"
    )
    described = ask_golden(
        "select schema_name, table_name, column_name, data_type, description from dictionary "
        "where position > 0 and kind <> 'function'"
    )
    assert sorted(held) == sorted(described)


def test_the_dictionary_names_every_file_of_sql_once(ask_golden):
    files = sqlfile.all_files() + sqlfile.interface_files()
    rows = ask_golden(
        "select schema_name, table_name, grain, not_for from dictionary where position = 0"
    )
    assert sorted(rows) == sorted((f.schema, f.name, f.grain, f.not_for) for f in files)
