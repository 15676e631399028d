"""The project's event log and Dagster's own give the same answers about the same run.

An upgrade of Dagster that changes what the project's class builds on fails here.
"""

import re
import threading
from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pytest
from dagster._core.event_api import EventLogCursor

from pipelines.components.event_log import EventLog
from pipelines.paths import ROOT
from tests.running import lay_out_storage

RUN_ID = "00000000-0000-4000-8000-000000000001"
KEYS = [dg.AssetKey(name) for name in ("good", "checked", "broken", "after")]


def job() -> dg.JobDefinition:
    """A materialization with metadata, checks that hold and do not, a failed and a skipped step."""

    @dg.asset
    def good() -> dg.MaterializeResult:
        return dg.MaterializeResult(metadata={"rows": 3, "note": "шість"})

    @dg.asset(
        deps=[good],
        check_specs=[
            dg.AssetCheckSpec("holds", asset="checked"),
            dg.AssetCheckSpec("warns", asset="checked"),
        ],
    )
    def checked(context: dg.AssetExecutionContext) -> dg.MaterializeResult:
        context.log.warning("a word of the step itself")
        results = [
            dg.AssetCheckResult(check_name="holds", passed=True, metadata={"rows_checked": 3}),
            dg.AssetCheckResult(
                check_name="warns", passed=False, severity=dg.AssetCheckSeverity.WARN
            ),
        ]
        return dg.MaterializeResult(check_results=results)

    @dg.asset(deps=[checked])
    def broken() -> None:
        raise ValueError("no figure")

    @dg.asset(deps=[broken])
    def after() -> None: ...

    definitions = dg.Definitions(
        assets=[good, checked, broken, after],
        jobs=[dg.define_asset_job("all", "*")],
        executor=dg.in_process_executor,
    )
    return definitions.resolve_job_def("all")


