"""Compares two publications: rows added, removed and changed, by the key of each table.

Only events and marts are compared: users cite computed values. Rows are compared by value; the
key of a table comes from its suite or from the grain of its .sql file.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import duckdb
from rich.table import Table

from pipelines.quality.suite import all_suites
from pipelines.warehouse import sqlfile
from pipelines.warehouse.connecting import connect
from pipelines.warehouse.quoting import literal

SCHEMAS = ("events", "marts")

SAME, DIFFERENT, TROUBLE = 0, 1, 2
"""Exit codes, as in diff(1)."""

SHOWN = 20
"""Rows printed per table as text; JSON has all rows."""


class NotComparable(RuntimeError):
    """A file that is not a publication or cannot be read; the message names it."""


@dataclass(frozen=True)
class Changed:
    """One row whose values differ: column -> (before, after)."""

    key: dict[str, Any]
    values: dict[str, tuple[Any, Any]]


@dataclass(frozen=True)
class TableDiff:
    """Differences in one table. `only_in` names the file if only one of them has the table."""

    table: str
    only_in: str | None
    added: tuple[dict[str, Any], ...]
    removed: tuple[dict[str, Any], ...]
    changed: tuple[Changed, ...]


def diff(before: Path, after: Path) -> list[TableDiff]:
    """Tables of events and marts that differ, in name order; raises `NotComparable`."""
    keys = table_keys()
    with connect() as connection:
        for name, path in (("before", before), ("after", after)):
            _attach(connection, name, path)
        tables = {name: _tables(connection, name) for name in ("before", "after")}
        for name, path in (("before", before), ("after", after)):
            if not tables[name]:
                raise NotComparable(f"{path}: holds no table of events or marts")
        found = [
            _table(connection, table, keys.get(table), tables)
            for table in sorted(tables["before"] | tables["after"])
        ]
    return [one for one in found if one.only_in or one.added or one.removed or one.changed]


def table_keys() -> dict[str, tuple[str, ...]]:
    """Key columns of each table: the suite's key, else the grain of the .sql file."""
    keys = {
        file.table: columns
        for file in sqlfile.all_files()
        if set(columns := tuple(file.grain.split(" x "))) <= file.columns.keys()
    }
    return keys | {suite.table: suite.key for suite in all_suites()}


def as_table(differences: list[TableDiff]) -> Iterator[Table]:
    """One table to print per table that differs, with its first `SHOWN` rows."""
    for one in differences:
        counts = f"{len(one.added)} added, {len(one.removed)} removed, {len(one.changed)} changed"
        title = f"{one.table}: only {one.only_in}" if one.only_in else f"{one.table}: {counts}"
        printed = Table("", "row", "column", "before", "after", title=title, title_justify="left")
        lines = list(_lines(one))
        for line in lines[:SHOWN]:
            printed.add_row(*line)
        if len(lines) > SHOWN:
            printed.caption = f"and {len(lines) - SHOWN} more; --format json has all"
        yield printed


def as_json(differences: list[TableDiff]) -> list[dict[str, Any]]:
    """The differences as plain objects; a changed value is [before, after]."""
    return [asdict(one) for one in differences]


def _attach(connection: duckdb.DuckDBPyConnection, name: str, path: Path) -> None:
    if not path.exists():
        raise NotComparable(f"{path}: no such file")
    try:
        connection.execute(f"attach {literal(str(path))} as {name} (read_only)")
    except duckdb.Error as error:
        raise NotComparable(f"{path}: cannot be opened as a publication: {error}") from error


def _tables(connection: duckdb.DuckDBPyConnection, name: str) -> set[str]:
    rows = connection.execute(
        "select schema_name || '.' || table_name from duckdb_tables() "
        "where database_name = ? and list_contains(?, schema_name)",
        [name, list(SCHEMAS)],
    ).fetchall()
    return {table for (table,) in rows}


def _table(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    key: tuple[str, ...] | None,
    tables: dict[str, set[str]],
) -> TableDiff:
    for here, other in (("before", "after"), ("after", "before")):
        if table not in tables[other]:
            return TableDiff(table, here, (), (), ())
    columns = {name: _columns(connection, name, table) for name in ("before", "after")}
    shared = [column for column in columns["before"] if column in columns["after"]]
    if key is None or not set(key) <= set(shared):
        key = tuple(shared)
    added = _only_in(connection, table, key, "after", "before")
    removed = _only_in(connection, table, key, "before", "after")
    return TableDiff(table, None, added, removed, _changed(connection, table, key, shared))


def _columns(connection: duckdb.DuckDBPyConnection, name: str, table: str) -> list[str]:
    return [row[0] for row in connection.execute(f"describe {name}.{table}").fetchall()]


def _only_in(
    connection: duckdb.DuckDBPyConnection, table: str, key: tuple[str, ...], here: str, other: str
) -> tuple[dict[str, Any], ...]:
    """Rows of one file whose key is missing in the other."""
    query = (
        f"from {here}.{table} as here where not exists (from {other}.{table} as other "
        f"where {_same_key(key, 'here', 'other')}) order by all"
    )
    answer = connection.execute(query)
    names = [column[0] for column in answer.description or ()]
    return tuple(dict(zip(names, row, strict=True)) for row in answer.fetchall())


def _changed(
    connection: duckdb.DuckDBPyConnection, table: str, key: tuple[str, ...], shared: list[str]
) -> tuple[Changed, ...]:
    """Rows with the same key but other values, column by column."""
    values = [column for column in shared if column not in key]
    if not values:
        return ()
    named = ", ".join(f'"before"."{name}"' for name in key)
    pairs = ", ".join(f'"before"."{name}", "after"."{name}"' for name in values)
    differs = " or ".join(f'"before"."{name}" is distinct from "after"."{name}"' for name in values)
    rows = connection.execute(
        f'select {named}, {pairs} from before.{table} as "before" '
        f'inner join after.{table} as "after" on {_same_key(key, "before", "after")} '
        f"where {differs} order by {', '.join(str(place + 1) for place in range(len(key)))}"
    ).fetchall()
    return tuple(_changed_row(row, key, values) for row in rows)


def _changed_row(row: tuple, key: tuple[str, ...], values: list[str]) -> Changed:
    told = row[len(key) :]
    pairs = {name: (told[2 * at], told[2 * at + 1]) for at, name in enumerate(values)}
    return Changed(
        key=dict(zip(key, row, strict=False)),
        values={name: pair for name, pair in pairs.items() if pair[0] != pair[1]},
    )


def _same_key(key: tuple[str, ...], here: str, other: str) -> str:
    return " and ".join(
        f'"{here}"."{name}" is not distinct from "{other}"."{name}"' for name in key
    )


def _lines(one: TableDiff) -> Iterator[tuple[str, str, str, str, str]]:
    """Marks as in diff: ~ changed, - removed, + added."""
    for changed in one.changed:
        row = ", ".join(str(value) for value in changed.key.values())
        for column, (before, after) in changed.values.items():
            yield ("~", row, column, str(before), str(after))
    for mark, rows in (("-", one.removed), ("+", one.added)):
        for row in rows:
            told = ", ".join(f"{name} {value}" for name, value in row.items() if value is not None)
            yield (mark, told, "", "", "")
