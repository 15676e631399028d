"""Simple tests in the header of a .sql file, and the rules that they become.

    -- test: not_null(night_of)
    -- test: unique(night_of, weapon_group), critical: Two rows would count a night twice.
    -- test: accepted_values(period: night, day), warning
    -- test: one_row_per_day = unique(day)

A test is critical unless marked `warning`. Its name (`unique_night_of_weapon_group` in the second
line) can be given before an equals sign. All other rules belong in the table's suite under
expectations/.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from pipelines.quality.rule import SEVERITIES, Rule, SuiteError
from pipelines.warehouse.sqlfile import SqlFile

TEST = re.compile(
    r"(?:(?P<name>[a-z][a-z0-9_]*) = )?(?P<kind>\w+)\((?P<arguments>[^()]*)\)"
    rf"(?:, (?P<severity>{'|'.join(SEVERITIES)}))?(?:: (?P<reason>.+))?"
)


def simple_rules(file: SqlFile) -> list[Rule]:
    """Rules of the tests in a file's header, in order; raises `SuiteError`."""
    return [_rule(file.path, test) for test in file.tests]


def _rule(path: Path, test: str) -> Rule:
    found = TEST.fullmatch(test)
    if found is None:
        raise SuiteError(
            f"{path}: `test: {test}` is not of the form "
            "`[name =] kind(columns)[, critical or warning][: reason]`"
        )
    if found["kind"] not in KINDS:
        raise SuiteError(f"{path}: no test {found['kind']!r}; tests are {', '.join(KINDS)}")
    type_, kwargs, reason = KINDS[found["kind"]](path, found["arguments"])
    columns = kwargs.get("column_list") or [kwargs["column"]]
    return Rule(
        name=found["name"] or "_".join([found["kind"], *columns]),
        type=type_,
        kwargs=kwargs,
        severity=found["severity"] or "critical",
        reason=found["reason"] or reason,
    )


def _not_null(path: Path, arguments: str) -> tuple[str, dict[str, Any], str]:
    columns = _columns(path, arguments)
    if len(columns) > 1:
        raise SuiteError(f"{path}: not_null({arguments}): one column per test")
    kwargs = {"column": columns[0]}
    return "expect_column_values_to_not_be_null", kwargs, f"Every row has a value in {columns[0]}."


def _unique(path: Path, arguments: str) -> tuple[str, dict[str, Any], str]:
    columns = _columns(path, arguments)
    reason = f"Two rows with the same {' and '.join(columns)} would be counted twice."
    if len(columns) > 1:
        return "expect_compound_columns_to_be_unique", {"column_list": columns}, reason
    return "expect_column_values_to_be_unique", {"column": columns[0]}, reason


def _accepted_values(path: Path, arguments: str) -> tuple[str, dict[str, Any], str]:
    column, colon, listed = arguments.partition(":")
    values = yaml.safe_load(f"[{listed}]")
    if not colon or not values:
        raise SuiteError(
            f"{path}: accepted_values({arguments}): write the column, a colon and the values, "
            "as in accepted_values(period: night, day)"
        )
    kwargs = {"column": _columns(path, column)[0], "value_set": values}
    reason = f"Tables that read {kwargs['column']} expect only the listed values."
    return "expect_column_values_to_be_in_set", kwargs, reason


def _columns(path: Path, arguments: str) -> list[str]:
    columns = [name.strip() for name in arguments.split(",")]
    for name in columns:
        if not name.isidentifier():
            raise SuiteError(f"{path}: a test names {name!r}, which is not a column")
    return columns


KINDS: dict[str, Callable[[Path, str], tuple[str, dict[str, Any], str]]] = {
    "not_null": _not_null,
    "unique": _unique,
    "accepted_values": _accepted_values,
}
"""Simple tests by name."""
