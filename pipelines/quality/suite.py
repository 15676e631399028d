"""The suites of expectations/: what must hold of each table, read from YAML.

A suite is expectations/<schema>.<table>.yml, named after the table it guards:

    key: [claim_id, revision]  # names a failing row; needed where the table's grain is in words
    expectations:
      - name: figures_not_negative  # the check's name, unique in its file
        type: expect_column_values_to_be_between  # a core expectation of Great Expectations
        kwargs: {column: launched, min_value: 0}
        severity: critical  # critical stops publication, warning does not
        reason: Why the rule exists, in a sentence.

A rule over several columns or tables is an `unexpected_rows_expectation`: a query that reads
from {batch} and returns the rows that break it, with their key. Running
a suite does not belong here (run.py).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import yaml

from pipelines.settings import ROOT
from pipelines.warehouse import sqlfile
from pipelines.warehouse.sqlfile import SqlFile

SEVERITIES = ("critical", "warning")


SUITE_KEYS = {"key", "expectations"}


RULE_KEYS = ("name", "type", "kwargs", "severity", "reason")


COLUMN_KWARGS = ("column", "column_A", "column_B", "column_list")


SQL_RULE = "unexpected_rows_expectation"


NAME = re.compile(r"[a-z][a-z0-9_]*")


class SuiteError(ValueError):
    """A suite that breaks a rule of the house; the message names file and entry."""


@dataclass(frozen=True)
class Rule:
    """One expectation, and so one check."""

    name: str
    type: str
    kwargs: Mapping[str, Any]
    severity: str
    reason: str


@dataclass(frozen=True)
class Suite:
    """The rules of one table. `key`: columns that tell its rows apart."""

    path: Path
    schema: str
    name: str
    key: tuple[str, ...]
    rules: tuple[Rule, ...]

    @property
    def table(self) -> str:
        return f"{self.schema}.{self.name}"


def all_suites(root: Path = ROOT) -> list[Suite]:
    """Every suite under expectations/, in path order; raises `SuiteError`."""
    tables = {file.table: file for file in sqlfile.all_files(root / "sql")}
    return [load(path, tables) for path in sorted((root / "expectations").glob("*.yml"))]


def load(path: Path, tables: Mapping[str, SqlFile]) -> Suite:
    """Read one suite for one of the documented tables; raises `SuiteError`."""
    file = tables.get(path.stem)
    if file is None:
        raise SuiteError(f"{path}: no file under sql/ builds {path.stem}")
    content = yaml.load(path.read_text(), Loader=yaml.CSafeLoader)
    if not isinstance(content, dict) or not content.get("expectations"):
        raise SuiteError(f"{path}: `expectations` is missing")
    for unknown in content.keys() - SUITE_KEYS:
        raise SuiteError(f"{path}: unknown key {unknown!r}; known are {sorted(SUITE_KEYS)}")
    rules = tuple(
        _rule(path, number, entry, file)
        for number, entry in enumerate(content["expectations"], start=1)
    )
    names = [rule.name for rule in rules]
    for name in names:
        if names.count(name) > 1:
            raise SuiteError(f"{path}: the name {name} stands {names.count(name)} times")
    return Suite(path, file.schema, file.name, _key(path, content, file), rules)


def _rule(path: Path, number: int, entry: object, file: SqlFile) -> Rule:
    if not isinstance(entry, dict):
        raise SuiteError(f"{path}: entry {number}: not a mapping of {', '.join(RULE_KEYS)}")
    place = f"{path}: {entry.get('name', f'entry {number}')}"
    for unknown in entry.keys() - set(RULE_KEYS):
        raise SuiteError(f"{place}: unknown key {unknown!r}; known are {', '.join(RULE_KEYS)}")
    for key in RULE_KEYS:
        if not entry.get(key):
            raise SuiteError(f"{place}: `{key}` is missing")
    rule = Rule(**entry)
    if not NAME.fullmatch(rule.name):
        raise SuiteError(f"{place}: a name is snake_case")
    if "_regex" in rule.type:
        raise SuiteError(f"{place}: not for DuckDB; use {SQL_RULE} with `regexp_matches`")
    if rule.severity not in SEVERITIES:
        raise SuiteError(f"{place}: severity {rule.severity!r} is neither critical nor warning")
    if rule.type not in _known_types():
        raise SuiteError(f"{place}: Great Expectations has no {rule.type!r}")
    if rule.type == SQL_RULE and "{batch}" not in rule.kwargs.get("unexpected_rows_query", ""):
        raise SuiteError(f"{place}: `unexpected_rows_query` must read from {{batch}}")
    _requirecolumns_of(place, columns_of(rule), file)
    return rule


def _key(path: Path, content: dict[str, Any], file: SqlFile) -> tuple[str, ...]:
    if "key" in content:
        _requirecolumns_of(f"{path}: key", content["key"], file)
        return tuple(content["key"])
    columns = tuple(file.grain.split(" x "))
    if not set(columns) <= file.columns.keys():
        raise SuiteError(f"{path}: `key` is missing, and the grain of {file.path} is in words")
    return columns


def _requirecolumns_of(place: str, columns: list[str], file: SqlFile) -> None:
    for column in columns:
        if column not in file.columns:
            raise SuiteError(f"{place}: {file.table} has no column {column!r}; see {file.path}")


def columns_of(rule: Rule) -> list[str]:
    """Columns a rule names outside of SQL."""
    named = [rule.kwargs[key] for key in COLUMN_KWARGS if key in rule.kwargs]
    return [name for names in named for name in ([names] if isinstance(names, str) else names)]


@cache
def _known_types() -> frozenset[str]:
    """Names of the core expectations, read off their files: importing them takes seconds."""
    spec = find_spec("great_expectations")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("great_expectations is not installed")
    folder = Path(spec.origin).parent / "expectations" / "core"
    return frozenset(path.stem for path in folder.glob("*.py"))
