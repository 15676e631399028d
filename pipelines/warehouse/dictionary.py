"""The dictionary: descriptions of every table, view and function and of their columns.

Descriptions come from the .sql files, types from the built tables. The same entries become the
table `dictionary` of the publication and docs/dictionary.md. Publishing does not belong here.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from graphlib import TopologicalSorter
from itertools import groupby

import duckdb

from pipelines.warehouse import sqlfile
from pipelines.warehouse.build import SCHEMAS
from pipelines.warehouse.connecting import connect
from pipelines.warehouse.families import families
from pipelines.warehouse.sqlfile import SqlFile

ORDER = ("main", "marts", "events", "links", "claims")
"""Schemas in the order in which readers need them; all others follow by name."""

OPENING = """# Dictionary

Every table, view and function of `data/warehouse.duckdb`, and each of their columns. `make docs`
generates this page from the files under `sql/`; the table `dictionary` has the same text.
"""

NAMES = {
    "main": "interactive queries",
    "marts": "trends",
    "events": "what happened, computed from claims",
    "links": "which claims refer to which event",
    "claims": "who reports what",
    "landed": "documents and sources",
    "quality": "what was read, refused and checked",
    "vocabulary": "terms and their meaning",
}
"""Content of each schema, for the headings."""


@dataclass(frozen=True)
class Entry:
    """One row of the dictionary: a table (position 0) or one of its columns."""

    schema_name: str
    table_name: str
    position: int
    column_name: str | None
    kind: str
    data_type: str | None
    description: str
    grain: str | None = None
    not_for: str | None = None
    example: str | None = None
    row_count: int | None = None


def page() -> str:
    """docs/dictionary.md, from the .sql files alone."""
    with _empty_publication() as connection:
        entries = describe(connection, sqlfile.all_files() + sqlfile.interface_files(), {})
    parts = [OPENING]
    for schema, of_schema in groupby(entries, lambda entry: entry.schema_name):
        parts.append(f"## {schema}: {NAMES[schema]}\n")
        for _, of_table in groupby(of_schema, lambda entry: entry.table_name):
            parts.append(_section(list(of_table)))
    return "\n".join(parts)


def describe(
    connection: duckdb.DuckDBPyConnection, files: list[SqlFile], rows: Mapping[str, int]
) -> list[Entry]:
    """Entries for the connection's database. `rows`: rows per table, where known."""
    entries: list[Entry] = []
    types = _types(connection)
    for file in sorted(files, key=_place):
        entries.append(_table_entry(file, rows.get(file.table)))
        is_function = file.kind == "function"
        shown = _types_of_example(connection, file) if is_function else types[file.table]
        for position, (name, data_type) in enumerate(shown, start=1):
            entries.append(
                Entry(
                    schema_name=file.schema,
                    table_name=file.name,
                    position=position,
                    column_name=name,
                    kind=file.kind,
                    data_type=data_type,
                    description=file.columns[name],
                )
            )
    return entries


def _types(connection: duckdb.DuckDBPyConnection) -> dict[str, list[tuple[str, str]]]:
    """Names and types of the columns of every table and view, in order."""
    columns = connection.execute(
        "select schema_name || '.' || table_name, column_name, data_type from duckdb_columns() "
        "where database_name = current_database() order by column_index"
    ).fetchall()
    types: dict[str, list[tuple[str, str]]] = {}
    for table, name, data_type in columns:
        types.setdefault(table, []).append((name, data_type))
    return types


def _types_of_example(
    connection: duckdb.DuckDBPyConnection, file: SqlFile
) -> list[tuple[str, str]]:
    """Names and types of the columns that a function returns."""
    described = connection.execute(f"describe {file.example}").fetchall()
    return [(name, data_type) for name, data_type, *_ in described]


def _table_entry(file: SqlFile, row_count: int | None) -> Entry:
    return Entry(
        schema_name=file.schema,
        table_name=file.name,
        position=0,
        column_name=None,
        kind=file.kind,
        data_type=None,
        description=file.description,
        grain=file.grain,
        not_for=file.not_for,
        example=file.example,
        row_count=row_count,
    )


def _place(file: SqlFile) -> tuple[int, str, str]:
    known = ORDER.index(file.schema) if file.schema in ORDER else len(ORDER)
    return known, file.schema, file.name


@contextmanager
def _empty_publication() -> Iterator[duckdb.DuckDBPyConnection]:
    """A database with everything in the publication, without rows."""
    files = {file.table: file for file in sqlfile.all_files()}
    with connect() as connection:
        for schema in SCHEMAS:
            connection.execute(f"create schema {schema}")
        contracts = [file for file in files.values() if file.is_contract]
        for file in contracts:
            connection.execute(file.statement)
        for family in families():
            connection.execute(f"create table known.{family} as from claims.{family}")
        reads = {file.table: file.reads for file in files.values()}
        for table in TopologicalSorter(reads).static_order():
            if table in files and not files[table].is_contract:
                connection.execute(f"create table {table} as {files[table].statement}")
        for file in sqlfile.interface_files():
            connection.execute(file.statement)
        yield connection


def _section(entries: list[Entry]) -> str:
    table, *columns = entries
    name = table.table_name if table.schema_name == "main" else _full_name(table)
    lines = [f"### {name}\n"]
    if table.kind != "table":
        lines.append(f"A {table.kind}. {table.description}\n")
    else:
        lines.append(f"{table.description}\n")
    lines.append(f"**Grain:** {table.grain}. **Not for:** {table.not_for}\n")
    if table.example:
        lines.append(f"```sql\n{table.example}\n```\n")
    lines += ["| column | type | |", "|---|---|---|"]
    lines += [_row(column) for column in columns]
    return "\n".join(lines) + "\n"


def _row(column: Entry) -> str:
    kind = _short(column.data_type or "")
    return f"| `{column.column_name}` | {kind} | {_cell(column.description)} |"


def _full_name(entry: Entry) -> str:
    return f"{entry.schema_name}.{entry.table_name}"


def _short(data_type: str) -> str:
    """A short name of a type; the description explains the fields of a struct."""
    plain = data_type.lower().replace("timestamp with time zone", "timestamptz")
    return "list of struct" if plain.startswith("struct") and plain.endswith("[]") else plain


def _cell(words: str) -> str:
    return words.replace("|", "\\|").replace("<", "&lt;")
