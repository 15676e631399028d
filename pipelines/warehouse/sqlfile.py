"""One .sql file: its name, header, grain, column comments and the tables it reads.

A file under sql/ is either a contract (`create table ...`, which Python fills) or a model (a query
whose result is the table). Files of sql/interface/ may also begin with `create view` or `create
macro`. All have the same header, the only documentation of the table:

    -- What a row is, in a sentence.
    -- grain: night_of
    -- not for: what it must not be used for

and a comment behind every column. A header may also have an example, simple tests, and the families
that a table outside their folders compares; without one of them the project lacks the table:

    -- families: strikes, negotiations

Parsing the statement does not belong here (columns.py, query_tree.py), nor does the meaning of
tests (quality/simple_tests.py).

The path of a file is the name of its table:

    sql/strikes/links.sql          links.strikes           a layer of the family
    sql/strikes/links_windows.sql  links.strikes_windows   a named step of that layer
    sql/strikes/daily.sql          marts.strikes_daily     any other name
    sql/each_family/links_x.sql    links.<family>_x        the same model for every family
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from graphlib import TopologicalSorter
from pathlib import Path

import duckdb

from pipelines.paths import SQL
from pipelines.warehouse import families, query_tree
from pipelines.warehouse.quoting import identifier, literal

SCHEMA_FOLDERS = ("landed", "quality", "vocabulary")
"""Folders of sql/ that are schemas; any other folder is a family of tables."""

LAYERS = ("claims", "links", "events")
"""File names of tables in the schema of that name; any other name is a mart."""

STEPPED = ("links", "events")
"""Layers that are built in named steps, one file per step: `<layer>_<step>.sql`."""

EACH_FAMILY = "each_family"
"""Folder of models that families share; in their text the word is replaced by the family's name.

A family gets such a model if it has the steps of links and events that the model reads.
"""

STEPS = ("claims", "history")
"""Folders of statements that Python runs, by purpose; they are not tables."""

INTERFACE = "interface"
"""Folder of views, functions and tables that exist only in the publication."""

REPORT = "report"
"""Folder of the page's queries, one per chart; they run on a publication and are not tables."""

HEADER_KEYS = ("grain", "not for", "key", "example", "families", "test")
"""Keys of header lines; a line without a key continues the previous line."""

LIKE_A_KEY = re.compile(r"([a-z]+(?: [a-z]+)?):", re.IGNORECASE)


class SqlFileError(ValueError):
    """A .sql file that breaks a house rule; the message names file and rule."""


@dataclass(frozen=True)
class SqlFile:
    """One documented table.

    `family`: the folder of sql/ it belongs to. `compared`: families that it needs beside.
    """

    path: Path
    family: str
    schema: str
    name: str
    description: str
    grain: str
    not_for: str
    statement: str
    is_contract: bool
    example: str | None = None
    tests: tuple[str, ...] = ()
    compared: frozenset[str] = frozenset()

    @property
    def table(self) -> str:
        return f"{self.schema}.{self.name}"

    @property
    def template(self) -> str:
        """Name of its suite and its test cases; tables of one shared model have the same."""
        return ".".join(table_of(self.path))

    @cached_property
    def kind(self) -> str:
        """What the file creates: a table, a view or a function that returns a table."""
        return {"view": "view", "macro": "function"}.get(self.statement.split()[1], "table")

    @cached_property
    def columns(self) -> dict[str, str]:
        """Comment of each column, in order; raises `SqlFileError`."""
        # Imported here because sqlglot is slow to import and few callers need columns.
        from pipelines.warehouse.columns import ColumnError, commented_columns

        try:
            columns = commented_columns(self.statement, is_contract=self.is_contract)
        except ColumnError as error:
            raise SqlFileError(f"{self.path}: {error}") from error
        if lacking := families.lacking(self.path, columns):
            raise SqlFileError(f"{self.path}: lacks columns that every family has here: {lacking}")
        return columns

    @cached_property
    def reads(self) -> frozenset[str]:
        """Tables with a schema that a model reads; none for contracts, views and functions."""
        if self.statement.lower().startswith("create "):
            return frozenset()
        try:
            return query_tree.tables_read(query_tree.parsed(self.statement))
        except query_tree.QueryError as error:
            raise SqlFileError(f"{self.path}: {error}") from error


