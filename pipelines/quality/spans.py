"""SQL for the claims behind rows of months, weeks and days, which name no claim and no event.

A claim is behind a row if its date is in the row's span, and if it states nothing else in a column
of the row's grain, such as the country. What is shown of the claims does not belong here
(failing.py).
"""

from collections.abc import Collection, Iterable

from pipelines.paths import SQL
from pipelines.quality.suite import Suite
from pipelines.warehouse import sqlfile
from pipelines.warehouse.quoting import identifier

ROW = "failing_no"
"""Number of a failing row, by which its claims are found."""

DAY = "try_cast(dated.first_stated as date)"

SPANS = {
    "month": "failing.month = try_cast(concat(substr(dated.first_stated, 1, 7), '-01') as date)",
    "week": f"failing.week = date_trunc('week', {DAY})",
    "day": f"failing.day = {DAY}",
}
"""Column of a row -> condition on a claim's date."""

PERIOD = ("period", "starts_on")
"""Columns of a row whose span is a word, week or month, and its first day."""


def span_of(columns: Collection[str]) -> str | None:
    """Condition on the date of a claim for being in a row's span; null if the row has none."""
    if set(PERIOD) <= set(columns):
        return f"failing.starts_on = date_trunc(failing.period, {DAY})"
    return next((condition for name, condition in SPANS.items() if name in columns), None)


def numbered(query: str) -> str:
    """The query with a number for each row."""
    return f"select row_number() over () as {ROW}, rows.*\nfrom (\n{query}\n) as rows"


def claims_in_span(
    suite: Suite, of_families: Iterable[str], columns: Collection[str], span: str
) -> str:
    """SQL with the number of each failing row and its claims; it reads the rows as `failing`."""
    grain = [name for name in suite.file.grain.split(" x ") if name in {*columns} - {*PERIOD}]
    return "\nunion all\n".join(_of_family(family, grain, span) for family in of_families)


def _of_family(family: str, grain: list[str], span: str) -> str:
    stated = sqlfile.load(SQL / family / "claims.sql").columns
    dated = sqlfile.load(SQL / family / "dated.sql").statement
    narrower = "".join(
        f"\n    and coalesce(stated.{name} = failing.{name}, true)"
        for name in map(identifier, (one for one in grain if one in stated))
    )
    return f"""\
select failing.{ROW}, dated.claim_id
from failing
inner join (
{dated}
) as dated on {span}
inner join claims.{family} as stated
    on dated.claim_id = stated.claim_id
    and dated.revision = stated.revision{narrower}
where dated.is_known"""
