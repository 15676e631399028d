"""The whole job on the shipped registers: what is published, and what a second run changes."""

import hashlib
import json
import shutil
from pathlib import Path

import dagster as dg
import pytest

from pipelines.landing.declaration import DeclarationError
from pipelines.paths import SOURCES
from pipelines.publication.gate import require_publishable
from pipelines.publication.manifest import last_publication, manifest_path
from pipelines.publication.unchanged import nothing_new
from pipelines.warehouse import sqlfile
from pipelines.warehouse.build import Warehouse
from pipelines.warehouse.contents import is_current
from tests.alerts.servers import webhook
from tests.copied import CopiedProject, copy_project
from tests.running import ledger_here, refreshed


def test_a_refresh_publishes_the_golden_night(golden, ask_golden):
    assert ask_golden(
        "select night_of::varchar, drones_launched_best, drones_intercepted_best, "
        "missiles_launched_best from marts.strikes_daily where night_of = '2026-02-05'"
    ) == [("2026-02-05", 183, 156, 2)]
    manifest = last_publication(golden)
    assert manifest is not None
    assert manifest.sha256 == hashlib.sha256(golden.warehouse.read_bytes()).hexdigest()


def test_a_second_refresh_finds_nothing_new_and_changes_nothing(golden_copy):
    published = golden_copy.warehouse.read_bytes()
    second = refreshed(golden_copy)
    assert second.success
    assert {event.step_key for event in second.all_events if event.is_step_success} == {"landing"}
    assert golden_copy.warehouse.read_bytes() == published


def test_a_new_document_changes_what_a_run_of_all_steps_would_change(golden_copy, capsys):
    source = "coordination_headquarters"
    (golden_copy.inbox / source).mkdir(parents=True)
    shutil.copy(SOURCES / source / "sample" / "totals.csv", golden_copy.inbox / source)
    ran = ledger_here(capsys, golden_copy.data, "refresh")
    assert ran.returncode == 0, ran.stderr
    assert nothing_new(golden_copy, "test") is not None
    with Warehouse.open(golden_copy.build) as warehouse:
        assert warehouse.rows("select count(distinct run_id) from quality.check_results") == [(2,)]
        built = [file for file in sqlfile.all_files() if not file.is_contract]
        assert [
            file.table for file in built if not is_current(warehouse, file.table, file.reads)
        ] == []
        assert require_publishable(warehouse, golden_copy).tables > len(built)


def test_a_damaged_publication_is_something_new_to_the_next_refresh(golden_copy):
    assert nothing_new(golden_copy, "test") is not None
    manifest = manifest_path(golden_copy).read_bytes()
    manifest_path(golden_copy).write_bytes(manifest[:-20])
    assert nothing_new(golden_copy, "test") is None
    manifest_path(golden_copy).write_bytes(manifest)
    golden_copy.warehouse.write_bytes(golden_copy.warehouse.read_bytes()[:-1] + b"x")
    assert nothing_new(golden_copy, "test") is None
    ran = refreshed(golden_copy, dg.AssetSelection.keys("landed/documents"))
    assert len(ran.get_asset_materialization_events()) == 1  # so that everything else follows


def test_a_setting_that_changes_the_publication_is_something_new(golden_copy):
    assert nothing_new(golden_copy, "test") is not None
    for changed in ({"lowest_tier": "C"}, {"reader_url": "http://[::1]/v1"}, {"claims": "parquet"}):
        assert nothing_new(golden_copy.model_copy(update=changed), "test") is None, changed


def test_a_publication_that_is_gone_is_no_publication(golden_copy):
    golden_copy.warehouse.unlink()
    assert last_publication(golden_copy) is None


def test_the_golden_day_keeps_its_contradictions(golden, ask_golden):
    (exchange,) = ask_golden(
        "select stated_totals, has_component_mismatch, component_mismatch_in_words, "
        "to_ukraine_best, to_russia_low, to_russia_high from events.exchanges "
        "where event_id = 'exchange-PX-2026-02-05'"
    )
    assert exchange[:2] == ([307, 314], True)
    assert "states a total of 307" in exchange[2]
    assert "add up to 317" in exchange[2]
    assert "314" not in exchange[2]
    assert exchange[3:] == (157, 157, 160)


