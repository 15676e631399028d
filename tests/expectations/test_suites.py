"""Every suite of the project runs on its table and detects the errors it is meant for."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from graphlib import TopologicalSorter
from pathlib import Path

import polars as pl
import pytest
import yaml

from pipelines.components.model import fold_claims
from pipelines.engines.duckdb import DuckDBEngine
from pipelines.quality import run, suite
from pipelines.warehouse import sqlfile
from pipelines.warehouse.build import Warehouse
from pipelines.warehouse.families import families
from pipelines.warehouse.fill import fill


@contextmanager
def built_over_nothing(folder: Path) -> Iterator[Warehouse]:
    """Every table of the real sql/ folder, laid out or built without a single document."""
    with Warehouse.open(folder / "build.duckdb") as opened:
        for name in families():
            fold_claims(opened, name)
        models = {file.table: file for file in sqlfile.all_files() if not file.is_contract}
        reads = {table: file.reads & models.keys() for table, file in models.items()}
        for table in TopologicalSorter(reads).static_order():
            DuckDBEngine().build(opened, models[table])
        yield opened


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    with built_over_nothing(tmp_path_factory.mktemp("untouched")) as opened:
        yield opened


@pytest.fixture
def house(untouched: Warehouse, tmp_path: Path) -> Iterator[Warehouse]:
    """A copy of the untouched build, to write to."""
    untouched.rows("checkpoint")
    shutil.copy(untouched.path, tmp_path / "build.duckdb")
    with Warehouse.open(tmp_path / "build.duckdb") as opened:
        yield opened


MUST_HAVE_ROWS = {
    "landed.sources": ["sources_found"],
    "vocabulary.agreement_kinds": ["all_rows_present"],
    "vocabulary.cadences": ["all_rows_present"],
    "vocabulary.periods": ["all_rows_present"],
    "vocabulary.source_types": ["all_rows_present"],
    "marts.overview_talks_and_strikes": ["every_comparison_is_listed"],
}
"""Rules that an empty table breaks, and rightly so."""


def test_a_rule_has_one_severity_in_every_table() -> None:
    severities: dict[str, set[str]] = {}
    for one in suite.all_suites():
        for rule in one.rules:
            severities.setdefault(rule.name, set()).add(rule.severity)
    assert {name: found for name, found in severities.items() if len(found) > 1} == {}


@pytest.mark.parametrize("suite", suite.all_suites(), ids=lambda suite: suite.table)
def test_every_suite_runs_on_its_table(untouched: Warehouse, suite: suite.Suite) -> None:
    failed = [one.rule.name for one in run.run_suite(untouched, suite) if not one.is_success]
    assert failed == MUST_HAVE_ROWS.get(suite.table, [])


@pytest.mark.parametrize(
    ("counts", "broken"),
    [
        ("rows_in: 3, rows_staged: 3, rows_claimed: 3", []),
        ("rows_in: 3, rows_staged: 2, rows_claimed: 2", ["rows_in_are_staged_or_refused"]),
        ("rows_in: 3, rows_staged: 3, rows_claimed: 2", ["staged_rows_are_claimed_or_unmapped"]),
        (
            "rows_in: 3, rows_staged: 2, rows_refused: 1, rows_claimed: 2",
            ["refused_rows_are_in_quarantine", "few_rows_quarantined"],
        ),
    ],
)
def test_a_row_that_is_lost_on_the_way_is_noticed(
    house: Warehouse, counts: str, broken: list[str]
) -> None:
    columns = ("rows_in", "rows_staged", "rows_refused", "rows_unmapped", "rows_claimed", "claims")
    given = dict.fromkeys(columns, 0) | yaml.safe_load("{" + counts + "}")
    row = {"document_id": "a", "source": "s", "uri": "u", "reader_version": "v"} | given
    frame = pl.DataFrame([row | {"is_readable": True, "is_claim_expected": True}])
    with house.transaction() as cursor:
        fill(cursor, "quality.documents_read", frame, replace=True)
    rules = next(one for one in suite.all_suites() if one.table == "quality.documents_read")
    failed = [one.rule.name for one in run.run_suite(house, rules) if not one.is_success]
    assert failed == broken


def test_a_mart_that_differs_from_its_events_is_noticed(house: Warehouse) -> None:
    with house.transaction() as cursor:
        cursor.execute(
            "insert into events.strikes by name select 'e' as event_id, 'drone' as weapon_group, "
            "date '2026-02-05' as night_of, 'night' as period, 'RUS' as attacker_iso3, "
            "'UKR' as target_iso3, 183 as launched_best, 1 as sources"
        )
        cursor.execute(
            "insert into marts.strikes_daily by name "
            "select date '2026-02-05' as night_of, 366 as drones_launched_best"
        )
    rules = next(one for one in suite.all_suites() if one.table == "marts.strikes_daily")
    failed = {one.rule.name: one for one in run.run_suite(house, rules)}
    assert failed["agrees_with_events"].rows[0]["drones_launched_best"] == 366


def test_an_event_id_of_two_families_is_noticed(house: Warehouse) -> None:
    with house.transaction() as cursor:
        cursor.execute(
            "insert into marts.overview_event_lives by name "
            "select unnest(['exchanges', 'swaps', 'swaps']) as family, "
            "unnest(['exchange-1', 'exchange-1', 'swap-2']) as event_id, 1 as life, "
            "timestamptz '2026-02-05 00:00:00+00' as begun_at"
        )
    rules = next(one for one in suite.all_suites() if one.table == "marts.overview_event_lives")
    failed = [one for one in run.run_suite(house, rules) if not one.is_success]
    assert [one.rule.name for one in failed] == ["an_event_id_belongs_to_one_family"]
    assert {row["family"] for row in failed[0].rows} == {"exchanges", "swaps"}


def test_a_family_distinguishes_places_in_all_of_its_tolerances_or_in_none(
    house: Warehouse,
) -> None:
    rules = next(one for one in suite.all_suites() if one.table == "vocabulary.linking_tolerances")
    rule = rules.only({"distances_go_with_kinds_and_objects"})
    broken = []
    for second in ("null, null, 1, null", "'violation', 'drone', 1, 60", "null, null, 1, 60"):
        with house.transaction() as cursor:
            cursor.execute("delete from vocabulary.linking_tolerances")
            cursor.execute(
                "insert into vocabulary.linking_tolerances "
                "(family, kind, object_group, days, km, note) "
                f"values ('waters', null, null, 0, null, 'a'), ('waters', {second}, 'b')"
            )
        (outcome,) = run.run_suite(house, rule)
        broken.append([row["days"] for row in outcome.rows])
    assert broken == [[], [0], [1]]
