"""Compares two publications: what a reader would notice, then every table, row by row.

Only events and marts are compared: users cite computed values. Rows are compared by value; the
key of a table comes from its suite or from the grain of its .sql file. What happened to events and
their figures is put together elsewhere (notice.py).
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

import duckdb
from rich.table import Table

from pipelines.publication.notice import COLUMNS, FIGURES, Noticed, noticed
from pipelines.quality.suite import all_suites
from pipelines.warehouse import sqlfile
from pipelines.warehouse.connecting import connect, match_threads
from pipelines.warehouse.quoting import literal

SCHEMAS = ("events", "marts")

SAME, DIFFERENT, TROUBLE = 0, 1, 2
"""Exit codes, as in diff(1)."""

SHOWN = 20
"""Rows printed per table as text; JSON has all rows."""

TITLES: dict[str, str] = {
    "value": "Changed best values",
    "new event": "New events",
    "vanished event": "Vanished events",
    "range or dispute": "Changed ranges and disagreements",
}
"""Titles of what a reader would notice."""


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


@dataclass(frozen=True)
class Difference:
    """What differs between two publications: events and figures, then tables in name order."""

    noticed: tuple[Noticed, ...]
    tables: tuple[TableDiff, ...]


def diff(before: Path, after: Path) -> Difference:
    """What differs in events and marts; raises `NotComparable`."""
    keys = table_keys()
    with connect() as connection:
        for name, path in (("before", before), ("after", after)):
            _attach(connection, name, path)
        match_threads(connection, after.stat().st_size)
        tables = {name: _tables(connection, name) for name in ("before", "after")}
        for name, path in (("before", before), ("after", after)):
            if not tables[name]:
                raise NotComparable(f"{path}: holds no table of events or marts")
        found = [
            _table(connection, table, keys.get(table), tables)
            for table in sorted(tables["before"] | tables["after"])
        ]
        is_comparable = all(
            FIGURES in tables[name] and _columns(connection, name, FIGURES).keys() >= COLUMNS
            for name in ("before", "after")
        )
        changes = noticed(connection) if is_comparable else ()
    differing = (one for one in found if one.only_in or one.added or one.removed or one.changed)
    return Difference(tuple(changes), tuple(differing))


def table_keys() -> dict[str, tuple[str, ...]]:
    """Key columns of each table: the suite's key, else the grain of the .sql file."""
    keys = {
        file.table: columns
        for file in sqlfile.all_files()
        if set(columns := tuple(file.grain.split(" x "))) <= file.columns.keys()
    }
    return keys | {suite.table: suite.key for suite in all_suites()}


def as_tables(difference: Difference) -> Iterator[Table]:
    """Tables to print, with their first `SHOWN` rows: what a reader would notice, then the rest."""
    for kind, changes in groupby(difference.noticed, key=lambda one: one.kind):
        yield _noticed_table(TITLES[kind], list(changes))
    for one in difference.tables:
        counts = f"{len(one.added)} added, {len(one.removed)} removed, {len(one.changed)} changed"
        title = f"{one.table}: only {one.only_in}" if one.only_in else f"{one.table}: {counts}"
        printed = Table("", "row", "column", "before", "after", title=title, title_justify="left")
        lines = list(_lines(one))
        for line in lines[:SHOWN]:
            printed.add_row(*line)
        if len(lines) > SHOWN:
            printed.caption = _more(len(lines))
        yield printed


def as_json(difference: Difference) -> dict[str, Any]:
    """The difference as a plain object; a changed value of a table is [before, after]."""
    return asdict(difference)


def _noticed_table(title: str, changes: list[Noticed]) -> Table:
    """One kind of change, by event: its id is given once, before its figures."""
    events = len({(one.family, one.event_id) for one in changes})
    figures = f", {len(changes):,} figures" if changes[0].figure else ""
    printed = Table(
        "event", "figure", "before", "after",
        title=f"{title}: {events:,} events{figures}", title_justify="left",
    )  # fmt: skip
    former = None
    for one in changes[:SHOWN]:
        event = "" if one.event_id == former else one.event_id
        printed.add_row(event, one.figure or "", one.before or "", one.after or "")
        former = one.event_id
    if len(changes) > SHOWN:
        printed.caption = _more(len(changes))
    return printed


def _more(rows: int) -> str:
    return f"and {rows - SHOWN:,} more; --format json has all"


def _attach(connection: duckdb.DuckDBPyConnection, name: str, path: Path) -> None:
    if not path.exists():
        raise NotComparable(f"{path}: no such file")
    try:
        connection.execute(f"attach {literal(str(path))} as {name} (read_only)")
    except duckdb.Error as error:
        raise NotComparable(f"{path}: cannot be opened as a publication: {error}") from error


def _tables(connection: duckdb.DuckDBPyConnection, name: str) -> set[str]:
    rows = connection.execute(
        "select table_schema || '.' || table_name from information_schema.tables "
        "where table_catalog = ? and list_contains(?, table_schema)",
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
    # A column that changed its type between two versions of the project is not compared.
    shared = [
        column for column, kind in columns["before"].items() if columns["after"].get(column) == kind
    ]
    if key is None or not set(key) <= set(shared):
        key = tuple(shared)
    added = _only_in(connection, table, key, "after", "before")
    removed = _only_in(connection, table, key, "before", "after")
    return TableDiff(table, None, added, removed, _changed(connection, table, key, shared))


def _columns(connection: duckdb.DuckDBPyConnection, name: str, table: str) -> dict[str, str]:
    """Names and types."""
    described = connection.execute(f"describe {name}.{table}").fetchall()
    return {column: kind for column, kind, *_ in described}


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
    values_of = row[len(key) :]
    pairs = {name: (values_of[2 * at], values_of[2 * at + 1]) for at, name in enumerate(values)}
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
            shown = ", ".join(f"{name} {value}" for name, value in row.items() if value is not None)
            yield (mark, shown, "", "", "")
