"""A suite is read strictly, a failing rule names its rows, an error in a check is no failure."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from graphlib import TopologicalSorter
from pathlib import Path

import dagster as dg
import duckdb
import polars as pl
import pytest
import yaml

from pipelines.components import checks
from pipelines.components import model as family
from pipelines.quality import run, suite
from pipelines.quality.run import CheckError
from pipelines.quality.suite import SuiteError
from pipelines.settings import EXPECTATIONS
from pipelines.warehouse import sqlfile
from pipelines.warehouse.build import Warehouse
from pipelines.warehouse.families import families
from pipelines.warehouse.fill import fill

TABLE = """\
-- Strikes of one night.
-- grain: night_of x weapon_class
-- not for: anything but tests.
create table marts.strikes_sample (
    night_of date not null, -- Night.
    weapon_class varchar not null, -- Class.
    launched integer, -- Launched.
    intercepted integer -- Intercepted.
);
"""

SUITE = """\
expectations:
  - name: one_row_per_night
    type: expect_compound_columns_to_be_unique
    kwargs: {column_list: [night_of, weapon_class]}
    severity: critical
    reason: Two rows would count a night twice.
  - name: launched_not_negative
    type: expect_column_values_to_be_between
    kwargs: {column: launched, min_value: 0}
    severity: critical
    reason: A count below zero was misread.
  - name: intercepted_at_most_launched
    type: unexpected_rows_expectation
    kwargs:
      unexpected_rows_query: |
        select night_of, launched, intercepted from {batch} where intercepted > launched
    severity: warning
    reason: It happened once, on 2024-12-27.
  - name: has_rows
    type: expect_table_row_count_to_be_between
    kwargs: {min_value: 1}
    severity: warning
    reason: An empty table says that nothing was read.
"""

GOOD = "('2026-02-05', 'drone', 183, 156), ('2026-02-05', 'ballistic_missile', 2, 0)"
MORE_THAN_LAUNCHED = "('2024-12-27', 'drone', 24, 25)"
NEGATIVE = "('2026-02-06', 'drone', -3, null)"


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A house of one table and its suite."""
    (tmp_path / "sql" / "strikes").mkdir(parents=True)
    (tmp_path / "expectations").mkdir()
    (tmp_path / "sql" / "strikes" / "sample.sql").write_text(TABLE)
    (tmp_path / "expectations" / "marts.strikes_sample.yml").write_text(SUITE)
    return tmp_path


@pytest.fixture
def warehouse(tmp_path: Path) -> Iterator[Warehouse]:
    with Warehouse.open(tmp_path / "data" / "build.duckdb") as opened:
        opened.rows(TABLE)
        yield opened


def suite_of(tree: Path) -> suite.Suite:
    (found,) = suite.all_suites(tree)
    return found


def outcomes_of(warehouse: Warehouse, tree: Path, *values: str) -> dict[str, run.Outcome]:
    warehouse.rows("insert into marts.strikes_sample values " + ", ".join(values))
    return {outcome.rule.name: outcome for outcome in run.run_suite(warehouse, suite_of(tree))}


def test_good_rows_hold_every_rule(warehouse: Warehouse, tree: Path) -> None:
    outcomes = outcomes_of(warehouse, tree, GOOD)
    assert list(outcomes) == [rule.name for rule in suite_of(tree).rules]
    assert all(outcome.is_success for outcome in outcomes.values())
    assert outcomes["launched_not_negative"].rows_checked == 2
    assert outcomes["launched_not_negative"].rows_failing == 0
    assert outcomes["has_rows"].observed == "2"
    assert outcomes["has_rows"].rows_checked is None


def test_a_critical_rule_names_the_row_that_broke_it(warehouse: Warehouse, tree: Path) -> None:
    outcome = outcomes_of(warehouse, tree, GOOD, NEGATIVE)["launched_not_negative"]
    assert not outcome.is_success
    assert (outcome.rows_checked, outcome.rows_failing) == (3, 1)
    (row,) = outcome.rows
    assert str(row.pop("night_of")) == "2026-02-06"
    assert row == {"weapon_class": "drone", "launched": -3}


