"""Simple tests of a model's header become rules; a misspelt one is refused with its file."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from pipelines.quality.rule import SuiteError
from pipelines.quality.simple_tests import simple_rules
from pipelines.warehouse import sqlfile
from pipelines.warehouse.sqlfile import SqlFile


@dataclass
class Header:
    """The part of a .sql file that its tests are read from."""

    path: Path
    tests: list[str]


def rule_of(test: str) -> Any:
    header: Any = Header(Path("weekly.sql"), [test])
    (rule,) = simple_rules(header)
    return rule


@pytest.mark.parametrize(
    ("test", "name", "type_", "kwargs", "severity"),
    [
        ("not_null(night_of)", "not_null_night_of", "expect_column_values_to_not_be_null",
         {"column": "night_of"}, "critical"),
        ("unique(day), warning", "unique_day", "expect_column_values_to_be_unique",
         {"column": "day"}, "warning"),
        ("unique(night_of, weapon_group)", "unique_night_of_weapon_group",
         "expect_compound_columns_to_be_unique", {"column_list": ["night_of", "weapon_group"]},
         "critical"),
        ("accepted_values(period: night, day)", "accepted_values_period",
         "expect_column_values_to_be_in_set", {"column": "period", "value_set": ["night", "day"]},
         "critical"),
        ("one_row = unique(day), critical: A day would count twice.", "one_row",
         "expect_column_values_to_be_unique", {"column": "day"}, "critical"),
    ],
)  # fmt: skip
def test_a_test_becomes_a_rule(test, name, type_, kwargs, severity) -> None:
    rule = rule_of(test)
    assert (rule.name, rule.type, rule.kwargs, rule.severity) == (name, type_, kwargs, severity)


def test_a_reason_is_the_one_given_or_says_what_the_test_means() -> None:
    assert rule_of("unique(day): A day would count twice.").reason == "A day would count twice."
    assert "night_of and weapon_group" in rule_of("unique(night_of, weapon_group)").reason
    assert "night_of" in rule_of("not_null(night_of)").reason


@pytest.mark.parametrize(
    ("test", "words"),
    [
        ("unique night_of", "not of the form"),
        ("unique(night_of), fatal", "not of the form"),
        ("not_nul(night_of)", "no test 'not_nul'; tests are not_null, unique, accepted_values"),
        ("not_null(a, b)", "one column per test"),
        ("unique(night of)", "'night of', which is not a column"),
        ("unique()", "'', which is not a column"),
        ("accepted_values(period)", "write the column, a colon and the values"),
        ("accepted_values(period:)", "write the column, a colon and the values"),
    ],
)
def test_a_misspelt_test_is_refused_with_its_file(test: str, words: str) -> None:
    with pytest.raises(SuiteError) as error:
        rule_of(test)
    assert str(error.value).startswith("weekly.sql: ")
    assert words in str(error.value)


def test_every_test_of_the_project_names_columns_of_its_table() -> None:
    files: list[SqlFile] = [file for file in sqlfile.all_files() if file.tests]
    assert len(files) > 10
    for file in files:
        for rule in simple_rules(file):
            named = rule.kwargs.get("column_list") or [rule.kwargs["column"]]
            assert set(named) <= set(file.columns), (file.table, rule.name)
