"""A failing row shows the documents and places that it comes from."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipelines.quality.failing import MAX_ROWS, failing_query, first_rows
from pipelines.quality.rule import SQL_RULE, Rule
from pipelines.quality.run import Outcome, run_suite
from pipelines.quality.suite import all_suites
from pipelines.warehouse.build import Warehouse
from tests.builds import empty_build

CLAIMS = """
create or replace view claims.strikes as
select * from (values
    ('c1', 1, null, 'galactic'), ('c2', 1, null, 'national'), ('c2', 2, null, 'national'),
    ('c3', 1, timestamptz '2026-02-05 00:00:00Z', 'local'), ('c3', 1, null, 'local')
) as claims (claim_id, revision, known_to, scope)
cross join (select timestamptz '2026-02-04 00:00:00Z' as known_from, 'air' as source,
    'd' as document_id, '17' as locator, date '2026-02-05' as night_of)
"""

DOCUMENT = """
insert into landed.documents by name
select 'd' as document_id, 'h' as sha256, 'air' as source, 'inbox/air/post.txt' as uri,
    't' as media_type, 1 as bytes, timestamptz '2026-02-05 00:00:00Z' as landed_at,
    timestamptz '2026-02-05 00:00:00Z' as known_at
"""


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Outcome]:
    """Rules of three kinds, run on claims that break each of them."""
    (suite,) = [one for one in all_suites() if one.table == "claims.strikes"]
    some = suite.only({"scope_is_known", "one_row_per_revision", "one_current_revision"})
    path: Path = tmp_path_factory.mktemp("failing") / "build.duckdb"
    with empty_build(path) as warehouse:
        warehouse.rows(CLAIMS)
        warehouse.rows(DOCUMENT)
        return {outcome.rule.name: outcome for outcome in run_suite(warehouse, some)}


@pytest.mark.parametrize(
    ("rule", "claims"),
    [
        ("scope_is_known", ["c1"]),
        ("one_row_per_revision", ["c3"]),
        ("one_current_revision", ["c2", "c2"]),
    ],
)
def test_a_failing_claim_is_shown_with_its_document_and_place(
    outcomes: dict[str, Outcome], rule: str, claims: list[str]
) -> None:
    outcome = outcomes[rule]
    assert not outcome.is_success
    assert outcome.query is not None
    assert [row["claim_id"] for row in outcome.rows] == claims
    for row in outcome.rows:
        assert (row["source"], row["document"], row["locator"]) == (
            "air", "inbox/air/post.txt", "17",
        )  # fmt: skip


LINKS = """
create table links.strikes as select * from (values
    ('c1', 'e1', 'main'), ('c2', 'e1', 'main'), ('c3', null, 'unlinked')
) as links (claim_id, event_id, role)
"""

EVENTS = """
create table events.strikes as
select 'e1' as event_id, date '2026-02-05' as night_of, 3 as claims
"""


@pytest.fixture
def resolved(tmp_path: Path) -> Iterator[Warehouse]:
    """Claims of one event and of none."""
    with empty_build(tmp_path / "build.duckdb") as warehouse:
        for statement in (CLAIMS, DOCUMENT, LINKS, EVENTS):
            warehouse.rows(statement)
        yield warehouse


@pytest.mark.parametrize(
    ("table", "rows"),
    [
        ("events.strikes", "select event_id, claims from events.strikes"),
        ("marts.strikes_daily", "select night_of, claims from events.strikes"),
    ],
)
def test_an_event_or_a_night_is_shown_with_the_places_of_its_claims(resolved, table, rows):
    suite = next(one for one in all_suites() if one.table == table)
    query = rows.replace("events.strikes", "{batch}") if table == "events.strikes" else rows
    rule = Rule("some", SQL_RULE, {"unexpected_rows_query": query}, "critical", "A reason.")
    shown = failing_query(resolved, suite, rule, None)
    assert shown is not None
    (row,) = first_rows(resolved, shown)
    assert row["claims"] == 3
    assert row["reported_in"] == "inbox/air/post.txt row 17"


def test_a_night_has_its_places_also_before_events_are_built(resolved):
    suite = next(one for one in all_suites() if one.table == "marts.strikes_launch_areas")
    query = "select date '2026-02-05' as night_of"
    rule = Rule("some", SQL_RULE, {"unexpected_rows_query": query}, "critical", "A reason.")
    resolved.rows("drop table events.strikes")
    shown = failing_query(resolved, suite, rule, None)
    assert shown is not None
    assert [row["reported_in"] for row in first_rows(resolved, shown)] == [
        "inbox/air/post.txt row 17"
    ]


def test_a_row_of_the_overview_finds_its_event_in_any_family(ask_golden, golden_build):
    ((event,),) = ask_golden("select event_id from events.airspace order by all limit 1")
    suite = next(one for one in all_suites() if one.table == "marts.overview_event_lives")
    query = f"select event_id from {{batch}} where event_id = '{event}' limit 1"
    rule = Rule("some", SQL_RULE, {"unexpected_rows_query": query}, "critical", "A reason.")
    shown = failing_query(golden_build, suite, rule, None)
    assert shown is not None
    (row,) = first_rows(golden_build, shown)
    assert "airspace.csv row " in row["reported_in"]


DATED = """
insert into stored.records_strikes by name
select claim_id, 'air' as source, 'd' as document_id, claim_id as locator, [] as evidence,
    'P' as reported_by, 'media' as reporting_side, 'press' as source_type, 'day' as period,
    2 as time_precision, 'national' as scope, night_of, weapon_class
