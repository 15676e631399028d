"""An alert names what failed, the failing rows with their place, and what to do."""

from pipelines.alerts.message import MOST_BYTES, of_failed_refresh
from pipelines.settings import Settings
from pipelines.warehouse.build import Warehouse

RESULT = """
insert into quality.check_results by name
select 'claims.strikes' as checked_table, 'night_within_the_war' as check_name,
    'critical' as severity, 'A night after tomorrow is a misread date.' as reason,
    false as is_success, 1614 as rows_checked, 7 as rows_failing,
    'hash' as content, 'run-1' as run_id,
    now() as checked_at
"""

ROW = """
insert into quality.failing_rows by name
select 'claims.strikes' as checked_table, 'night_within_the_war' as check_name,
    'critical' as severity, 'run-1' as run_id,
    json_object('night_of', '2062-02-05', 'document', 'inbox/a/post.txt', 'locator', n) as row_json
from range(7) as numbers (n)
"""


def test_failed_checks_are_listed_with_their_first_rows(tmp_path):
    here = Settings(data=tmp_path)
    with Warehouse.open(here.build) as warehouse:
        warehouse.rows(RESULT)
        warehouse.rows(ROW)
    alert = of_failed_refresh(here, "run-1", ["claims_strikes_checks: a check failed"])
    assert alert.title == "Conflict Ledger: refresh failed: 1 critical check failed"
    assert "claims.strikes: night_within_the_war: 7 of 1,614 rows. A night after" in alert.text
    assert alert.text.count("inbox/a/post.txt") == 3
    assert str(here.checks_page) in alert.text
    assert f"LEDGER_DATA={tmp_path} ledger refresh" in alert.text
    assert "Nothing has been published yet." in alert.text


def test_results_of_another_run_are_left_out(tmp_path):
    here = Settings(data=tmp_path)
    with Warehouse.open(here.build) as warehouse:
        warehouse.rows(RESULT)
    alert = of_failed_refresh(here, "run-2", ["landing: OSError: disk full"])
    assert alert.title == "Conflict Ledger: refresh failed: 1 step failed"
    assert "night_within_the_war" not in alert.text


def test_rows_are_left_out_while_another_refresh_holds_the_build_file(tmp_path):
    here = Settings(data=tmp_path)
    with Warehouse.open(here.build):
        alert = of_failed_refresh(here, "run-1", ["landing: OSError: disk full"])
    assert "landing: OSError: disk full" in alert.text


def test_the_remedy_stays_however_long_the_errors_are(tmp_path):
    here = Settings(data=tmp_path)
    alert = of_failed_refresh(here, "run-1", [f"step {n}: " + "Ї" * 900 for n in range(40)])
    assert len(alert.text.encode()) < MOST_BYTES + 400
    assert alert.text.endswith("ledger refresh\nRun: run-1")
