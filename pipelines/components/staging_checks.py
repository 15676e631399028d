"""Checks of a source's staging table: unreadable documents, refused rows, too few or too many rows.

They are warnings: one bad document must not stop the other sources. They read what reading has
recorded (quality.documents_read, quality.quarantined_rows). Rules of tables that SQL builds do not
belong here (expectations/).
"""

from collections.abc import Iterator
from typing import Any

import dagster as dg

from pipelines.components.checks import check_result
from pipelines.landing.declaration import Declaration
from pipelines.quality.failing import first_rows
from pipelines.quality.rule import Rule
from pipelines.quality.run import Outcome, store_results
from pipelines.warehouse.build import Warehouse
from pipelines.warehouse.quoting import literal

REASONS = {
    "documents_are_readable": "A document that cannot be read at all contributes nothing.",
    "no_row_is_refused": "A row in quarantine contributes nothing until it is corrected.",
    "rows_are_as_many_as_asserted": "A source that suddenly has a tenth of its rows was cut off.",
}
"""Rules of every source, with their reasons."""

QUERIES = {
    "documents_are_readable": """\
select read.uri as document, rows.reason
from quality.documents_read as read
left join quality.quarantined_rows as rows using (document_id)
where read.source = {source} and not read.is_readable""",
    "no_row_is_refused": """\
select uri as document, locator, stage, reason
from quality.quarantined_rows
where source = {source} and locator <> 'document'""",
    "rows_are_as_many_as_asserted": """\
select read.uri as document, read.rows_claimed, {min} as asserted_min, {max} as asserted_max
from quality.documents_read as read
inner join landed.documents as documents using (document_id)
where read.source = {source}
qualify case
    when {is_snapshot} then row_number() over (order by documents.known_at desc, document_id) = 1
        and read.rows_claimed not between {min} and {max}
    else sum(read.rows_claimed) over () not between {min} and {max}
end""",
}
"""SQL of the rows that break a rule."""


def staging_checks(source: Declaration) -> dg.AssetChecksDefinition:
    """The checks of one source's staging table as one step of Dagster."""
    asset = ["staging", source.name]
    rules = staging_rules(source)

    @dg.multi_asset_check(
        name=f"staging_{source.name}_checks",
        description="Whether the source's documents were read and its rows kept.",
        specs=[dg.AssetCheckSpec(one.name, asset=asset, description=one.reason) for one in rules],
        pool="warehouse",
        can_subset=True,
    )
    def checks(
        context: dg.AssetCheckExecutionContext, warehouse: dg.ResourceParam[Warehouse]
    ) -> Iterator[dg.AssetCheckResult]:
        names = {key.name for key in context.selected_asset_check_keys}
        outcomes = [run_rule(warehouse, source, one) for one in rules if one.name in names]
        marks = dict.fromkeys((one.name for one in rules), "")
        store_results(warehouse, ".".join(asset), outcomes, marks, context.run.run_id)
        for outcome in outcomes:
            yield check_result(warehouse, asset, outcome)

    return checks


def staging_rules(source: Declaration) -> list[Rule]:
    """The rules of a source; the one on its number of rows only if it declares `assertions`."""
    return [
        Rule(name, "staging", {}, "warning", reason)
        for name, reason in REASONS.items()
        if source.assertions is not None or name != "rows_are_as_many_as_asserted"
    ]


def run_rule(warehouse: Warehouse, source: Declaration, rule: Rule) -> Outcome:
    """Check one rule of a source."""
    query = QUERIES[rule.name].format(**_values(source))
    failing = warehouse.count(f"({query})")
    checked = warehouse.rows(
        "select coalesce(sum(rows_in), 0)::bigint from quality.documents_read where source = ?",
        source.name,
    )[0][0]
    rows = first_rows(warehouse, query) if failing else ()
    return Outcome(rule, failing == 0, checked, failing, None, rows, query)


def _values(source: Declaration) -> dict[str, Any]:
    asserted = source.assertions
    return {
        "source": literal(source.name),
        "is_snapshot": str(source.is_snapshot).lower(),
        "min": asserted.min if asserted else 0,
        "max": asserted.max if asserted else 0,
    }