from (values
    ('c1', date '2026-02-05', 'drone'), ('c2', date '2026-02-20', 'cruise_missile'),
    ('c3', date '2026-03-01', 'drone'), ('c4', null, 'drone')
) as stated (claim_id, night_of, weapon_class);
insert into revisions.strikes by name
select record_id, 1 as revision, timestamptz '2026-02-04 00:00:00Z' as known_from
from records.strikes;
create or replace view known.strikes as from claims.strikes
"""


@pytest.mark.parametrize(
    ("table", "row", "places"),
    [
        ("marts.strikes_monthly", "date '2026-02-01' as month", ["c1", "c2"]),
        ("marts.strikes_weekly", "date '2026-02-16' as week", ["c2"]),
        ("marts.strikes_periods", "'month' as period, date '2026-03-01' as starts_on", ["c3"]),
        ("marts.strikes_periods", "'week' as period, date '2026-02-02' as starts_on", ["c1"]),
        (
            "marts.strikes_weapons_monthly",
            "date '2026-02-01' as month, 'drone' as weapon_class, 'x' as weapon",
            ["c1"],
        ),
        ("marts.strikes_monthly", "date '2025-02-01' as month", []),
    ],
)
def test_a_row_of_a_month_or_a_period_is_shown_with_the_places_of_its_claims(
    tmp_path: Path, table: str, row: str, places: list[str]
) -> None:
    suite = next(one for one in all_suites() if one.table == table)
    rule = Rule(
        "some", SQL_RULE, {"unexpected_rows_query": f"select {row}, 3 as dates"}, "critical", "A."
    )
    with empty_build(tmp_path / "build.duckdb") as warehouse:
        warehouse.rows(DATED)
        warehouse.rows(DOCUMENT)
        shown = failing_query(warehouse, suite, rule, None)
        assert shown is not None
        (found,) = first_rows(warehouse, shown)
    assert found["dates"] == 3
    assert "failing_no" not in found
    stated = [f"inbox/air/post.txt row {place}" for place in places]
    assert (found["reported_in"] or "") == "; ".join(stated)


def test_the_rows_that_are_kept_do_not_depend_on_the_order_in_which_a_table_was_filled(resolved):
    up, down = (
        first_rows(resolved, f"select i from range(100) as rows (i) order by i {way}")
        for way in ("asc", "desc")
    )
    assert up == down
    assert [row["i"] for row in up] == list(range(MAX_ROWS))
