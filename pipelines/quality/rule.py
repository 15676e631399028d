"""One rule of a table: a core expectation of Great Expectations with severity and reason.

Reading rules from files does not belong here (suite.py, simple_tests.py).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

SEVERITIES = ("critical", "warning")

RULE_KEYS = ("name", "type", "kwargs", "severity", "reason")

COLUMN_KWARGS = ("column", "column_A", "column_B", "column_list")

SQL_RULE = "unexpected_rows_expectation"

NAME = re.compile(r"[a-z][a-z0-9_]*")

QUALIFIED = re.compile(r"\b[a-z_]+\.[a-z0-9_]+\b")


class SuiteError(ValueError):
    """A suite that breaks a house rule; the message names file and entry."""


@dataclass(frozen=True)
class Rule:
    """One expectation; it becomes one check."""

    name: str
    type: str
    kwargs: Mapping[str, Any]
    severity: str
    reason: str

    @property
    def columns(self) -> list[str]:
        """Columns that the rule names outside its SQL."""
        named = [self.kwargs[key] for key in COLUMN_KWARGS if key in self.kwargs]
        return [name for names in named for name in ([names] if isinstance(names, str) else names)]

    @property
    def qualified_names(self) -> frozenset[str]:
        """Qualified names in the rule's query (events.strikes): tables, and columns of aliases."""
        return frozenset(QUALIFIED.findall(self.kwargs.get("unexpected_rows_query", "")))


def rule_of(path: Path, number: int, entry: object) -> Rule:
    """The rule of one entry of a suite; raises `SuiteError`."""
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
    return rule


@cache
def _known_types() -> frozenset[str]:
    """Names of the core expectations, from their file names: importing them takes seconds."""
    spec = find_spec("great_expectations")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("great_expectations is not installed")
    folder = Path(spec.origin).parent / "expectations" / "core"
    return frozenset(path.stem for path in folder.glob("*.py"))
