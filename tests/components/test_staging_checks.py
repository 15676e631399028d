"""A source's staging table warns of unreadable documents, refused rows and missing rows."""

from collections.abc import Iterator

import pytest

from pipelines.components.staging_checks import run_rule, staging_rules
from pipelines.warehouse.build import Warehouse
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
    with Warehouse.open(tmp_path / "build.duckdb") as opened:
        yield opened


def read(warehouse: Warehouse, name: str, day: str, rows: int, *, is_readable: bool = True) -> None:
    """A document of the source acme that landed on a day and was read."""
    moment = f"{day} 00:00:00+00"
    warehouse.rows(LANDED, name, name * 8, f"inbox/acme/{name}.csv", moment, moment)
    warehouse.rows(READ, name, f"inbox/acme/{name}.csv", is_readable, *[rows] * 4)


def failed(warehouse: Warehouse, **attributes: object) -> dict[str, tuple]:
    """Rows of each rule that fails for the source acme."""
    source = declared("acme", **attributes)
    outcomes = [run_rule(warehouse, source, rule) for rule in staging_rules(source)]
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
    kind = {"is_snapshot": False}
    assert failed(warehouse, **kind, assertions={"min": 110, "max": 200}) == {}
    assert failed(warehouse, **kind, assertions={"min": 130, "max": 200}) != {}


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
