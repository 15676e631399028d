"""One .sql file: its name, header, grain, column comments and the tables it reads.

A file under sql/ is either a contract (`create table ...`, filled by rows) or a model (a query
whose result is the table). Files of sql/interface/ may also begin with `create view` or `create
macro`. All are documented in the same way and nowhere else:

    -- What a row is, in a sentence.
    -- grain: night_of
    -- not for: what it must not be used for

and a comment behind every column; a header may end with an example of use. What a table is used
for downstream does not belong here.
"""

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import duckdb

from pipelines.settings import SQL
from pipelines.warehouse import families
from pipelines.warehouse.quoting import identifier, literal

SCHEMA_FOLDERS = ("landed", "quality", "vocabulary", "marts")
"""Folders of sql/ that are schemas themselves; any other folder is a family of tables."""

LAYERS = ("claims", "links", "events")
"""File names that put a table into the layer's schema; any other name is a mart."""

STEPS = "steps"
"""Folder of statements that Python runs; they build no table of their own."""

INTERFACE = "interface"
"""Folder of what only the publication holds: views, table functions and words about itself."""

HEADER = re.compile(r"\A((?:--[^\n]*\n)+)")
CONTRACT_COLUMN = re.compile(r'^\s+"?(\w+)"? [^-]*?,?\s*-- (.+)$')
MODEL_COLUMN = re.compile(r'^\s+.*?"?(\w+)"?,?\s+-- (.+)$')


class SqlFileError(ValueError):
    """A .sql file that breaks a rule of the house; the message names file and rule."""


@dataclass(frozen=True)
class SqlFile:
    """One documented table."""

    path: Path
    schema: str
    name: str
    description: str
    grain: str
    not_for: str
    columns: dict[str, str]
    statement: str
    is_contract: bool
    reads: frozenset[str]
    example: str | None = None

    @property
    def table(self) -> str:
        return f"{self.schema}.{self.name}"

    @property
    def family(self) -> str:
        """Folder the file lies in."""
        return self.path.parent.name

    @property
    def kind(self) -> str:
        """What the file makes: a table, a view or a function that yields a table."""
        return {"view": "view", "macro": "function"}.get(self.statement.split()[1], "table")


def all_files(root: Path = SQL) -> list[SqlFile]:
    """Every documented table of the build under sql/, in path order."""
    elsewhere = (STEPS, INTERFACE)
    return [
        load(path) for path in sorted(root.glob("*/*.sql")) if path.parent.name not in elsewhere
    ]


def interface_files(root: Path = SQL) -> list[SqlFile]:
    """What only the publication holds, tables before the views and functions that read them."""
    files = [load(path) for path in sorted((root / INTERFACE).glob("*.sql"))]
    return sorted(files, key=lambda file: (not file.is_contract, file.name))


def step(name: str) -> str:
    """Text of a statement under sql/steps."""
    return (SQL / STEPS / f"{name}.sql").read_text()


def load(path: Path) -> SqlFile:
    """Read one file; raises `SqlFileError` where header or column comments are missing."""
    text = path.read_text()
    header = HEADER.match(text)
    if header is None:
        raise SqlFileError(f"{path}: open with comment lines that say what a row is")
    try:
        statement = families.expanded(text[header.end() :], path.parent.parent)
    except families.UnknownPart as error:
        raise SqlFileError(f"{path}: {error}") from error
    statement = statement.strip().removesuffix(";")
    is_contract = statement.lower().startswith("create table")
    is_model = not statement.lower().startswith("create ")
    schema, name = table_of(path)
    words = _header(path, header.group(1))
    return SqlFile(
        path=path,
        schema=schema,
        name=name,
        description=words["description"],
        grain=words["grain"],
        not_for=words["not for"],
        columns=_columns(path, statement, is_contract),
        statement=statement,
        is_contract=is_contract,
        reads=tables_read(path, statement) if is_model else frozenset(),
        example=words.get("example"),
    )


def table_of(path: Path) -> tuple[str, str]:
    """Schema and name that a path stands for: sql/strikes/daily.sql is marts.strikes_daily."""
    folder, stem = path.parent.name, path.stem
    if folder == INTERFACE:
        return "main", stem
    if folder in SCHEMA_FOLDERS:
        return folder, stem
    if stem in LAYERS:
        return stem, folder
    return "marts", f"{folder}_{stem}"


@cache
def tables_read(path: Path, statement: str) -> frozenset[str]:
    """Tables with a schema that a query reads, as DuckDB itself parses it."""
    # Not as a parameter: to look at one, DuckDB imports pandas, which takes a second.
    row = duckdb.execute(f"select json_serialize_sql({literal(statement)}::varchar)").fetchone()
    tree = json.loads(row[0]) if row else {"error": True}
    if tree["error"]:
        raise SqlFileError(f"{path}: {tree.get('error_message')}")
    found: set[str] = set()
    _collect(tree, found)
    return frozenset(found)


def _collect(node: object, found: set[str]) -> None:
    if isinstance(node, dict):
        if node.get("type") == "BASE_TABLE" and node.get("schema_name"):
            found.add(f"{node['schema_name']}.{node['table_name']}")
        for value in node.values():
            _collect(value, found)
    elif isinstance(node, list):
        for value in node:
            _collect(value, found)


def _header(path: Path, text: str) -> dict[str, str]:
    words = {"description": ""}
    key = "description"
    for line in text.splitlines():
        content = line.removeprefix("--").strip()
        for opening in ("grain", "not for", "example"):
            if content.startswith(f"{opening}:"):
                key, content = opening, content.removeprefix(f"{opening}:").strip()
        words[key] = f"{words.get(key, '')} {content}".strip()
    for key in ("description", "grain", "not for"):
        if not words.get(key):
            raise SqlFileError(f"{path}: the header lacks its `{key}` line")
    return words


def _columns(path: Path, statement: str, is_contract: bool) -> dict[str, str]:
    pattern = CONTRACT_COLUMN if is_contract else MODEL_COLUMN
    lines = statement.splitlines()
    if not is_contract:
        last_select = max(
            (number for number, line in enumerate(lines) if line.startswith("select")), default=None
        )
        if last_select is None:
            raise SqlFileError(f"{path}: no final `select` at the start of a line")
        lines = lines[last_select + 1 :]
    columns: dict[str, str] = {}
    for line in lines:
        if not is_contract and line.startswith("from "):
            break
        found = pattern.match(line)
        if found:
            columns[found.group(1)] = found.group(2).strip()
    return columns


def comment_all(connection: duckdb.DuckDBPyConnection, file: SqlFile, catalog: str = "") -> None:
    """Write the file's words onto what was built; raises `SqlFileError` where the two differ.

    Columns of a function carry no comments in DuckDB; its example tells what it yields.
    """
    table = f"{catalog}{file.table}"
    shown = file.example if file.kind == "function" else table
    built = [row[0] for row in connection.execute(f"describe {shown}").fetchall()]
    if built != list(file.columns):
        undocumented = [name for name in built if name not in file.columns]
        unbuilt = [name for name in file.columns if name not in built]
        raise SqlFileError(
            f"{file.path}: columns and comments differ: without a comment {undocumented}, "
            f"commented but not built {unbuilt}, built order {built}"
        )
    header = f"{file.description} Grain: {file.grain}. Not for: {file.not_for}"
    commented = "macro table" if file.kind == "function" else file.kind
    connection.execute(f"comment on {commented} {table} is {literal(header)}")
    if file.kind == "function":
        return
    for name, words in file.columns.items():
        connection.execute(f"comment on column {table}.{identifier(name)} is {literal(words)}")
