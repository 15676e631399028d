"""Records hashes of the content and the inputs of each table of the build file.

Every step that builds a table records both. Comparing them with the current tables shows which
tables changed after they were built, and which are older than their inputs. Refusing to publish
does not belong here (publication/gate.py).
"""

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from weakref import WeakKeyDictionary

from pipelines.warehouse.build import Warehouse
from pipelines.warehouse.code import code_version
from pipelines.warehouse.damage import wal_of

ABOUT_RUNS = frozenset({"quality.fetches", "quality.check_results", "quality.failing_rows"})
"""Tables about a run. They have no data on the war, so their rows are not compared."""

DOCUMENTS_READ = """
select count(*), sum(hash(document_id, reader_version, claims))
from quality.documents_read
inner join landed.sources using (source)
where list_contains(families, ?)
"""
"""Records are written together with the counts of their documents, which are fewer."""

DECLARED = frozenset({"records.cells", "records.holdings"})
"""Tables beside the records of families; their own rows are compared."""


State = tuple[tuple[int, int], ...]
"""Sizes and times of modification of the build file and of its write-ahead log."""


@dataclass(frozen=True)
class Hashed:
    """Hashes of tables' rows in one state of the build file."""

    state: State
    contents: Mapping[str, str]


_HASHED: WeakKeyDictionary[Warehouse, Hashed] = WeakKeyDictionary()
"""The last hashes of every open build file."""


@dataclass(frozen=True)
class Made:
    """A table when it was built: hashes of its rows, its origin and the rows of its inputs."""

    content: str
    origin: str
    inputs: Mapping[str, str]


@dataclass
class Seen:
    """What the steps of a run have found out about an open build file, which only they write."""

    made: dict[str, Made]
    hashed: dict[str, str] = field(default_factory=dict)
    """Hashes of the rows of tables that a step has built, or found to be current."""

    def contents(self) -> dict[str, str]:
        """Hash of the rows of every table when it was built."""
        return {table: made.content for table, made in self.made.items()}


_SEEN: WeakKeyDictionary[Warehouse, Seen] = WeakKeyDictionary()
"""What was found out about every open build file; publishing reads the file itself (gate.py)."""


def record(warehouse: Warehouse, table: str, inputs: Iterable[str] = ()) -> None:
    """Record that a table has just been built from `inputs`, tables of the build file."""
    seen = _seen(warehouse)
    named = sorted({_recorded_name(name) for name in inputs})
    known = seen.contents()
    known |= {name: content_of(warehouse, name) for name in named if _is_records(name)}
    read = {name: known.get(name, "") for name in named}
    made = Made(content_of(warehouse, table), origin(named, known), read)
    with warehouse.transaction() as cursor:
        cursor.execute("delete from quality.contents where table_name = ?", [table])
        cursor.execute(
            "insert into quality.contents values (?, ?, ?, map(?::varchar[], ?::varchar[]))",
            [table, made.content, made.origin, list(read), list(read.values())],
        )
    seen.made[table] = made
    seen.hashed[table] = made.content


def is_current(warehouse: Warehouse, table: str, inputs: Collection[str]) -> bool:
    """Whether building a table again from `inputs` would give the rows that it has.

    True if the present code built it from what the inputs hold now, and it has not changed since.
    Never true if it reads a table about runs, whose rows are not compared.
    """
    seen = _seen(warehouse)
    if table not in seen.made or not ABOUT_RUNS.isdisjoint(inputs):
        return False
    made, contents = seen.made[table], seen.contents()
    contents |= {name: content_of(warehouse, name) for name in inputs if _is_records(name)}
    if made.origin != origin(inputs, contents):
        return False
    seen.hashed[table] = content_of(warehouse, table)
    return seen.hashed[table] == made.content


def unchanged_inputs(warehouse: Warehouse, table: str) -> set[str]:
    """The inputs whose rows are those that a table was built from by the present code.

    Empty if the table has changed since.
    """
    seen = _seen(warehouse)
    made = seen.made.get(table)
    if made is None or made.origin != origin(made.inputs, made.inputs):
        return set()
    if made.content != content_of(warehouse, table):
        return set()
    now = seen.contents()
    return {name for name, content in made.inputs.items() if now.get(name) == content}


def contents_when_built(warehouse: Warehouse) -> dict[str, str]:
    """Hash of the rows of every table when it was built."""
    return _seen(warehouse).contents()


def contents_in_run(warehouse: Warehouse, tables: Iterable[str]) -> dict[str, str]:
    """Hashes of the rows of tables, of which those that a step of this run has made are known.

    The gate reads all rows again before anything is published.
    """
    hashed = _seen(warehouse).hashed
    return {
        table: hashed[table] if table in hashed else content_of(warehouse, table)
        for table in tables
    }


def _seen(warehouse: Warehouse) -> Seen:
    if warehouse not in _SEEN:
        _SEEN[warehouse] = Seen(recorded(warehouse))
    return _SEEN[warehouse]


def recorded(warehouse: Warehouse) -> dict[str, Made]:
    """The record of each table."""
    rows = warehouse.rows("select table_name, content, origin, inputs from quality.contents")
    return {table: Made(*made) for table, *made in rows}


def content_of(warehouse: Warehouse, table: str) -> str:
    """Hash of a table's rows, whatever their order; for `records.<family>`, of its documents."""
    if table in ABOUT_RUNS:
        return ""
    if _is_records(table):
        ((rows, total),) = warehouse.rows(DOCUMENTS_READ, table.split(".")[1])
    else:
        ((rows, total),) = warehouse.rows(
            f"select count(*), sum(hash(hashed)) from {table} as hashed"
        )
    return f"{rows}-{total or 0:x}"


def contents_of(warehouse: Warehouse, tables: Collection[str]) -> dict[str, str]:
    """Hashes of the rows of tables. They are computed again only if the build file has changed.

    A change that is committed, by whatever cursor, changes the file or its write-ahead log.
    """
    state = _state(warehouse.path)
    hashed = _HASHED.get(warehouse)
    known = dict(hashed.contents) if hashed and hashed.state == state else {}
    known |= {table: content_of(warehouse, table) for table in tables if table not in known}
    _HASHED[warehouse] = Hashed(state, known)
    return {table: known[table] for table in tables}


def _state(build: Path) -> State:
    stats = [path.stat() for path in (build, wal_of(build)) if path.exists()]
    return tuple((stat.st_size, stat.st_mtime_ns) for stat in stats)


def origin(inputs: Iterable[str], contents: Mapping[str, str]) -> str:
    """Hash of the project's files and of the contents of these tables."""
    hashed = hashlib.sha256(code_version().encode())
    for name in sorted({_recorded_name(name) for name in inputs}):
        hashed.update(f"{name} {contents.get(name, '')}\n".encode())
    return hashed.hexdigest()[:20]


def _recorded_name(table: str) -> str:
    """Name under which a table is recorded; known.<family> is a view on the recorded claims."""
    schema, name = table.split(".")
    return f"claims.{name}" if schema == "known" else table


def _is_records(table: str) -> bool:
    return table.startswith("records.") and table not in DECLARED
