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

KNOWN_KEYS = ("rows", "why")

COLUMN_KWARGS = ("column", "column_A", "column_B", "column_list")

SQL_RULE = "unexpected_rows_expectation"

NAME = re.compile(r"[a-z][a-z0-9_]*")

QUALIFIED = re.compile(r"\b[a-z_]+\.[a-z0-9_]+\b")


class SuiteError(ValueError):
    """A suite that breaks a house rule; the message names file and entry."""


@dataclass(frozen=True)
class Known:
    """Rows of the shipped data that break a rule for a known reason and raise no warning.

    `rows`: how many there are; one more is a failure. `why`: what they are, and why they stay.
    """

    rows: int
    why: str


@dataclass(frozen=True)
class Rule:
    """One expectation; it becomes one check, if the project has the `families` it names."""

    name: str
    type: str
    kwargs: Mapping[str, Any]
    severity: str
    reason: str
    known: Known | None = None
    families: tuple[str, ...] = ()

    @property
    def explanation(self) -> str:
        """The reason, and the exceptions that are known."""
        if self.known is None:
            return self.reason
        return f"{self.reason} {self.known.rows} known: {self.known.why}"

    def is_held(self, *, is_success: bool, failing: int | None) -> bool:
        """Whether a check holds: no row fails, or no more than are known."""
        return is_success or (
            self.known is not None and failing is not None and failing <= self.known.rows
        )

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
    for unknown in entry.keys() - {*RULE_KEYS, "known", "families"}:
        there_are = f"{', '.join(RULE_KEYS)}, known and families"
        raise SuiteError(f"{place}: unknown key {unknown!r}; there are {there_are}")
    for key in RULE_KEYS:
        if not entry.get(key):
            raise SuiteError(f"{place}: `{key}` is missing")
    named = tuple(entry.get("families", ()))
    rule = Rule(**{**entry, "known": _known(place, entry), "families": named})
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


def _known(place: str, entry: dict) -> Known | None:
    given = entry.get("known")
    if given is None:
        return None
    if not isinstance(given, dict) or given.keys() != set(KNOWN_KEYS) or not given["why"]:
        raise SuiteError(f"{place}: `known` needs {' and '.join(KNOWN_KEYS)}")
    if not isinstance(given["rows"], int) or given["rows"] < 1:
        raise SuiteError(f"{place}: `known.rows` = {given['rows']!r} is not a number of rows")
    if entry["severity"] != "warning":
        raise SuiteError(f"{place}: only a warning may have known exceptions")
    return Known(**given)


@cache
def _known_types() -> frozenset[str]:
    """Names of the core expectations, from their file names: importing them takes seconds."""
    spec = find_spec("great_expectations")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("great_expectations is not installed")
    folder = Path(spec.origin).parent / "expectations" / "core"
    return frozenset(path.stem for path in folder.glob("*.py"))
