"""A staging table warns of unreadable documents, refused rows, missing rows and old ones."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from pipelines.components.staging_checks import run_rule, staging_rules
from pipelines.landing.declaration import all_sources
from pipelines.warehouse.build import Warehouse
from tests.builds import empty_build
from tests.sources import declared

READ = """
insert into quality.documents_read by name
select ? as document_id, 'acme' as source, ? as uri, 'v' as reader_version, ? as is_readable,
    true as is_claim_expected, ? as rows_in, ? as rows_staged, 0 as rows_refused, ? as rows_claimed,
    ? as claims, 0 as rows_unmapped
"""

LANDED = """
insert into landed.documents by name
select ? as document_id, ? as sha256, 'acme' as source, ? as uri, 'text/csv' as media_type,
    1 as bytes, ?::timestamptz as landed_at, ?::timestamptz as known_at
"""

REFUSED = """
insert into quality.quarantined_rows by name
select 'acme' as source, ? as document_id, ? as uri, ? as locator, 'map' as stage,
    'launched = -3: a count is never negative' as reason
"""


@pytest.fixture
def warehouse(tmp_path) -> Iterator[Warehouse]:
    with empty_build(tmp_path / "build.duckdb") as opened:
        yield opened


def read(warehouse: Warehouse, name: str, day: str, rows: int, *, is_readable: bool = True) -> None:
    """A document of the source acme that landed on a day and was read."""
    moment = f"{day} 00:00:00+00"
    warehouse.rows(LANDED, name, name * 8, f"inbox/acme/{name}.csv", moment, moment)
    warehouse.rows(READ, name, f"inbox/acme/{name}.csv", is_readable, *[rows] * 4)


TODAY = date(2026, 2, 10)


def failed(warehouse: Warehouse, today: date | None = TODAY, **attributes: Any) -> dict[str, tuple]:
    """Rows of each rule that fails for the source acme."""
    source = declared("acme", **attributes)
    outcomes = [run_rule(warehouse, source, rule, today) for rule in staging_rules(source)]
    assert all(outcome.rule.severity == "warning" for outcome in outcomes)
    return {one.rule.name: one.rows for one in outcomes if not one.is_success}


def test_a_source_that_was_read_whole_passes(warehouse):
    read(warehouse, "a", "2026-02-05", 100)
    assert failed(warehouse, assertions={"min": 90, "max": 200}) == {}


def test_a_tenth_of_the_rows_is_noticed_in_the_newest_snapshot(warehouse):
    read(warehouse, "a", "2026-02-05", 100)
    read(warehouse, "b", "2026-02-06", 10)
    found = failed(warehouse, assertions={"min": 90, "max": 200})
    ((row,),) = found.values()
    assert (row["document"], row["rows_claimed"], row["asserted_min"]) == (
        "inbox/acme/b.csv", 10, 90,
    )  # fmt: skip
    assert failed(warehouse) == {}


def test_documents_of_a_source_without_snapshots_are_added_up(warehouse):
    read(warehouse, "a", "2026-02-05", 60)
    read(warehouse, "b", "2026-02-06", 60)
    assert failed(warehouse, is_snapshot=False, assertions={"min": 110, "max": 200}) == {}
    assert failed(warehouse, is_snapshot=False, assertions={"min": 130, "max": 200}) != {}


def test_refused_rows_and_unreadable_documents_are_shown_with_their_place(warehouse):
    read(warehouse, "a", "2026-02-05", 0, is_readable=False)
    warehouse.rows(REFUSED, "a", "inbox/acme/a.csv", "document")
    read(warehouse, "b", "2026-02-06", 3)
    warehouse.rows(REFUSED, "b", "inbox/acme/b.csv", "2")
    found = failed(warehouse)
    assert [row["document"] for row in found["documents_are_readable"]] == ["inbox/acme/a.csv"]
    ((row),) = found["no_row_is_refused"]
    assert (row["document"], row["locator"]) == ("inbox/acme/b.csv", "2")
    assert "-3" in row["reason"]


def test_assertions_out_of_order_are_refused():
    with pytest.raises(ValueError, match="`min` 9 is more than `max` 3"):
        declared("acme", assertions={"min": 9, "max": 3})


RECORD = """
insert into stored.records_strikes by name
select ? as document_id, document_id as claim_id, 'acme' as source, ?::date as night_of,
    '1' as locator, 'A' as reported_by, 'ukraine' as reporting_side, 'official' as source_type,
    'national' as scope, 'night' as period
"""


def report_on(warehouse: Warehouse, night: str, uri: str = "inbox/acme/a.csv") -> None:
    """A document of the source acme that reports on a night."""
    moment = f"{night} 09:00:00+00"
    warehouse.rows(LANDED, uri, uri, uri, moment, moment)
    warehouse.rows(RECORD, uri, night)


def test_a_daily_source_that_reported_yesterday_is_current_and_one_of_last_week_is_late(warehouse):
    report_on(warehouse, "2026-02-03")
    ((row,),) = failed(warehouse).values()
    assert (row["age_days"], row["late_after_days"]) == (7, 3)
    report_on(warehouse, "2026-02-09", "inbox/acme/b.csv")
    assert failed(warehouse) == {}


@pytest.mark.parametrize(
    "attributes",
    [
        {"cadence": "weekly"},
        {"cadence": "irregular"},
        {"cadence": "as_released"},
        {"ends": [{"ends_on": "2026-02-03", "reason": "Given up."}]},
    ],
)
def test_nobody_is_warned_of_age_without_a_promise_or_after_a_declared_end(warehouse, attributes):
    report_on(warehouse, "2026-02-03")
    assert failed(warehouse, **attributes) == {}


def test_a_part_that_has_ended_does_not_excuse_the_rest(warehouse):
    report_on(warehouse, "2026-02-03")
    part = {"part": "missile", "ends_on": "2026-02-03", "reason": "Counts drones only."}
    assert failed(warehouse, ends=[part]).keys() == {"source_is_current"}


def test_samples_have_no_age_and_what_was_known_earlier_is_not_late_today(warehouse):
    report_on(warehouse, "2026-01-03", "sample/acme/a.csv")
    assert failed(warehouse) == {}
    report_on(warehouse, "2026-02-03")
    assert failed(warehouse, today=None) == {}


@pytest.mark.parametrize("name", [name for name, one in all_sources().items() if one.shipped])
def test_a_shipped_register_never_warns_of_its_age(name):
    """It is as old as the release of the project; its age is stated instead."""
    rules = {rule.name for rule in staging_rules(all_sources()[name])}
    assert "source_is_current" not in rules
