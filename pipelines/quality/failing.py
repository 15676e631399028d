"""SQL for the rows that break a rule; claims are shown with source, document and place.

Running a rule does not belong here (run.py).
"""

from typing import Any

from pipelines.quality.rule import SQL_RULE, Rule
from pipelines.quality.suite import Suite
from pipelines.warehouse.build import Warehouse
from pipelines.warehouse.families import families

MAX_ROWS = 20
"""Failing rows stored per check; the stored query shows all of them."""

UNIQUE_RULES = ("expect_column_values_to_be_unique", "expect_compound_columns_to_be_unique")

PLACE = ("source", "document", "locator")
"""Columns added to a row that names a claim: source, file, and place in the file."""


def failing_query(
    warehouse: Warehouse, suite: Suite, rule: Rule, index_query: str | None
) -> str | None:
    """SQL for the rows that break a rule; null for the few types without one.

    `index_query`: the query that Great Expectations returns for the rule's type.
    """
    query = _query(suite, rule, index_query)
    return query and _with_place(warehouse, suite, query)


def first_rows(warehouse: Warehouse, query: str) -> tuple[dict[str, Any], ...]:
    """Up to `MAX_ROWS` rows of a query."""
    with warehouse.connection.cursor() as cursor:
        cursor.execute(query)
        names = [column[0] for column in cursor.description or ()]
        return tuple(dict(zip(names, row, strict=True)) for row in cursor.fetchmany(MAX_ROWS))


def _query(suite: Suite, rule: Rule, index_query: str | None) -> str | None:
    if rule.type == SQL_RULE:
        return rule.kwargs["unexpected_rows_query"].format(batch=suite.table).strip()
    if rule.type in UNIQUE_RULES:
        columns = ", ".join(f'"{column}"' for column in rule.columns)
        return (
            f"select {columns}, count(*) as repeats\nfrom {suite.table}\n"
            "group by all\nhaving count(*) > 1"
        )
    return index_query.removesuffix(";") if index_query else None


def _with_place(warehouse: Warehouse, suite: Suite, query: str) -> str:
    """The query, extended by the place of each row's claim if its rows name claims."""
    family = suite.file.family
    if family not in families() or "claim_id" not in query:
        return query
    columns = [name for name, *_ in warehouse.rows(f"describe {query}")]
    if "claim_id" not in columns:
        return query
    key = "claim_id, revision" if "revision" in columns else "claim_id"
    added = ", ".join(f"places.{name}" for name in PLACE if name not in columns)
    if not added:
        return query
    return f"""\
with failing as (
{query}
),

places as (
    select distinct on ({key}) {key}, claims.source, documents.uri as document, claims.locator
    from claims.{family} as claims
    left join landed.documents as documents using (document_id)
    order by claim_id, revision desc
)

select failing.*, {added}
from failing
left join places using ({key})"""