def test_a_repeated_key_is_shown_with_its_repeats(warehouse: Warehouse, tree: Path) -> None:
    outcome = outcomes_of(warehouse, tree, GOOD, NEGATIVE, NEGATIVE)["one_row_per_night"]
    assert not outcome.is_success
    assert [row["repeats"] for row in outcome.rows] == [2]
    assert outcome.query is not None
    assert warehouse.rows(outcome.query) == [tuple(outcome.rows[0].values())]


def test_a_rule_in_sql_gives_the_rows_it_returns(warehouse: Warehouse, tree: Path) -> None:
    outcome = outcomes_of(warehouse, tree, MORE_THAN_LAUNCHED)["intercepted_at_most_launched"]
    assert not outcome.is_success
    (row,) = outcome.rows
    assert (row["launched"], row["intercepted"]) == (24, 25)


def test_twenty_rows_are_kept_and_all_are_counted(warehouse: Warehouse, tree: Path) -> None:
    many = (f"('2026-01-01'::date + {day}, 'drone', -1, null)" for day in range(50))
    outcome = outcomes_of(warehouse, tree, *many)["launched_not_negative"]
    assert (outcome.rows_failing, len(outcome.rows)) == (50, 20)
    assert outcome.query is not None
    assert len(warehouse.rows(outcome.query)) == 50


def test_a_rule_that_may_fail_for_some_rows_still_counts_them(
    warehouse: Warehouse, tree: Path
) -> None:
    replace(tree, "min_value: 0}", "min_value: 0, mostly: 0.5}")
    outcome = outcomes_of(warehouse, tree, GOOD, NEGATIVE)["launched_not_negative"]
    assert outcome.is_success
    assert (outcome.rows_failing, len(outcome.rows)) == (1, 1)


def test_an_empty_table_fails_the_rule_that_wants_rows(warehouse: Warehouse, tree: Path) -> None:
    outcomes = {one.rule.name: one for one in run.run_suite(warehouse, suite_of(tree))}
    assert [name for name, outcome in outcomes.items() if not outcome.is_success] == ["has_rows"]
    assert outcomes["has_rows"].observed == "0"


def test_results_of_an_earlier_run_are_replaced(warehouse: Warehouse, tree: Path) -> None:
    suite = suite_of(tree)
    first = list(outcomes_of(warehouse, tree, GOOD, NEGATIVE, MORE_THAN_LAUNCHED).values())
    run.record(warehouse, suite, first, "run-1")
    kept = warehouse.rows("select check_name, severity, row_json from quality.failing_rows")
    assert [(name, severity) for name, severity, _ in kept] == [
        ("launched_not_negative", "critical"),
        ("intercepted_at_most_launched", "warning"),
    ]
    assert json.loads(kept[0][2])["night_of"] == "2026-02-06"

    warehouse.rows("delete from marts.strikes_sample where launched < 0")
    run.record(warehouse, suite, run.run_suite(warehouse, suite), "run-2")
    assert warehouse.rows("select check_name, run_id from quality.failing_rows") == [
        ("intercepted_at_most_launched", "run-2")
    ]
    assert warehouse.rows(
        "select check_name, is_success, rows_checked, rows_failing, observed, run_id "
        "from quality.check_results where severity = 'warning'"
    ) == [
        ("intercepted_at_most_launched", False, 3, 1, None, "run-2"),
        ("has_rows", True, None, None, "3", "run-2"),
    ]


def test_a_rule_that_cannot_run_is_an_error_of_ours(warehouse: Warehouse, tree: Path) -> None:
    replace(tree, "where intercepted > launched", "where no_such_column > launched")
    with pytest.raises(CheckError) as error:
        run.run_suite(warehouse, suite_of(tree))
    assert "marts.strikes_sample: check intercepted_at_most_launched of" in str(error.value)
    assert "no_such_column" in str(error.value)


def test_arguments_that_an_expectation_does_not_take_are_an_error_of_ours(
    warehouse: Warehouse, tree: Path
) -> None:
    replace(tree, "{min_value: 1}", "{least: 1}")
    with pytest.raises(CheckError, match=r"strikes_sample\.yml does not run"):
        run.run_suite(warehouse, suite_of(tree))


