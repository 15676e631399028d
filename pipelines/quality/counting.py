"""Counts the failing rows of a table's rules in one query of DuckDB.

Most rules hold, and one query over the table is enough to know it; Great Expectations takes a
hundred times as long per rule, and its import takes seconds. Each condition here is the one that
Great Expectations uses for its expectation. A rule with other arguments is not counted, and rules
that fail are validated by Great Expectations (run.py).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import duckdb

from pipelines.quality.rule import SQL_RULE, Rule
from pipelines.quality.suite import Suite
from pipelines.warehouse.build import Warehouse
from pipelines.warehouse.quoting import identifier, literal

Arguments = Mapping[str, Any]


@dataclass(frozen=True)
class Counted:
    """Rows of a table, and failing rows by the names of its rules.

    A column in which values repeat counts the repetitions, not all rows that have such a value.
    """

    rows: int
    failing: Mapping[str, int]


def counted(warehouse: Warehouse, suite: Suite) -> Counted | None:
    """The counts of all rules that can be counted; null if their query does not run.

    Then each rule has to run alone, so that the error names the rule at fault.
    """
    of_columns, of_queries = {}, {}
    for rule in suite.rules:
        if rule.type == SQL_RULE and set(rule.kwargs) == {"unexpected_rows_query"}:
            query = rule.kwargs["unexpected_rows_query"].format(batch=suite.table)
            of_queries[rule.name] = query.strip().removesuffix(";")
        elif condition := _condition(rule):
            of_columns[rule.name] = condition
    # One column first, in case no rule is about a column.
    aggregates = ", ".join(["count(*)", *of_columns.values()])
    parts = [f"(select {aggregates} from {suite.table})"]
    parts += [f"(select count(*) from (\n{query}\n))" for query in of_queries.values()]
    try:
        ((rows, *failing),) = warehouse.rows("from " + ",\n".join(parts))
    except duckdb.Error:
        return None
    return Counted(rows, dict(zip([*of_columns, *of_queries], failing, strict=True)))


def row_count_holds(rule: Rule, rows: int) -> bool | None:
    """Whether a rule on the number of rows holds; null for any other rule."""
    arguments = dict(rule.kwargs)
    if rule.type == "expect_table_row_count_to_equal" and set(arguments) == {"value"}:
        return rows == arguments["value"]
    if rule.type == "expect_table_row_count_to_be_between" and set(arguments) == {"min_value"}:
        return rows >= arguments["min_value"]
    return None


def _condition(rule: Rule) -> str | None:
    """SQL that counts the failing rows of a rule on columns; null if none is known for it."""
    counts = COUNTS.get(rule.type)
    return counts(rule.kwargs) if counts else None


def _nulls(arguments: Arguments) -> str | None:
    if set(arguments) != {"column"}:
        return None
    return f"count(*) filter ({identifier(arguments['column'])} is null)"


def _repeated(arguments: Arguments) -> str | None:
    if set(arguments) != {"column"}:
        return None
    column = identifier(arguments["column"])
    return f"count({column}) - count(distinct {column})"


def _repeated_together(arguments: Arguments) -> str | None:
    """Rows without a value in any of the columns are left out."""
    if set(arguments) != {"column_list"}:
        return None
    columns = [identifier(name) for name in arguments["column_list"]]
    given = f"filter ({' or '.join(f'{name} is not null' for name in columns)})"
    return f"count(*) {given} - count(distinct row({', '.join(columns)})) {given}"


def _not_in_set(arguments: Arguments) -> str | None:
    values = arguments.get("value_set")
    if set(arguments) != {"column", "value_set"} or not values or not _are_plain(values):
        return None
    listed = ", ".join(map(_value, values))
    return f"count(*) filter ({identifier(arguments['column'])} not in ({listed}))"


def _not_between(arguments: Arguments) -> str | None:
    return _outside(arguments, identifier(arguments.get("column", "")))


def _length_not_between(arguments: Arguments) -> str | None:
    return _outside(arguments, f"length({identifier(arguments.get('column', ''))})")


def _outside(arguments: Arguments, measured: str) -> str | None:
    bounds = {name: arguments[name] for name in ("min_value", "max_value") if name in arguments}
    if set(arguments) != {"column", *bounds} or not bounds or not _are_plain(bounds.values()):
        return None
    signs = {"min_value": "<", "max_value": ">"}
    outside = (f"{measured} {signs[name]} {_value(bound)}" for name, bound in bounds.items())
    return f"count(*) filter ({' or '.join(outside)})"


def _not_greater(arguments: Arguments) -> str | None:
    """Rows without a value in either column are left out."""
    expected = {"or_equal": True, "ignore_row_if": "either_value_is_missing"}
    named = {"column_A", "column_B"}
    if {**arguments} != {**expected, **{name: arguments.get(name) for name in named}}:
        return None
    first, second = (identifier(arguments[name]) for name in sorted(named))
    return f"count(*) filter ({first} < {second})"


def _are_plain(values: Any) -> bool:
    return all(isinstance(value, str | int | float) for value in values)


def _value(value: str | float) -> str:
    return literal(value) if isinstance(value, str) else str(value)


COUNTS: dict[str, Callable[[Arguments], str | None]] = {
    "expect_column_values_to_not_be_null": _nulls,
    "expect_column_values_to_be_unique": _repeated,
    "expect_compound_columns_to_be_unique": _repeated_together,
    "expect_column_values_to_be_in_set": _not_in_set,
    "expect_column_values_to_be_between": _not_between,
    "expect_column_value_lengths_to_be_between": _length_not_between,
    "expect_column_pair_values_a_to_be_greater_than_b": _not_greater,
}
"""Expectations on the rows of a table by type: SQL that counts the failing ones."""
