"""Translates a query from DuckDB's SQL to Spark's.

sqlglot translates most of it. Each rule of `RULES` rewrites one construct that sqlglot leaves as it
is or translates to something that Spark refuses. A query becomes a sequence of views, one for each
common table expression, so that one that is read several times is computed once, and so that the
rounds of a recursive one can be played by the driver.

What a query must not contain at all does not belong here (portable.py), nor does running anything
(spark.py).
"""

from collections.abc import Callable
from dataclasses import dataclass

import duckdb
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
    return translation_of(sqlglot.parse_one(statement, read="duckdb"))


def translation_of(tree: exp.Expr) -> Translation:
    """The same for a query that has been parsed; its tree is changed."""
    for rule in RULES:
        tree = rule(tree)
    readings = [table.name.lower() for table in tree.find_all(exp.Table) if not table.db]
    with_ = tree.args.pop("with_", None)
    views = [
        _view(cte, readings.count(cte.alias.lower()))
        for cte in (with_.expressions if with_ else ())
    ]
    return Translation(tuple(views), _spark(tree))


def is_recursive(cte: exp.CTE) -> bool:
    """Whether a common table expression reads itself."""
    name = cte.alias.lower()
    return any(
        table.name.lower() == name and not table.db for table in cte.this.find_all(exp.Table)
    )


def _view(cte: exp.CTE, readings: int) -> View:
    if not is_recursive(cte):
        return View(cte.alias, _spark(cte.this), is_shared=readings > 1)
    union = cte.this
    if not isinstance(union, exp.Union) or union.args.get("distinct"):
        raise NotTranslated(f"{cte.alias}: a recursion must be `first rows union all next rows`")
    first, following = _spark(union.this), _spark(union.expression)
    return View(cte.alias, first, is_shared=True, next_round=following)


def _spark(tree: exp.Expr) -> str:
    """Spark's SQL of a part that is not used again: sqlglot changes it instead of a copy."""
    return tree.sql("spark", copy=False)


NAIVE = (exp.DataType.Type.TIMESTAMP, exp.DataType.Type.TIMESTAMPNTZ)
"""Types of a wall clock without a zone, as sqlglot names them."""


def contains_all(tree: exp.Expr) -> exp.Expr:
    """`list_has_all(a, b)` -> no element of b is missing in a; Spark has no such function."""

    def rewrite(node: exp.Expr) -> exp.Expr:
        if not isinstance(node, exp.Anonymous) or node.name.lower() != "list_has_all":
            return node
        having, wanted = node.expressions
        missing = exp.func("array_except", wanted, having, dialect="spark")
        return exp.EQ(this=exp.ArraySize(this=missing), expression=exp.Literal.number(0))

    return tree.transform(rewrite, copy=False)


def replaced_columns(tree: exp.Expr) -> exp.Expr:
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