def test_a_table_that_was_not_built_is_an_error_of_ours(warehouse: Warehouse, tree: Path) -> None:
    warehouse.rows("drop table marts.strikes_sample")
    with pytest.raises(CheckError, match=r"strikes_sample\.yml does not run"):
        run.run_suite(warehouse, suite_of(tree))


def test_no_cursor_is_left_that_would_keep_the_file_locked(tmp_path: Path, tree: Path) -> None:
    with Warehouse.open(tmp_path / "build.duckdb") as opened:
        opened.rows(TABLE)
        run.run_suite(opened, suite_of(tree))
    with duckdb.connect(str(tmp_path / "build.duckdb"), config={"threads": 1}) as other:
        assert other.execute("select current_setting('threads')").fetchone() == (1,)


def replace(tree: Path, old: str, new: str) -> Path:
    path = tree / "expectations" / "marts.strikes_sample.yml"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))
    return path


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("expectations:", "rules:", "`expectations` is missing"),
        (
            "expectations:",
            "owner: me\nexpectations:",
            "unknown key 'owner'; known are ['expectations', 'key']",
        ),
        (
            "    severity: warning\n    reason: It",
            "    severty: warning\n    reason: It",
            "intercepted_at_most_launched: unknown key 'severty'; "
            "known are name, type, kwargs, severity, reason",
        ),
        ("  - name: has_rows\n    type", "  - type", "entry 4: `name` is missing"),
        (
            "    severity: warning\n    reason: An",
            "    reason: An",
            "has_rows: `severity` is missing",
        ),
        (
            "    reason: An empty table says that nothing was read.\n",
            "",
            "has_rows: `reason` is missing",
        ),
        (
            "severity: warning\n    reason: An",
            "severity: high\n    reason: An",
            "has_rows: severity 'high' is neither critical nor warning",
        ),
        (
            "expect_table_row_count_to_be_between",
            "expect_rows",
            "has_rows: Great Expectations has no 'expect_rows'",
        ),
        (
            "expect_table_row_count_to_be_between",
            "expect_column_values_to_match_regex",
            "has_rows: not for DuckDB; use unexpected_rows_expectation with `regexp_matches`",
        ),
        ("name: has_rows", "name: Has rows", "Has rows: a name is snake_case"),
        (
            "name: has_rows",
            "name: one_row_per_night",
            "the name one_row_per_night stands 2 times",
        ),
        (
            "column: launched,",
            "column: lanched,",
            "launched_not_negative: marts.strikes_sample has no column 'lanched'",
        ),
        (
            "from {batch}",
            "from marts.strikes_sample",
            "intercepted_at_most_launched: `unexpected_rows_query` must read from {batch}",
        ),
        (
            "expectations:",
            "key: [night]\nexpectations:",
            "key: marts.strikes_sample has no column 'night'",
        ),
    ],
)
def test_a_malformed_suite_is_refused_with_file_and_entry(
    tree: Path, old: str, new: str, message: str
) -> None:
    path = replace(tree, old, new)
    with pytest.raises(SuiteError) as error:
        suite.all_suites(tree)
    assert str(error.value).startswith(f"{path}: {message}")


def test_a_suite_without_its_table_is_refused(tree: Path) -> None:
    path = tree / "expectations" / "marts.strikes_smaple.yml"
    path.write_text(SUITE)
    with pytest.raises(SuiteError) as error:
        suite.all_suites(tree)
    assert str(error.value) == f"{path}: no file under sql/ builds marts.strikes_smaple"


def test_a_grain_in_words_asks_for_a_key(tree: Path) -> None:
    path = tree / "sql" / "strikes" / "sample.sql"
    path.write_text(TABLE.replace("night_of x weapon_class", "night and class"))
    with pytest.raises(SuiteError, match=r"`key` is missing, and the grain of .* is in words"):
        suite.all_suites(tree)


def run_in_dagster(warehouse: Warehouse, tree: Path) -> dg.ExecuteInProcessResult:
    """The sample's checks and a step behind them, as a refresh runs them."""

    @dg.asset(key=["marts", "strikes_sample"])
    def sample() -> None: ...

    @dg.asset(deps=[sample])
    def published() -> None: ...

    definitions = dg.Definitions(
        assets=[sample, published],
        asset_checks=[checks.check_assets(suite_of(tree))],
        resources={"warehouse": warehouse},
        executor=dg.in_process_executor,
    )
    job = definitions.resolve_implicit_global_asset_job_def()
    return job.execute_in_process(raise_on_error=False)