@pytest.mark.parametrize(
    ("name", "status", "valid_from_stated", "valid_to_stated"),
    [
        ("New START", "in_force", "2011-02-05", "2026-02-05"),
        ("New START", "expired", "2026-02-05", None),
        ("US-Russia high-level military-to-military dialogue", "suspended", "2021", "2026-02-05"),
        ("US-Russia high-level military-to-military dialogue", "in_force", "2026-02-05", None),
    ],
)
def test_an_agreement_has_its_status_from_when_until_when(
    golden, ask_golden, name, status, valid_from_stated, valid_to_stated
):
    assert ask_golden(
        "select valid_from_stated, valid_to_stated from marts.agreements_status "
        f"where name = '{name}' and status = '{status}'"
    ) == [(valid_from_stated, valid_to_stated)]


def test_every_published_column_has_a_comment(golden, ask_golden):
    unsaid = ask_golden(
        "select table_name, column_name from duckdb_columns() "
        "where not internal and comment is null"
    )
    assert unsaid == []
    assert ask_golden("select count(*) from duckdb_tables() where comment is null") == [(0,)]


def test_every_row_is_kept_or_quarantined(golden, ask_golden):
    assert (
        ask_golden(
            "select uri from quality.documents_read "
            "where rows_in <> rows_staged + rows_refused "
            "or rows_staged <> rows_claimed + rows_unmapped and is_claim_expected"
        )
        == []
    )


def test_the_overview_distinguishes_null_and_zero(golden, ask_golden):
    assert ask_golden(
        "select missiles_intercepted_best, exchanges, talks_begun from marts.overview_daily "
        "where day = '2026-02-05'"
    ) == [(0, 1, None)]
    assert (
        ask_golden("select count(*) from marts.overview_daily where drones_launched_best is null")[
            0
        ][0]
        > 0
    )


def test_the_manifest_counts_what_the_file_holds(golden, ask_golden):
    rows = json.loads(Path(golden.warehouse).with_suffix(".json").read_text())["rows"]
    for table in ("claims.strikes", "events.exchanges", "marts.overview_daily"):
        assert ask_golden(f"select count(*) from {table}") == [(rows[table],)]


def test_a_failed_critical_check_leaves_the_publication_and_names_the_rows(golden_copy):
    published = golden_copy.warehouse.read_bytes()
    with Warehouse.open(golden_copy.build) as warehouse:
        warehouse.connection.execute(
            "update quality.documents_read set rows_in = rows_in + 1 "
            "where source = 'exchange_register'"
        )
    golden_copy.warehouse.with_suffix(".json").unlink()

    # The first steps and the last: the steps between them were run by the refresh that was copied.
    ends = dg.AssetSelection.groups("landed", "vocabulary", "quality", "published")
    failed = refreshed(golden_copy, ends - dg.AssetSelection.keys("quality/page"))

    assert not failed.success
    assert "published__warehouse" not in {e.step_key for e in failed.all_events if e.is_step_start}
    assert golden_copy.warehouse.read_bytes() == published
    assert "1 critical check failed. Nothing was published" in golden_copy.checks_page.read_text()
    with Warehouse.open(golden_copy.build) as warehouse:
        rows = warehouse.rows(
            "select row_json from quality.failing_rows "
            "where checked_table = 'quality.documents_read' and severity = 'critical'"
        )
    assert len(rows) == 1
    assert "exchange" in rows[0][0]


def test_a_broken_sql_file_is_named_in_one_line_and_in_an_alert(tmp_path, monkeypatch):
    copy_project(tmp_path)
    broken = tmp_path / "sql" / "strikes" / "daily.sql"
    broken.write_text(broken.read_text().replace("-- grain:", "-- grian:"))
    with webhook() as (address, posted):
        monkeypatch.setenv("LEDGER_ALERT_URL", address)
        ran = CopiedProject(tmp_path).ledger("refresh")
    assert ran.returncode == 1
    assert f"FAILED {broken}: " in ran.stderr
    assert "Traceback" not in ran.stderr
    (sent,) = posted
    assert sent["title"] == "Conflict Ledger: refresh failed: it could not start"
    assert str(broken) in sent["message"]


def test_a_broken_declaration_is_named_in_an_alert(tmp_path, monkeypatch, capsys):
    def broken() -> None:
        raise DeclarationError("acled/defs.yaml: licence is missing")

    monkeypatch.setattr("pipelines.cli.refresh.all_sources", broken)
    with webhook() as (address, posted):
        ran = ledger_here(capsys, tmp_path, "refresh", LEDGER_ALERT_URL=address)
    assert ran.returncode == 1
    assert "FAILED acled/defs.yaml: licence is missing" in ran.stderr
    assert "acled/defs.yaml: licence is missing" in posted[0]["message"]
