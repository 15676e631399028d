"""Collects the counts of sources of coverage, which have rows but no claims, in one table.

Rows of a source with `is_coverage` have `added_at` (YYYYMMDDHHMMSS, UTC),
`topic`, `records` and `mentions`. Shares and comparisons do not belong here
(sql/overview/reporting.sql).
"""

from collections.abc import Iterable

from pipelines.landing.declaration import Declaration
from pipelines.warehouse.build import Warehouse
from pipelines.warehouse.quoting import identifier, literal


def collect_reporting(warehouse: Warehouse, sources: Iterable[Declaration]) -> None:
    """Fill quality.reporting with the staged rows of sources of coverage."""
    staged = {name for (name,) in warehouse.rows(STAGED)}
    counted = [one.name for one in sources if one.is_coverage and one.name in staged]
    with warehouse.transaction() as cursor:
        cursor.execute("delete from quality.reporting")
        for name in counted:
            cursor.execute(
                f"insert into quality.reporting select {literal(name)}, document_id, "
                "timezone('UTC', strptime(added_at, '%Y%m%d%H%M%S')), topic, records, mentions "
                f"from staging.{identifier(name)} order by all"
            )


STAGED = "select view_name from duckdb_views() where schema_name = 'staging'"