def test_a_failed_critical_check_stops_what_follows_and_shows_its_rows(
    warehouse: Warehouse, tree: Path
) -> None:
    warehouse.rows(f"insert into marts.strikes_sample values {GOOD}, {NEGATIVE}")
    result = run_in_dagster(warehouse, tree)
    assert not result.success
    assert not result.asset_materializations_for_node("published")
    (failed,) = [check for check in result.get_asset_check_evaluations() if not check.passed]
    assert failed.check_name == "launched_not_negative"
    assert failed.severity == dg.AssetCheckSeverity.ERROR
    assert failed.description == "1 failing over 3 rows."
    assert "| 2026-02-06 | drone | -3 |" in str(failed.metadata["failing_rows"].value)
    assert str(warehouse.path) in str(failed.metadata["all_failing_rows"].value)
    assert warehouse.count("quality.failing_rows") == 1


def test_a_failed_warning_lets_the_rest_go_on(warehouse: Warehouse, tree: Path) -> None:
    warehouse.rows(f"insert into marts.strikes_sample values {GOOD}, {MORE_THAN_LAUNCHED}")
    result = run_in_dagster(warehouse, tree)
    assert result.success
    assert result.asset_materializations_for_node("published")
    (failed,) = [check for check in result.get_asset_check_evaluations() if not check.passed]
    assert failed.severity == dg.AssetCheckSeverity.WARN
    assert failed.description == "1 failing over 3 rows."


def test_checks_of_a_table_that_is_not_built_anew_are_skipped_in_silence(
    warehouse: Warehouse, tree: Path, caplog: pytest.LogCaptureFixture
) -> None:
    @dg.multi_asset(specs=[dg.AssetSpec(["marts", "strikes_sample"], skippable=True)])
    def nothing_new() -> Iterator[dg.MaterializeResult]:
        yield from ()

    @dg.asset(deps=[["marts", "strikes_sample"]])
    def published() -> None: ...

    definitions = dg.Definitions(
        assets=[nothing_new, published],
        asset_checks=[checks.check_assets(suite_of(tree))],
        resources={"warehouse": warehouse},
        executor=dg.in_process_executor,
    )
    result = definitions.resolve_implicit_global_asset_job_def().execute_in_process()
    assert not result.get_asset_check_evaluations()
    assert "emitted no result" not in caplog.text


def test_every_table_has_a_suite() -> None:
    """The results of the checks themselves are the one exception."""
    of_tables = {file.table for file in sqlfile.all_files() if file.schema != "vocabulary"}
    of_suites = {path.stem for path in EXPECTATIONS.glob("*.yml")}
    assert of_tables - of_suites == {"quality.check_results", "quality.failing_rows"}


@contextmanager
def built_over_nothing(folder: Path) -> Iterator[Warehouse]:
    """Every table of the real sql/ folder, laid out or built without a single document."""
    with Warehouse.open(folder / "build.duckdb") as opened:
        for name in families():
            family.fold_claims(opened, name)
        models = {file.table: file for file in sqlfile.all_files() if not file.is_contract}
        reads = {table: file.reads & models.keys() for table, file in models.items()}
        for table in TopologicalSorter(reads).static_order():
            family.build(opened, models[table])
        yield opened


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    with built_over_nothing(tmp_path_factory.mktemp("untouched")) as opened:
        yield opened


@pytest.fixture
def house(tmp_path: Path) -> Iterator[Warehouse]:
    with built_over_nothing(tmp_path) as opened:
        yield opened


MUST_HAVE_ROWS = {
    "landed.sources": ["sources_found"],
    "vocabulary.source_types": ["all_are_there"],
    "marts.overview_talks_and_strikes": ["every_comparison_stands_here"],
}
"""Rules that an empty table breaks, and rightly so."""


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
    frame = pl.DataFrame([row | {"is_readable": True, "must_claim": True}])
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