def instance_in(folder: Path, *, is_ours: bool) -> dg.DagsterInstance:
    """The project's instance with its storage in a folder, or one of Dagster's own."""
    folder.mkdir(exist_ok=True)
    if not is_ours:
        return dg.DagsterInstance.local_temp(str(folder))
    if not list(folder.glob("*.db")):
        lay_out_storage(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LEDGER_DAGSTER_DIR", str(folder))
        return dg.DagsterInstance.from_config(str(ROOT))


@pytest.fixture(scope="module")
def instances(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[dg.DagsterInstance]]:
    """Dagster's instance and ours, after the same run; ours is opened anew."""
    folder = tmp_path_factory.mktemp("instances")
    with (
        instance_in(folder / "stock", is_ours=False) as stock,
        instance_in(folder / "ours", is_ours=True) as ours,
        instance_in(folder / "ours", is_ours=True) as reopened,
    ):
        assert isinstance(ours.event_log_storage, EventLog)
        assert not isinstance(stock.event_log_storage, EventLog)
        for instance in (stock, ours):
            ran = job().execute_in_process(instance=instance, run_id=RUN_ID, raise_on_error=False)
            assert not ran.success
        yield [stock, reopened]


def answers(instance: dg.DagsterInstance) -> dict[str, object]:
    """What an instance says of the run, without times, durations and process ids."""
    log = instance.event_log_storage
    checks = [dg.AssetCheckKey(KEYS[1], name) for name in ("holds", "warns")]
    first, rest = log.get_records_for_run(RUN_ID, limit=5), []
    cursor = first.cursor
    while (page := log.get_records_for_run(RUN_ID, cursor=cursor, limit=7)).records:
        rest += page.records
        cursor = page.cursor
    executions = log.get_latest_asset_check_execution_by_key(checks)
    return {
        "events": [_event(entry) for entry in instance.all_logs(RUN_ID)],
        "pages": [_event(record.event_log_entry) for record in [*first.records, *rest]],
        "materializations": [
            (record.asset_key, dict(record.asset_materialization.metadata))
            for key in KEYS
            for record in instance.fetch_materializations(key, limit=5).records
            if record.asset_materialization
        ],
        "records": _records(instance),
        "latest": {key: bool(instance.get_latest_materialization_event(key)) for key in KEYS},
        "assets": sorted(instance.all_asset_keys()),
        "checks": {key: executions[key].status for key in checks},
        "steps": {
            stats.step_key: (stats.status, stats.attempts)
            for stats in instance.get_run_step_stats(RUN_ID)
        },
        "statistics": instance.get_run_stats(RUN_ID).steps_failed,
    }


def _records(instance: dg.DagsterInstance) -> dict[dg.AssetKey, object]:
    """Metadata of the last materialization of each asset, as steps that read it ask for it."""
    found: dict[dg.AssetKey, object] = {}
    for one in instance.get_asset_records(KEYS):
        last = one.asset_entry.last_materialization_record
        made = last.asset_materialization if last else None
        found[one.asset_entry.asset_key] = dict(made.metadata) if made else None
    return found


def _event(entry: dg.EventLogEntry) -> tuple:
    words = re.sub(r"\d+(\.\d+)?(ms|s|us)\b|pid: \d+|/[\w./-]+", "_", entry.user_message)
    kind = entry.dagster_event.event_type if entry.dagster_event else None
    return kind, entry.step_key, entry.level, words


QUESTIONS = (
    "events", "pages", "materializations", "records", "latest", "assets", "checks", "steps",
    "statistics",
)  # fmt: skip


@pytest.fixture(scope="module")
def both(instances: list[dg.DagsterInstance]) -> list[dict[str, object]]:
    return [answers(instance) for instance in instances]


@pytest.mark.parametrize("question", QUESTIONS)
def test_both_give_the_same_answer(both, question):
    stock, ours = both
    assert ours[question] == stock[question]
    assert ours[question]


def test_a_live_run_can_be_followed(tmp_path: Path):
    with (
        instance_in(tmp_path, is_ours=True) as watching,
        instance_in(tmp_path, is_ours=True) as writing,
    ):
        seen: list[str] = []
        is_over = threading.Event()

        def listen(entry: dg.EventLogEntry, cursor: str) -> None:
            assert EventLogCursor.parse(cursor).storage_id()
            if entry.dagster_event is not None:
                seen.append(entry.dagster_event.event_type_value)
                if seen[-1] == "PIPELINE_FAILURE":
                    is_over.set()

        watching.watch_event_logs(RUN_ID, None, listen)
        job().execute_in_process(instance=writing, run_id=RUN_ID, raise_on_error=False)
        assert is_over.wait(60)
        watching.end_watch_event_logs(RUN_ID, listen)
        written = [
            entry.dagster_event.event_type_value
            for entry in writing.all_logs(RUN_ID)
            if entry.dagster_event
        ]
    assert seen == written


def test_a_deleted_run_leaves_no_events(tmp_path: Path):
    with instance_in(tmp_path, is_ours=True) as instance:
        job().execute_in_process(instance=instance, run_id=RUN_ID, raise_on_error=False)
        assert instance.all_logs(RUN_ID)
        instance.delete_run(RUN_ID)
        assert instance.all_logs(RUN_ID) == []


def test_an_event_is_stored_with_what_it_changes_or_not_at_all(instances, tmp_path, monkeypatch):
    evaluation = dg.DagsterEventType.ASSET_CHECK_EVALUATION
    entry = next(
        entry for entry in instances[1].all_logs(RUN_ID) if entry.dagster_event_type == evaluation
    )

    def fails(*_: object) -> None:
        raise OSError("the disk is full")

    with instance_in(tmp_path, is_ours=True) as instance:
        log = instance.event_log_storage
        with monkeypatch.context() as patch:
            patch.setattr(EventLog, "store_asset_check_event", fails)
            with pytest.raises(OSError, match="the disk is full"):
                log.store_event(entry)
        assert log.get_logs_for_run(RUN_ID) == []
        log.store_event(entry)
        assert len(log.get_logs_for_run(RUN_ID)) == 1


def test_a_later_materialization_is_found_and_a_wiped_one_is_not(tmp_path):
    with instance_in(tmp_path, is_ours=True) as instance:
        found = []
        for rows in (3, 4, None, 5):
            if rows is None:
                instance.wipe_assets(KEYS[:1])
            else:
                made = dg.AssetMaterialization(KEYS[0], metadata={"rows": rows})
                instance.report_runless_asset_event(made)
            found.append(_records(instance))
        found.append(_records(instance))
    good = KEYS[0]
    assert [one.get(good) for one in found] == [
        {"rows": dg.MetadataValue.int(3)},
        {"rows": dg.MetadataValue.int(4)},
        None,
        {"rows": dg.MetadataValue.int(5)},
        {"rows": dg.MetadataValue.int(5)},
    ]


def test_a_planned_check_is_stored_as_dagster_stores_it(instances, tmp_path):
    planned = dg.DagsterEventType.ASSET_CHECK_EVALUATION_PLANNED
    entries = [one for one in instances[0].all_logs(RUN_ID) if one.dagster_event_type == planned]
    assert len(entries) == 2
    key = dg.AssetCheckKey(KEYS[1], "warns")
    stored = []
    for is_ours in (False, True):
        with instance_in(tmp_path / str(is_ours), is_ours=is_ours) as instance:
            for entry in entries:
                instance.event_log_storage.store_event(entry)
            history = instance.event_log_storage.get_asset_check_execution_history(key, limit=2)
            stored.append([(one.run_id, one.status, one.event) for one in history])
    assert stored[0] == stored[1]
    assert [(run, status.value) for run, status, _ in stored[1]] == [(RUN_ID, "PLANNED")]