def all_files(root: Path = SQL) -> list[SqlFile]:
    """Every documented table of the build under sql/, in path order, shared models last.

    The project's own are read once a process, as Dagster loads its definitions once. Raises
    `SqlFileError`.
    """
    return list(_own_files()) if root == SQL else _read_files(root)


@cache
def _own_files() -> tuple[SqlFile, ...]:
    return tuple(_read_files(SQL))


def _read_files(root: Path) -> list[SqlFile]:
    elsewhere = (*STEPS, INTERFACE, REPORT, EACH_FAMILY)
    own = _with_their_families(
        path for path in root.glob("*/*.sql") if path.parent.name not in elsewhere
    )
    for absent in families.absent(root):
        raise SqlFileError(f"{absent}: missing; every family has one, see CONTRIBUTING.md")
    steps = {file.table for file in own if file.schema in STEPPED}
    shared = [
        load(path, family)
        for path in sorted((root / EACH_FAMILY).glob("*.sql"))
        for family in families.families(root)
    ]
    return own + [file for file in shared if _steps_read(file) <= steps]


def _with_their_families(paths: Iterable[Path]) -> list[SqlFile]:
    """Files in path order, without those that compare a family that the project does not have."""
    files = [load(path) for path in sorted(paths)]
    return [
        file
        for file in files
        if not file.compared or file.compared <= set(families.families(file.path.parents[1]))
    ]


def _steps_read(file: SqlFile) -> set[str]:
    return {table for table in file.reads if table.split(".")[0] in STEPPED}


@cache
def documented_columns(root: Path = SQL) -> dict[str, tuple[str, ...]]:
    """Columns of every table that a model may read, including known.<family>."""
    columns = {file.table: tuple(file.columns) for file in all_files(root)}
    known = {f"known.{family}": columns[f"claims.{family}"] for family in families.families(root)}
    return columns | known


def interface_files(root: Path = SQL) -> list[SqlFile]:
    """Files of the publication only, each after those that it reads, tables before the others."""
    files = {file.name: file for file in _with_their_families((root / INTERFACE).glob("*.sql"))}
    first = sorted(files, key=lambda name: (not files[name].is_contract, name))
    order = TopologicalSorter[str]()
    for name in first:
        read = re.findall(r"\b(?:from|join) (\w+)", files[name].statement)
        order.add(name, *(other for other in read if other in files and other != name))
    return [files[name] for name in order.static_order()]


def report_file(chart: str) -> SqlFile:
    """The query of one chart of the page, sql/report/<chart>.sql; raises `SqlFileError`."""
    return load(SQL / REPORT / f"{chart}.sql")


def step(name: str) -> str:
    """Text of a statement that Python runs, named by folder and file: claims/revise_claims."""
    return (SQL / f"{name}.sql").read_text()


def load(path: Path, family: str | None = None) -> SqlFile:
    """Read one file; raises `SqlFileError` if its header breaks a rule.

    `family`: family for which a file of sql/each_family is read.
    """
    family = family or path.parent.name
    lines = path.read_text().replace(EACH_FAMILY, family).splitlines()
    height = next((n for n, line in enumerate(lines) if not line.startswith("--")), len(lines))
    try:
        statement = families.expanded("\n".join(lines[height:]), path.parent.parent)
    except families.UnknownPart as error:
        raise SqlFileError(f"{path}: {error}") from error
    return _loaded(path, family, tuple(lines[:height]), statement.strip().removesuffix(";"))


