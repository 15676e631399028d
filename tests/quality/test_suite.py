"""A suite is read strictly, from YAML and from the header of its table's .sql file."""

from pathlib import Path

import pytest

from pipelines.quality import suite
from pipelines.quality.rule import Rule, SuiteError
from pipelines.warehouse import sqlfile
from tests.quality.sample import SUITE, TABLE, replace, suite_of


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("expectations:", "rules:", "`expectations` is missing"),
        (
            "expectations:",
            "owner: me\nexpectations:",
            "unknown key 'owner'; known are ['expectations', 'key']",
        ),
        (
            "    severity: warning\n    reason: It",
            "    severty: warning\n    reason: It",
            "intercepted_at_most_launched: unknown key 'severty'; "
            "there are name, type, kwargs, severity, reason, known and families",
        ),
        ("  - name: has_rows\n    type", "  - type", "entry 4: `name` is missing"),
        (
            "    severity: warning\n    reason: An",
            "    reason: An",
            "has_rows: `severity` is missing",
        ),
        (
            "    reason: An empty table says that nothing was read.\n",
            "",
            "has_rows: `reason` is missing",
        ),
        (
            "severity: warning\n    reason: An",
            "severity: high\n    reason: An",
            "has_rows: severity 'high' is neither critical nor warning",
        ),
        (
            "expect_table_row_count_to_be_between",
            "expect_rows",
            "has_rows: Great Expectations has no 'expect_rows'",
        ),
        (
            "expect_table_row_count_to_be_between",
            "expect_column_values_to_match_regex",
            "has_rows: not for DuckDB; use unexpected_rows_expectation with `regexp_matches`",
        ),
        ("name: has_rows", "name: Has rows", "Has rows: a name is snake_case"),
        (
            "name: has_rows",
            "name: one_row_per_night",
            "the name one_row_per_night is given 2 times",
        ),
        (
            "from {batch}",
            "from marts.strikes_sample",
            "intercepted_at_most_launched: `unexpected_rows_query` must read from {batch}",
        ),
    ],
)
def test_a_malformed_suite_is_refused_with_file_and_entry(
    tree: Path, old: str, new: str, message: str
) -> None:
    path = replace(tree, old, new)
    with pytest.raises(SuiteError) as error:
        suite.all_suites(tree)
    assert str(error.value).startswith(f"{path}: {message}")


def test_a_suite_without_its_table_is_refused(tree: Path) -> None:
    path = tree / "expectations" / "marts.strikes_smaple.yml"
    path.write_text(SUITE)
    with pytest.raises(SuiteError) as error:
        suite.all_suites(tree)
    assert str(error.value) == f"{path}: no file under sql/ builds marts.strikes_smaple"


def test_a_grain_in_words_asks_for_a_key(tree: Path) -> None:
    path = tree / "sql" / "strikes" / "sample.sql"
    path.write_text(TABLE.replace("night_of x weapon_class", "night and class"))
    with pytest.raises(SuiteError, match=r"the grain of .* is in words: name columns after"):
        suite.all_suites(tree)


def test_every_table_has_a_suite() -> None:
    """The results of the checks themselves are the one exception."""
    of_tables = {file.table for file in sqlfile.all_files() if file.schema != "vocabulary"}
    of_suites = {one.table for one in suite.all_suites()}
    assert of_tables - of_suites == {"quality.check_results", "quality.failing_rows"}


def with_tests(tree: Path, *tests: str) -> suite.Suite:
    """The sample's suite with simple tests in the header of its .sql file."""
    path = tree / "sql" / "strikes" / "sample.sql"
    path.write_text(TABLE.replace("create", "".join(f"-- test: {t}\n" for t in tests) + "create"))
    return suite_of(tree)


@pytest.mark.parametrize(
    ("test", "name", "type_", "kwargs", "severity", "reason"),
    [
        (
            "not_null(night_of)",
            "not_null_night_of",
            "expect_column_values_to_not_be_null",
            {"column": "night_of"},
            "critical",
            "Every row has a value in night_of.",
        ),
        (
            "unique(night_of), warning",
            "unique_night_of",
            "expect_column_values_to_be_unique",
            {"column": "night_of"},
            "warning",
            "Two rows with the same night_of would be counted twice.",
        ),
        (
            "one_row = unique(night_of, weapon_class), critical: One row a night: no more.",
            "one_row",
            "expect_compound_columns_to_be_unique",
            {"column_list": ["night_of", "weapon_class"]},
            "critical",
            "One row a night: no more.",
        ),
        (
            "accepted_values(launched: 1, 2): It was so.",
            "accepted_values_launched",
            "expect_column_values_to_be_in_set",
            {"column": "launched", "value_set": [1, 2]},
            "critical",
            "It was so.",
        ),
        (
            "accepted_values(weapon_class: drone, 'no')",
            "accepted_values_weapon_class",
            "expect_column_values_to_be_in_set",
            {"column": "weapon_class", "value_set": ["drone", "no"]},
            "critical",
            "Tables that read weapon_class expect only the listed values.",
        ),
    ],
)
def test_a_test_in_the_header_is_a_rule_like_any_other(
    tree: Path, test: str, name: str, type_: str, kwargs: dict, severity: str, reason: str
) -> None:
    first, *others = with_tests(tree, test).rules
    assert first == Rule(name, type_, kwargs, severity, reason)
    assert [rule.name for rule in others] == [
        "one_row_per_night", "launched_not_negative", "intercepted_at_most_launched", "has_rows",
    ]  # fmt: skip


def test_a_test_in_the_header_runs_over_several_lines(tree: Path) -> None:
    (rule, *_) = with_tests(tree, "not_null(night_of), warning: A night\n-- is a row's name.").rules
    assert rule.reason == "A night is a row's name."


@pytest.mark.parametrize(
    ("test", "message"),
    [
        ("notnull(night_of)", "no test 'notnull'; tests are not_null, unique, accepted_values"),
        ("not_null night_of", "`test: not_null night_of` is not of the form"),
        ("not_null(night_of), high", "`test: not_null(night_of), high` is not of the form"),
        ("not_null(night_of, launched)", "not_null(night_of, launched): one column per test"),
        ("unique(night of)", "a test names 'night of', which is not a column"),
        ("accepted_values(launched)", "accepted_values(launched): write the column, a colon and"),
    ],
)
def test_a_malformed_test_in_the_header_is_refused_with_its_file(
    tree: Path, test: str, message: str
) -> None:
    with pytest.raises(SuiteError) as error:
        with_tests(tree, test)
    assert str(error.value).startswith(f"{tree}/sql/strikes/sample.sql: {message}")


def test_a_name_is_unique_over_header_and_yaml(tree: Path) -> None:
    with pytest.raises(SuiteError, match=r"the name has_rows is given 2 times"):
        with_tests(tree, "has_rows = not_null(night_of)")


def test_a_suite_can_be_in_the_header_alone(tree: Path) -> None:
    (tree / "expectations" / "marts.strikes_sample.yml").unlink()
    alone = with_tests(tree, "not_null(night_of)", "unique(night_of)")
    assert [rule.name for rule in alone.rules] == ["not_null_night_of", "unique_night_of"]
    assert alone.path == alone.file.path


def test_a_test_in_the_header_of_a_column_that_is_not_there_does_not_run(tree: Path) -> None:
    with pytest.raises(SuiteError, match=r"not_null_night: marts.strikes_sample has no column"):
        with_tests(tree, "not_null(night)").require_columns()
