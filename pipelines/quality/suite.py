"""The suite of a table: its rules, from the header of its .sql file and from YAML.

Simple tests are in the header (simple_tests.py), all other rules in
expectations/<schema>.<table>.yml:

    key: [claim_id, revision]  # identifies a failing row; needed if the table's grain is in words
    expectations:
      - name: figures_not_negative  # the check's name, unique in its file
        type: expect_column_values_to_be_between  # a core expectation of Great Expectations
        kwargs: {column: launched, min_value: 0}
        severity: critical  # critical stops publication, warning does not
        reason: Why the rule exists, in a sentence.
        families: [strikes]  # only if the rule reads their tables and the table is not theirs

A model that families share, such as links.each_family_decided, has one suite for all of them:
`each_family` is replaced by the name of the family.

A rule over several columns or tables is an `unexpected_rows_expectation`: a query that reads
from {batch} and returns the rows that break it, with their key; it may read `every_family.<part>`
(warehouse/families.py). Running a suite does not belong here (run.py).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from pipelines.paths import ROOT
from pipelines.quality.rule import SQL_RULE, Rule, SuiteError, rule_of
from pipelines.quality.simple_tests import simple_rules
from pipelines.warehouse import sqlfile
from pipelines.warehouse.families import UnknownPart, expanded, families
from pipelines.warehouse.sqlfile import SqlFile

SUITE_KEYS = {"key", "expectations"}


@dataclass(frozen=True)
class Suite:
    """The rules of one table. `path`: their file. `key`: columns that identify a row."""

    path: Path
    file: SqlFile
    key: tuple[str, ...]
    rules: tuple[Rule, ...]

    @property
    def schema(self) -> str:
        return self.file.schema

    @property
    def name(self) -> str:
        return self.file.name

    @property
    def table(self) -> str:
        return self.file.table

    def only(self, names: Collection[str]) -> "Suite":
        """The suite with the rules of these names, in the order of the suite."""
        return replace(self, rules=tuple(rule for rule in self.rules if rule.name in names))

    def without(self, names: Collection[str]) -> "Suite":
        """The suite without the rules of these names."""
        return self.only({rule.name for rule in self.rules} - set(names))

    def require_columns(self) -> None:
        """Raise `SuiteError` if the key or a rule names a column that the table lacks.

        Called before the suite runs, not when it is read: only then are columns parsed anyway.
        """
        named = {"key": list(self.key)} | {rule.name: rule.columns for rule in self.rules}
        for place, columns in named.items():
            for column in columns:
                if column not in self.file.columns:
                    raise SuiteError(
                        f"{self.path}: {place}: {self.table} has no column {column!r}; "
                        f"see {self.file.path}"
                    )


def all_suites(root: Path = ROOT) -> list[Suite]:
    """All suites, in order of table name. The project's own are read once a process.

    Raises `SuiteError`.
    """
    return list(_own_suites()) if root == ROOT else _read_suites(root)


@cache
def _own_suites() -> tuple[Suite, ...]:
    return tuple(_read_suites(ROOT))


def _read_suites(root: Path) -> list[Suite]:
    files = sorted(sqlfile.all_files(root / "sql"), key=lambda file: file.table)
    written = {path.stem: path for path in (root / "expectations").glob("*.yml")}
    built = {".".join(sqlfile.table_of(path)) for path in (root / "sql").glob("*/*.sql")}
    for table in sorted(written.keys() - built):
        raise SuiteError(f"{written[table]}: no file under sql/ builds {table}")
    return [
        load(file, written.get(file.template))
        for file in files
        if file.tests or file.template in written
    ]


def load(file: SqlFile, path: Path | None) -> Suite:
    """The suite of one table. `path`: its YAML file, if it has one. Raises `SuiteError`."""
    content = _content(path, file.family) if path else {}
    rules = simple_rules(file)
    if path:
        entries = enumerate(content["expectations"], start=1)
        written = [rule_of(path, number, entry) for number, entry in entries]
        rules += [_spelled_out(path, rule) for rule in written if _has_its_families(path, rule)]
    place = path or file.path
    names = [rule.name for rule in rules]
    for name in names:
        if names.count(name) > 1:
            raise SuiteError(f"{place}: the name {name} is given {names.count(name)} times")
    return Suite(place, file, _key(place, content, file), tuple(rules))


def _has_its_families(path: Path, rule: Rule) -> bool:
    """Whether the project has the families that a rule names; few rules name any."""
    return not rule.families or set(rule.families) <= set(families(path.parents[1] / "sql"))


def _spelled_out(path: Path, rule: Rule) -> Rule:
    """The rule with every `every_family.<part>` of its query replaced by a union."""
    if rule.type != SQL_RULE:
        return rule
    query = rule.kwargs["unexpected_rows_query"]
    try:
        query = expanded(query, path.parents[1] / "sql")
    except UnknownPart as error:
        raise SuiteError(f"{path}: {rule.name}: {error}") from error
    return replace(rule, kwargs={**rule.kwargs, "unexpected_rows_query": query})


def _content(path: Path, family: str) -> dict[str, Any]:
    text = path.read_text().replace(sqlfile.EACH_FAMILY, family)
    content = yaml.load(text, Loader=yaml.CSafeLoader)
    if not isinstance(content, dict) or not content.get("expectations"):
        raise SuiteError(f"{path}: `expectations` is missing")
    for unknown in content.keys() - SUITE_KEYS:
        raise SuiteError(f"{path}: unknown key {unknown!r}; known are {sorted(SUITE_KEYS)}")
    return content


def _key(place: Path, content: Mapping[str, Any], file: SqlFile) -> tuple[str, ...]:
    if "key" in content:
        return tuple(content["key"])
    columns = tuple(file.grain.split(" x "))
    if not all(column.isidentifier() for column in columns):
        raise SuiteError(
            f"{place}: checks need a key, and the grain of {file.path} is in words: name columns "
            f"after `grain:`, or write `key: [columns]` into expectations/{file.template}.yml"
        )
    return columns