@cache
def _loaded(path: Path, family: str, opening: tuple[str, ...], statement: str) -> SqlFile:
    """The file with this content; cached, so that it is parsed once per process."""
    header = _header(path, opening)
    schema, name = table_of(path)
    return SqlFile(
        path=path,
        family=family,
        schema=schema,
        name=name.replace(EACH_FAMILY, family),
        description=header["description"][0],
        grain=header["grain"][0],
        not_for=header["not for"][0],
        statement=statement,
        is_contract=statement.lower().startswith("create table"),
        example=next(iter(header["example"]), None),
        tests=tuple(header["test"]),
        compared=frozenset(re.findall(r"\w+", " ".join(header["families"]))),
    )


def table_of(path: Path) -> tuple[str, str]:
    """Schema and name of the table of a path, as described in the module docstring."""
    folder, stem = path.parent.name, path.stem
    if folder == INTERFACE:
        return "main", stem
    if folder in SCHEMA_FOLDERS:
        return folder, stem
    if stem in LAYERS:
        return stem, folder
    layer, _, step_name = stem.partition("_")
    if step_name and layer in STEPPED:
        return layer, f"{folder}_{step_name}"
    return "marts", f"{folder}_{stem}"


def _header(path: Path, lines: tuple[str, ...]) -> dict[str, list[str]]:
    """Entries of a header by key; raises `SqlFileError` if one is missing or unknown."""
    entries: dict[str, list[str]] = {"description": [""], **{key: [] for key in HEADER_KEYS}}
    key = "description"
    for line in lines:
        content = line.removeprefix("--").strip()
        opening = LIKE_A_KEY.match(content)
        if opening and opening[1] in HEADER_KEYS:
            key, content = opening[1], content[opening.end() :].strip()
            entries[key].append("")
        elif opening and (opening[1].islower() or opening[1].lower() in HEADER_KEYS):
            raise SqlFileError(
                f"{path}: the header has no key `{opening[1]}`; known are {', '.join(HEADER_KEYS)}"
            )
        entries[key][-1] = f"{entries[key][-1]} {content}".strip()
    if not entries["description"][0]:
        raise SqlFileError(f"{path}: open with comment lines that say what a row is")
    for key in ("grain", "not for"):
        if not any(entries[key]):
            raise SqlFileError(f"{path}: the header lacks its `{key}` line")
    for key in ("grain", "not for", "key", "example", "families"):
        if len(entries[key]) > 1:
            raise SqlFileError(f"{path}: the header has {len(entries[key])} `{key}` lines")
    return entries


def require_commented(
    connection: duckdb.DuckDBPyConnection, file: SqlFile, catalog: str = ""
) -> None:
    """Raise `SqlFileError` if the built table has other columns than the file comments on."""
    built = [row[0] for row in connection.execute(f"describe {_shown(file, catalog)}").fetchall()]
    if built != list(file.columns):
        undocumented = [name for name in built if name not in file.columns]
        unbuilt = [name for name in file.columns if name not in built]
        raise SqlFileError(
            f"{file.path}: columns and comments differ: without a comment {undocumented}, "
            f"commented but not built {unbuilt}, built order {built}"
        )


def _shown(file: SqlFile, catalog: str) -> str | None:
    """The table; of a function the example, which shows what the function returns."""
    return file.example if file.kind == "function" else f"{catalog}{file.table}"


def comment_all(
    connection: duckdb.DuckDBPyConnection,
    file: SqlFile,
    catalog: str = "",
    kind: str | None = None,
) -> None:
    """Set the file's comments on the built table; raises `SqlFileError` if columns differ.

    `kind`: what was built, if it is not what the file creates.
    DuckDB has no comments on the columns of functions.
    """
    require_commented(connection, file, catalog)
    table = f"{catalog}{file.table}"
    header = f"{file.description} Grain: {file.grain}. Not for: {file.not_for}"
    commented = "macro table" if file.kind == "function" else kind or file.kind
    statements = [f"comment on {commented} {table} is {literal(header)}"]
    if file.kind != "function":
        statements += [
            f"comment on column {table}.{identifier(name)} is {literal(words)}"
            for name, words in file.columns.items()
        ]
    connection.execute("; ".join(statements))
