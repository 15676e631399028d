"""Refuses queries outside the SQL that DuckDB and Spark share, without running Spark.

A query may use the functions of `FUNCTIONS` and what `dialect.py` translates. A function joins the
list once `make test-spark` has shown equal rows on both engines. What depends on the types of
columns shows only in that test, except subtraction of dates, which is recognised by names.
"""

from collections.abc import Iterator, Sequence

from sqlglot import exp
from sqlglot.dialects.duckdb import DuckDB
from sqlglot.tokenizer_core import Token

from pipelines.engines.dialect import NotTranslated, translation_of
from pipelines.engines.engine import Step
from pipelines.warehouse.sqlfile import SqlFile

FUNCTIONS = frozenset(
    {
        "abs", "and", "arg_min", "array", "array_agg", "array_append", "array_concat",
        "array_contains", "array_distinct", "array_size", "array_sort", "array_to_string",
        "asin", "avg", "case", "cast", "chr", "coalesce", "concat", "concat_ws", "contains", "cos",
        "count", "datediff", "day", "exists", "explode", "filter", "first_value", "flatten",
        "floor", "generate_series", "glob", "greatest", "group_concat", "if", "lag", "last_day",
        "last_value", "lead", "least", "length", "list_has_all", "list_zip", "logical_and",
        "logical_or", "lower", "max", "median", "min", "nullif", "or", "power", "radians",
        "regexp_extract", "regexp_replace", "replace", "round", "row_number", "sin", "sqrt",
        "split", "starts_with", "stddev_samp", "struct", "substring", "sum", "time_to_unix",
        "timestamp_trunc", "transform", "trim", "try_cast",
    }
)  # fmt: skip
"""Functions with equal results on both engines, as sqlglot names them."""

WRITE_INSTEAD = {"len": "array_length for lists, length for texts"}

DATE_ENDINGS = ("_on", "_day", "night_of")
"""Endings of columns that are dates, see docs/naming.md."""


def faults(file: SqlFile | Step) -> list[str]:
    """Constructs of a query that are not portable, each with the path of the file."""
    duckdb = DuckDB()
    tokens = duckdb.tokenize(file.statement)
    (tree,) = filter(None, duckdb.parser().parse(tokens, file.statement))
    found = [*_words(tokens), *_nodes(tree)]
    try:
        translation_of(tree)
    except NotTranslated as error:
        found.append(str(error))
    return [f"{file.path}: {fault}" for fault in dict.fromkeys(found)]


def _words(tokens: Sequence[Token]) -> Iterator[str]:
    """Functions for which DuckDB has two names, of which sqlglot understands one."""
    for token in tokens:
        if token.text.lower() in WRITE_INSTEAD:
            yield f"`{token.text}`: write {WRITE_INSTEAD[token.text.lower()]}"


def _nodes(tree: exp.Expr) -> Iterator[str]:
    for node in tree.walk():
        if isinstance(node, exp.Func):
            name = node.name if isinstance(node, exp.Anonymous) else node.sql_name()
            if name.lower() not in FUNCTIONS:
                yield f"`{_text(node)}`: {name.lower()} has not been tried on Spark"
        if isinstance(node, exp.Lambda) and node.find(exp.Query):
            yield f"`{_text(node)}`: a query inside a lambda; write a left join"
        if isinstance(node, exp.Window) and node.this.find(exp.Distinct):
            yield f"`{_text(node)}`: distinct over a window; compare min() and max() over it"
        if isinstance(node, exp.Sub) and _is_date(node.this) and _is_date(node.expression):
            yield f"`{_text(node)}`: date - date; write date_diff('day', earlier, later)"


def _text(node: exp.Expr) -> str:
    return node.sql("duckdb")[:80]


def _is_date(node: exp.Expr) -> bool:
    if isinstance(node, exp.Cast):
        return node.is_type("date")
    return isinstance(node, exp.Column) and (node.name == "day" or node.name.endswith(DATE_ENDINGS))
