"""The version of a source's reader: a hash of everything that affects how documents are read.

A document is read again when the version of its reader changes. The hash covers the source's
defs.yaml and parse.py, the modules that parse.py imports, directly or indirectly, the modules that
all sources use, the word lists, tables of patterns, weights and vocabulary that these modules read,
and the contracts of the source's families.
Of a module it covers the statements; comments, docstrings and layout affect nothing. Modules are
parsed and never imported here.
"""

import ast
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipelines.paths import ROOT

EVERY_SOURCE = (
    "pipelines.landing.declaration",
    "pipelines.staging.contract",
    "pipelines.staging.corrections",
    "pipelines.staging.document",
    "pipelines.staging.ingest",
    "pipelines.staging.mappings",
    "pipelines.staging.misprints",
    "pipelines.staging.ordinals",
    "pipelines.staging.reader",
    "pipelines.warehouse.identity",
)
"""Modules that take part in reading every source. Their other imports move rows without changing
them."""

FAMILY_MODULES = "modules"
"""Function of extraction/parts.py that imports a module of every family; a call names it."""

LEXICON = "pipelines.extraction.text.lexicon"
"""The module that reads the word lists in extraction/lexicons. Whatever reads texts imports it, and
may read a family's patterns.yml."""

TABLE_READER = "vocabulary"
"""Function of vocabulary/tables.py that reads a table; a call names the table."""


DOCUMENTED = (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
"""Statements whose body may begin with a docstring."""


BLOCKS = ("body", "orelse", "finalbody", "handlers", "cases")
"""Fields of a statement that hold other statements."""


@dataclass(frozen=True)
class Module:
    """What the code of a module contains: names of modules it may import, of tables of the
    vocabulary it reads and of modules of every family, and its statements without comments."""

    modules: frozenset[str]
    tables: frozenset[str]
    parts: frozenset[str]
    statements: bytes


def reader_version(folder: Path, families: Iterable[str], root: Path = ROOT) -> str:
    """Hash of the files that affect how documents of a source are read, in 20 hexadecimal digits.

    `families`: those that the source declares; `root`: the project, which holds the folder. Files
    of this project are read once a process, which has imported them.
    """
    return (_own_version if root == ROOT else _version)(folder, frozenset(families), root)


def _version(folder: Path, families: frozenset[str], root: Path) -> str:
    hashed = hashlib.sha256()
    for file in sorted(deciding_files(folder, families, root)):
        hashed.update(file.relative_to(root).as_posix().encode())
        is_module = file.suffix == ".py"
        hashed.update(_module(file, root).statements if is_module else file.read_bytes())
    return hashed.hexdigest()[:20]


_own_version = cache(_version)


def deciding_files(folder: Path, families: Iterable[str], root: Path = ROOT) -> set[Path]:
    """The files that `reader_version` hashes."""
    imported = _closure(folder / "parse.py", root)
    modules = imported | {_file(name, root) for name in EVERY_SOURCE}
    names = {name for module in modules for name in _module(module, root).tables}
    tables = {root / "pipelines" / "vocabulary" / f"{name}.csv" for name in names}
    if _file(LEXICON, root) in imported:
        words = root / "pipelines" / "extraction"
        tables |= {*words.joinpath("lexicons").rglob("*.csv"), *words.glob("*/patterns.yml")}
        tables |= set(words.glob("readers/*.weights"))
    contracts = {root / "sql" / family / "claims.sql" for family in families}
    return {folder / "defs.yaml"} | modules | tables | contracts


def _closure(module: Path, root: Path) -> set[Path]:
    """A module and all modules of the project that it imports, directly or indirectly."""
    found: set[Path] = set()
    named: set[str] = set()
    waiting = [module]
    while waiting:
        file = waiting.pop()
        if file not in found:
            found.add(file)
            others = _module(file, root).modules - named
            named |= others
            waiting += [path for name in others if (path := _file(name, root)).is_file()]
            for name in _module(file, root).parts:
                waiting += root.glob(f"pipelines/extraction/*/{name}.py")
    return found


def _module(file: Path, root: Path) -> Module:
    return _analysed(file.read_bytes(), file.relative_to(root).parts[:-1])


@cache
def _analysed(code: bytes, package: tuple[str, ...]) -> Module:
    """The code of a module of this package; imports count at the top and inside functions."""
    tree = _parsed(code)
    modules: set[str] = set()
    for node in _nested(tree):
        if isinstance(node, ast.Import):
            modules.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) + 1 - node.level] if node.level else ()
            origin = ".".join([*above, *filter(None, [node.module])])
            modules.update([origin, *(f"{origin}.{alias.name}" for alias in node.names)])
    return Module(
        frozenset(name for name in modules if name.startswith("pipelines.")),
        _arguments(tree, code, TABLE_READER),
        _arguments(tree, code, FAMILY_MODULES),
        ast.dump(tree).encode(),
    )


def _arguments(tree: ast.Module, code: bytes, function: str) -> frozenset[str]:
    """The texts with which a module calls a function."""
    if f"{function}(".encode() not in code:  # few modules call it, and expressions are many
        return frozenset()
    return frozenset(
        ast.literal_eval(argument)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and getattr(node.func, "id", None) == function
        for argument in node.args
    )


def _parsed(code: bytes) -> ast.Module:
    """The syntax tree of a module without its docstrings."""
    tree = ast.parse(code)
    waiting: list[ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef] = [tree]
    while waiting:
        body = waiting.pop().body
        body[:] = [one for one in body if not _is_text(one)]
        waiting += [one for one in body if isinstance(one, DOCUMENTED)]
    return tree


def _nested(tree: ast.Module) -> Iterator[ast.AST]:
    """A module and all of its statements, at every depth."""
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        for block in BLOCKS:
            waiting += getattr(node, block, ())


def _is_text(statement: ast.stmt) -> bool:
    """Whether a statement is only a text: a docstring, or words about a constant."""
    return (
        isinstance(statement, ast.Expr)
        and isinstance(statement.value, ast.Constant)
        and isinstance(statement.value.value, str)
    )


@cache
def _file(name: str, root: Path) -> Path:
    """File of a module; packages have none here, because an __init__.py contains no code."""
    return root.joinpath(*name.split(".")).with_suffix(".py")