def lateral_unnests(tree: exp.Expr) -> exp.Expr:
    """`cast(unnest(l) as t)` -> a lateral view; Spark allows no expression around an unnest.

    Raises `NotTranslated` for two in one select list, whose elements DuckDB pairs and Spark does
    not, and for an aggregate inside one that an expression surrounds.
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
            if unnest.parent is select or _is_named(unnest, select):
                continue
            if unnest.find(exp.AggFunc):
                raise NotTranslated(f"`{unnest.parent.sql('duckdb')}`: an aggregate in an unnest")
            _make_lateral(select, unnest)
    return tree


def _is_named(unnest: exp.Expr, select: exp.Select) -> bool:
    """Whether the unnest is a column of the select list by itself."""
    return isinstance(unnest.parent, exp.Alias) and unnest.parent.parent is select


def _make_lateral(select: exp.Select, unnest: exp.Expr) -> None:
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


def zipped_lists(tree: exp.Expr) -> exp.Expr:
    """`list_zip(a, b)` -> nested `zip_with`, whose fields are named 1, 2 and so on.

    Lambdas over the list get `cell[1]` rewritten to the field of this name. In DuckDB a list that
    is null counts as empty; Spark would give null.
    """
    for zipped in list(tree.find_all(exp.Anonymous)):
        if zipped.name.lower() != "list_zip":
            continue
        _name_fields(zipped)
        first, *others = [_or_empty(one) for one in zipped.expressions]
        nested = _called("transform", first, "x -> named_struct('1', x)")
        for number, other in enumerate(others, 2):
            before = "".join(f"'{n}', x.`{n}`, " for n in range(1, number))
            pair = f"(x, y) -> named_struct({before}'{number}', y)"
            nested = _called("zip_with", nested, other, pair)
        zipped.replace(nested)
    return tree


def _name_fields(zipped: exp.Expr) -> None:
    """Rewrite `cell[1]` in the lambdas over a zipped list, filtered or not."""
    over = zipped.parent
    while isinstance(over, exp.ArrayFilter | exp.Transform):
        each = over.expression
        (cell,) = each.expressions
        for bracket in list(each.this.find_all(exp.Bracket)):
            if bracket.this.name == cell.name and bracket.expressions[0].is_int:
                number = int(bracket.expressions[0].name) + 1
                bracket.replace(exp.column(exp.to_identifier(str(number), True), cell.name))
        over = over.parent if isinstance(over, exp.ArrayFilter) else None


def _or_empty(list_: exp.Expr) -> exp.Expr:
    return exp.func("coalesce", list_.copy(), exp.Array(expressions=[]))


def _called(function: str, *arguments: exp.Expr | str) -> exp.Expr:
    """A call of a function of Spark."""
    texts = [one if isinstance(one, str) else _spark(one) for one in arguments]
    return _parsed(f"{function}({', '.join(texts)})")


def _parsed(spark: str) -> exp.Expr:
    return sqlglot.parse_one(spark, read="spark")


def written_lists(tree: exp.Expr) -> exp.Expr:
    """`cast('[a, b]' as varchar[])` -> an array of its elements; Spark casts no text to a list."""
    for cast in list(tree.find_all(exp.Cast)):
        if cast.to.is_type(exp.DataType.Type.LIST, exp.DataType.Type.ARRAY) and cast.this.is_string:
            ((elements_,),) = duckdb.execute(f"select {cast.sql('duckdb')}::varchar[]").fetchall()
            words = [exp.convert(word) for word in elements_]
            cast.set("this", exp.Array(expressions=words))
    return tree


def elements(tree: exp.Expr) -> exp.Expr:
    """`l[1]` -> `get(l, 0)`: null beyond the end of the list, where Spark's brackets raise.

    `l[2:]` -> `slice(l, 2, size(l))`: what is left of the list, which may be nothing.
    """

    def rewrite(node: exp.Expr) -> exp.Expr:
        if not isinstance(node, exp.Bracket):
            return node
        (at,) = node.expressions if len(node.expressions) == 1 else (None,)
        if isinstance(at, exp.Slice) and at.this.is_int and not at.expression:
            length = exp.ArraySize(this=node.this.copy())
            return exp.Anonymous(this="slice", expressions=[node.this, at.this, length])
        if at is None or not at.is_int:
            raise NotTranslated(f"`{node.sql('duckdb')}`: only numbered elements of a list")
        return exp.Anonymous(this="get", expressions=[node.this, at])

    return tree.transform(rewrite, copy=False)


GLOB = r"""
concat('(?s)^', regexp_replace(regexp_replace(replace(
    regexp_replace(pattern, '([.+(){}|$^])', '\\\\$1'),
    '[!', '[^'), '(?<!\\\\)\\*', '.*'), '(?<!\\\\)\\?', '.'), '$')
"""
"""A glob pattern as a regular expression, in Spark's SQL; brackets must not contain * or ?."""


def patterns(tree: exp.Expr) -> exp.Expr:
    """`name glob pattern` -> `name rlike` the pattern as a regular expression."""
    for glob in list(tree.find_all(exp.Glob)):
        expression = _parsed(GLOB)
        for column in list(expression.find_all(exp.Column)):
            column.replace(glob.expression.copy())
        glob.replace(exp.RegexpLike(this=glob.this, expression=expression))
    return tree


def windows(tree: exp.Expr) -> exp.Expr:
    """`over (w rows ...)` -> the window `w` written out: Spark adds no frame to a named window."""
    for select in tree.find_all(exp.Select):
        named = {one.name: one for one in select.args.get("windows") or ()}
        for used in select.find_all(exp.Window):
            if used.args.get("spec") and used.alias in named:
                written_out = named[used.alias].copy()
                for part in ("partition_by", "order"):
                    used.set(part, written_out.args.get(part))
                used.set("alias", None)
    return tree


def zones(tree: exp.Expr) -> exp.Expr:
    """`at time zone` -> from UTC for a column, which is a moment; to UTC for a cast, a wall clock.

    Raises `NotTranslated` for anything else, whose type the text does not show.
    """

    def rewrite(node: exp.Expr) -> exp.Expr:
        if not isinstance(node, exp.AtTimeZone):
            return node
        if isinstance(node.this, exp.Column):
            name = "from_utc_timestamp"
        elif isinstance(node.this, exp.Cast) and node.this.is_type(*NAIVE):
            name = "to_utc_timestamp"
        else:
            raise NotTranslated(
                f"`{node.sql('duckdb')}`: only a column or `cast(... as timestamp)` at a time zone"
            )
        return exp.Anonymous(this=name, expressions=[node.this, node.args["zone"]])

    return tree.transform(rewrite, copy=False)


def seconds(tree: exp.Expr) -> exp.Expr:
    """`epoch(moment)` -> microseconds / 1e6: sqlglot's choice drops fractions of a second."""

    def rewrite(node: exp.Expr) -> exp.Expr:
        if not isinstance(node, exp.TimeToUnix):
            return node
        micros = exp.Anonymous(this="unix_micros", expressions=[node.this])
        return exp.Paren(
            this=exp.Div(this=exp.cast(micros, "double"), expression=exp.Literal.number(1000000))
        )

    return tree.transform(rewrite, copy=False)


RULES: tuple[Callable[[exp.Expr], exp.Expr], ...] = (
    contains_all,
    replaced_columns,
    lateral_unnests,
    zipped_lists,
    written_lists,
    elements,
    patterns,
    windows,
    zones,
    seconds,
)
