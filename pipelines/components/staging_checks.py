"""Checks of a source's staging table: unreadable documents, refused rows, too few rows, old ones.

They are warnings: one bad document must not stop the other sources. They read what reading has
recorded (quality.documents_read, quality.quarantined_rows, records.<family>). Rules of tables that
SQL builds do not belong here (expectations/).
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import dagster as dg

from pipelines.components.checks import check_result
from pipelines.landing.declaration import Declaration
from pipelines.quality.failing import first_rows
from pipelines.quality.rule import Rule
from pipelines.quality.run import Outcome, store_results
from pipelines.settings import Settings
from pipelines.staging.contract import contract, event_dates
from pipelines.vocabulary.tables import vocabulary
from pipelines.warehouse.build import Warehouse
from pipelines.warehouse.quoting import literal

REASONS = {
    "documents_are_readable": "A document that cannot be read at all contributes nothing.",
    "no_row_is_refused": "A row in quarantine contributes nothing until it is corrected.",
    "rows_are_as_many_as_asserted": "A source that suddenly has a tenth of its rows was cut off.",
    "source_is_current": "A source that is older than its cadence promises has gone silent.",
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
    "source_is_current": """\
select {source} as source, {cadence} as cadence, max(reports_on) as last_item_on,
    date_diff('day', max(reports_on), {today}) as age_days, {late_after_days} as late_after_days
from ({dated}) as dated
having age_days > {late_after_days}""",
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
        context: dg.AssetCheckExecutionContext,
        warehouse: dg.ResourceParam[Warehouse],
        settings: dg.ResourceParam[Settings],
    ) -> Iterator[dg.AssetCheckResult]:
        names = {key.name for key in context.selected_asset_check_keys}
        # What was known at an earlier moment was not late then: nothing is counted to today.
        today = None if settings.as_of else datetime.now(UTC).date()
        outcomes = [run_rule(warehouse, source, one, today) for one in rules if one.name in names]
        marks = dict.fromkeys((one.name for one in rules), "")
        store_results(warehouse, ".".join(asset), outcomes, marks, context.run.run_id)
        for outcome in outcomes:
            yield check_result(warehouse, asset, outcome)

    return checks


def staging_rules(source: Declaration) -> list[Rule]:
    """The rules of a source: on its number of rows if it declares `assertions`, on its age if its
    cadence promises something and it has not ended.
    """
    left_out = {
        "rows_are_as_many_as_asserted": source.assertions is None,
        "source_is_current": late_after_days(source) is None,
    }
    return [
        Rule(name, "staging", {}, "warning", reason)
        for name, reason in REASONS.items()
        if not left_out.get(name, False)
    ]


def late_after_days(source: Declaration) -> int | None:
    """Days after its newest item on which a source is late; null where nothing is promised."""
    if any(end.part is None for end in source.ends):
        return None
    (days,) = (
        row["late_after_days"] for row in vocabulary("cadences") if row["cadence"] == source.cadence
    )
    return int(days) if days else None


def run_rule(
    warehouse: Warehouse, source: Declaration, rule: Rule, today: date | None = None
) -> Outcome:
    """Check one rule of a source. `today`: day to which ages are counted; null for no age."""
    query = QUERIES[rule.name].format(**_values(source, today))
    failing = warehouse.count(f"({query})")
    checked = warehouse.rows(
        "select coalesce(sum(rows_in), 0)::bigint from quality.documents_read where source = ?",
        source.name,
    )[0][0]
    rows = first_rows(warehouse, query) if failing else ()
    return Outcome(rule, failing == 0, checked, failing, None, rows, query)


def _values(source: Declaration, today: date | None) -> dict[str, Any]:
    asserted = source.assertions
    return {
        "source": literal(source.name),
        "is_snapshot": str(source.is_snapshot).lower(),
        "min": asserted.min if asserted else 0,
        "max": asserted.max if asserted else 0,
        "cadence": literal(source.cadence),
        "late_after_days": late_after_days(source) or 0,
        "today": f"date '{today}'" if today else "null::date",
        "dated": _days_reported_on(source),
    }


def _days_reported_on(source: Declaration) -> str:
    """Query of the days that the source's records report on; samples of the project are left out.

    A month or a year alone is not a day. A source of coverage has no records: its documents are of
    the day from which they are known.
    """
    days = [
        f"select try_cast({column} as date) as reports_on, document_id "
        f"from records.{family} where source = {literal(source.name)}"
        for family in source.families
        for column in ("night_of", *event_dates(family))
        if column in contract(family)
    ] or [
        "select cast(known_at as date) as reports_on, document_id "
        f"from landed.documents where source = {literal(source.name)}"
    ]
    return (
        f"select reports_on from ({' union all '.join(days)}) as reported "
        "inner join landed.documents as documents using (document_id) "
        "where documents.uri not like 'sample/%'"
    )
