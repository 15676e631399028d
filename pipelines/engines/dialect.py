"""Translates the query of a model from DuckDB's SQL to Spark's.

sqlglot translates most of it. Each rule of `RULES` rewrites one construct that sqlglot leaves as it
is or translates to something that Spark refuses. A query becomes a sequence of views, one for each
common table expression, so that one that is read several times is computed once, and so that the
rounds of a recursive one can be played by the driver.

What a model must not contain at all does not belong here (portable.py), nor does running anything
(spark.py).
"""

from collections.abc import Callable
from dataclasses import dataclass

import sqlglot
from sqlglot import exp


class NotTranslated(ValueError):
    """A construct that has no translation; the message names it."""


@dataclass(frozen=True)
class View:
    """A common table expression, in Spark's SQL.

    `is_shared`: read more than once, so that its rows should be kept. `next_round`: of a recursive
    one, the query that gives the next rows from those of the last round; `query` gives the first.
    """

    name: str
    query: str
    is_shared: bool
    next_round: str | None = None


@dataclass(frozen=True)
class Translation:
    """A query in Spark's SQL. `views`: what it reads, each after those that it reads."""

    views: tuple[View, ...]
    query: str


def translated(statement: str) -> Translation:
    """The query of a model in Spark's SQL; raises `NotTranslated`."""
    tree = sqlglot.parse_one(statement, read="duckdb")
    for rule in RULES:
        tree = rule(tree)
    readings = [table.name.lower() for table in tree.find_all(exp.Table) if not table.db]
    with_ = tree.args.pop("with_", None)
    views = [
        _view(cte, readings.count(cte.alias.lower()))
        for cte in (with_.expressions if with_ else ())
    ]
    return Translation(tuple(views), tree.sql("spark"))


def is_recursive(cte: exp.CTE) -> bool:
    """Whether a common table expression reads itself."""
    name = cte.alias.lower()
    return any(
        table.name.lower() == name and not table.db for table in cte.this.find_all(exp.Table)
    )


def _view(cte: exp.CTE, readings: int) -> View:
    if not is_recursive(cte):
        return View(cte.alias, cte.this.sql("spark"), is_shared=readings > 1)
    union = cte.this
    if not isinstance(union, exp.Union) or union.args.get("distinct"):
        raise NotTranslated(f"{cte.alias}: a recursion must be `first rows union all next rows`")
    first, following = union.this.sql("spark"), union.expression.sql("spark")
    return View(cte.alias, first, is_shared=True, next_round=following)


def contains_all(tree: exp.Expression) -> exp.Expression:
    """`list_has_all(a, b)` -> no element of b is missing in a; Spark has no such function."""

    def rewrite(node: exp.Expression) -> exp.Expression:
        if not isinstance(node, exp.Anonymous) or node.name.lower() != "list_has_all":
            return node
        having, wanted = node.expressions
        missing = exp.func("array_except", wanted, having, dialect="spark")
        return exp.EQ(this=exp.ArraySize(this=missing), expression=exp.Literal.number(0))

    return tree.transform(rewrite)


def replaced_columns(tree: exp.Expression) -> exp.Expression:
    """`* replace (e as c)` -> `* except (c), e as c`; the column moves behind the others.

    Raises `NotTranslated` in a union, which goes by the order of columns.
    """
    for star in list(tree.find_all(exp.Star)):
        replaced = star.args.get("replace")
        if not replaced:
            continue
        projection = star.parent if isinstance(star.parent, exp.Column) else star
        select = projection.parent
        if not isinstance(select, exp.Select) or isinstance(select.parent, exp.SetOperation):
            raise NotTranslated("`* replace` in a union, which goes by the order of columns")
        names = [exp.to_identifier(one.alias) for one in replaced]
        star.set("replace", None)
        star.set("except_", [*(star.args.get("except_") or ()), *names])
        select.set("expressions", [*select.expressions, *replaced])
    return tree


def lateral_unnests(tree: exp.Expression) -> exp.Expression:
    """`cast(unnest(l) as t)` -> a lateral view; Spark allows no expression around an unnest.

    Raises `NotTranslated` for two in one select list: DuckDB pairs their elements, Spark does not.
    """
    for select in list(tree.find_all(exp.Select)):
        unnests = [
            unnest
            for projection in select.expressions
            for unnest in projection.find_all(exp.Explode)
            if unnest.find_ancestor(exp.Select) is select
        ]
        if len(unnests) > 1:
            raise NotTranslated("several `unnest` in one select list")
        for unnest in unnests:
            if unnest.parent is not select and not _is_named(unnest, select):
                _make_lateral(select, unnest)
    return tree


def _is_named(unnest: exp.Expression, select: exp.Select) -> bool:
    """Whether the unnest is a column of the select list by itself."""
    return isinstance(unnest.parent, exp.Alias) and unnest.parent.parent is select


def _make_lateral(select: exp.Select, unnest: exp.Expression) -> None:
    unnest.replace(exp.column("element", table="unnested"))
    lateral = exp.Lateral(
        this=unnest,
        view=True,
        alias=exp.TableAlias(
            this=exp.to_identifier("unnested"), columns=[exp.to_identifier("element")]
        ),
    )
    if not select.args.get("from_"):
        select.from_("(select 1) as one_row", copy=False)
    select.append("laterals", lateral)


RULES: tuple[Callable[[exp.Expression], exp.Expression], ...] = (
    contains_all,
    replaced_columns,
    lateral_unnests,
)
