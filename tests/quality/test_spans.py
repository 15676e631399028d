"""Claims behind rows of months, weeks and days are those dated in the row's span."""

import duckdb
import pytest

from pipelines.quality.spans import ROW, claims_in_span, numbered, span_of
from pipelines.quality.suite import all_suites


@pytest.mark.parametrize(
    ("columns", "inside", "outside"),
    [
        ({"month": "2026-02-01"}, ["2026-02-01", "2026-02-28", "2026-02"], ["2026-03-01", "2026"]),
        ({"week": "2026-02-02"}, ["2026-02-02", "2026-02-08"], ["2026-02-09", "2026-02"]),
        ({"day": "2026-02-05"}, ["2026-02-05"], ["2026-02-06", "2026-02"]),
        ({"period": "month", "starts_on": "2026-02-01"}, ["2026-02-28"], ["2026-03-01"]),
        ({"period": "week", "starts_on": "2026-02-02"}, ["2026-02-08"], ["2026-02-09"]),
    ],
)
def test_a_claim_is_in_the_span_of_its_date(columns, inside, outside) -> None:
    span = span_of(columns)
    assert span is not None
    cells = ", ".join(
        f"'{value}' as {name}" if name == "period" else f"date '{value}' as {name}"
        for name, value in columns.items()
    )
    with duckdb.connect() as connection:
        found = connection.execute(
            f"select first_stated from (select unnest(?) as first_stated) as dated, "
            f"(select {cells}) as failing where {span}",
            [inside + outside],
        ).fetchall()
    assert [stated for (stated,) in found] == inside


def test_a_row_without_a_span_has_none() -> None:
    assert span_of({"event_id", "night_of"}) is None
    assert span_of({"period"}) is None


def test_rows_are_numbered_and_keep_their_columns() -> None:
    with duckdb.connect() as connection:
        rows = connection.execute(numbered("select 'a' as b union all select 'c'")).fetchall()
    assert sorted(rows) == [(1, rows[0][1]), (2, rows[1][1])]
    assert {b for _, b in rows} == {"a", "c"}


def test_claims_of_a_real_month_are_found_by_the_number_of_their_row(golden_build) -> None:
    (suite,) = [one for one in all_suites() if one.table == "marts.exchanges_monthly"]
    columns = list(suite.file.columns)
    span = span_of(columns)
    assert span is not None
    claims = claims_in_span(suite, ["exchanges"], columns, span)
    failing = numbered("from marts.exchanges_monthly where month = '2026-02-01'")
    found = golden_build.rows(
        f"with failing as ({failing}), behind as ({claims}) select {ROW}, claim_id, "
        "exchanged_stated from behind join claims.exchanges using (claim_id)"
    )
    assert len(found) > 3
    assert {stated[:7] for _, _, stated in found} == {"2026-02"}
    numbers = {number for number, _, _ in found}
    assert numbers <= set(range(1, golden_build.count("marts.exchanges_monthly") + 1))
