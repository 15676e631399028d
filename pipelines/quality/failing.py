"""SQL for the rows that break a rule, with the documents and places that they come from.

A row that names a claim gets the claim's source, document and place. A row that names an event, a
night of strikes, a month, a week or a day gets the places of the claims behind it. Running a rule
does not belong here (run.py), nor does which claims are behind a span of time (spans.py).
"""

from typing import Any

from pipelines.quality.rule import SQL_RULE, Rule
from pipelines.quality.spans import PERIOD, ROW, SPANS, claims_in_span, numbered, span_of
from pipelines.quality.suite import Suite
from pipelines.warehouse.build import Warehouse
from pipelines.warehouse.families import families

MAX_ROWS = 20
"""Failing rows stored per check; the stored query shows all of them."""

UNIQUE_RULES = ("expect_column_values_to_be_unique", "expect_compound_columns_to_be_unique")

PLACE = ("source", "document", "locator")
"""Columns added to a row that names a claim: source, file, and place in the file."""

REPORTED_IN = "reported_in"
"""Column added to a row that names an event, a night or a span: files and places of its claims."""

MOST_PLACES = 5
"""Places listed of one event, night or span."""

NAMES = ("claim_id", "event_id", "night_of", *SPANS, *PERIOD)
"""Words of a query that can have one of these columns."""

NIGHTS = "select night_of, claim_id from claims.strikes"
"""Claims of each night of strikes. They are there whenever a table of nights is checked; events
may be built before that or after."""


def failing_query(
    warehouse: Warehouse, suite: Suite, rule: Rule, index_query: str | None
) -> str | None:
    """SQL for the rows that break a rule; null for the few types without one.

    `index_query`: the query that Great Expectations returns for the rule's type.
    """
    query = _query(suite, rule, index_query)
    return query and _with_place(warehouse, suite, query)


def first_rows(warehouse: Warehouse, query: str) -> tuple[dict[str, Any], ...]:
    """Up to `MAX_ROWS` rows of a query, the same ones in whatever order its tables were filled."""
    with warehouse.connection.cursor() as cursor:
        cursor.execute(f"from (\n{query}\n) order by all limit {MAX_ROWS}")
        names = [column[0] for column in cursor.description or ()]
        return tuple(dict(zip(names, row, strict=True)) for row in cursor.fetchall())


def _query(suite: Suite, rule: Rule, index_query: str | None) -> str | None:
    if rule.type == SQL_RULE:
        query = rule.kwargs["unexpected_rows_query"].format(batch=suite.table)
        return query.strip().removesuffix(";")
    if rule.type in UNIQUE_RULES:
        columns = ", ".join(f'"{column}"' for column in rule.columns)
        return (
            f"select {columns}, count(*) as repeats\nfrom {suite.table}\n"
            "group by all\nhaving count(*) > 1"
        )
    return index_query.removesuffix(";") if index_query else None


def _with_place(warehouse: Warehouse, suite: Suite, query: str) -> str:
    """The query, extended by where its rows come from if they name claims, events or nights."""
    if not any(name in query for name in NAMES):
        return query
    columns = [name for name, *_ in warehouse.rows(f"describe {query}")]
    here = [suite.file.family] if suite.file.family in families() else families()
    if "claim_id" in columns:
        return _with_claim(here, query, columns)
    if REPORTED_IN in columns:
        return query
    if "event_id" in columns and (linked := _linked(warehouse, here)):
        links = " union all ".join(f"select event_id, claim_id from links.{one}" for one in linked)
        return _with_claims_behind(linked, query, "event_id", links)
    if "night_of" in columns and here == ["strikes"]:
        return _with_claims_behind(here, query, "night_of", NIGHTS)
    if span := span_of(columns):
        links = claims_in_span(suite, here, columns, span)
        return _with_claims_behind(here, numbered(query), ROW, links)
    return query


def _linked(warehouse: Warehouse, of_families: list[str]) -> list[str]:
    """The families whose links the build file has already."""
    rows = warehouse.rows("select table_name from duckdb_tables() where schema_name = 'links'")
    built = {table for (table,) in rows}
    return [family for family in of_families if family in built]


def _with_claim(of_families: list[str], query: str, columns: list[str]) -> str:
    key = "claim_id, revision" if "revision" in columns else "claim_id"
    added = ", ".join(f"places.{name}" for name in PLACE if name not in columns)
    if not added:
        return query
    return f"""\
with failing as (
{query}
),

claims as (
{_claims(of_families)}
),

places as (
    select distinct on ({key}) {key}, claims.source, documents.uri as document, claims.locator
    from claims
    left join landed.documents as documents using (document_id)
    order by claim_id, revision desc
)

select failing.*, {added}
from failing
left join places using ({key})"""


def _with_claims_behind(of_families: list[str], query: str, key: str, links: str) -> str:
    """`key`: the column that rows name; `links`: SQL of its values, each with its claims."""
    hidden = f" exclude ({ROW})" if key == ROW else ""
    return f"""\
with failing as materialized (
{query}
),

links as (
{links}
),

claims as (
{_claims(of_families)}
),

places as (
    select distinct links.{key}, concat(documents.uri, ' row ', claims.locator) as place
    from links
    inner join claims on links.claim_id = claims.claim_id
    left join landed.documents as documents on claims.document_id = documents.document_id
    where links.{key} in (select {key} from failing)
),

listed as (
    select {key}, string_agg(place, '; ' order by place) as {REPORTED_IN}
    from (
        from places
        qualify row_number() over (partition by {key} order by place) <= {MOST_PLACES}
    )
    group by {key}
)

select failing.*{hidden}, listed.{REPORTED_IN}
from failing
left join listed using ({key})"""


def _claims(of_families: list[str]) -> str:
    return " union all ".join(
        f"select claim_id, revision, source, document_id, locator from claims.{one}"
        for one in of_families
    )
