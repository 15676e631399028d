"""Dagster's event log in one SQLite file whose connection stays open.

A refresh writes about two thousand events, most of them from checks. Dagster's own storage opens a
new connection for every event, and two more for each event of a check, which takes nearly a third
of a refresh. This class changes five things: it keeps the connection open; it writes an event and
what the event changes in one transaction; it compiles the statements for that once; it reads the
last materialization of a table once for all steps that ask for it; and it polls to follow a live
run, because Dagster's class watches a file that an open connection rarely touches.
"""

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property, lru_cache
from typing import Any

import dagster as dg
import sqlalchemy
from dagster._core.definitions.asset_checks.asset_check_evaluation import (
    AssetCheckEvaluationPlanned,
)
from dagster._core.event_api import EventLogRecord
from dagster._core.events import ASSET_CHECK_EVENTS, ASSET_EVENTS
from dagster._core.events.log import EventLogEntry
from dagster._core.storage.asset_check_execution_record import AssetCheckExecutionRecordStatus
from dagster._core.storage.event_log import (
    ConsolidatedSqliteEventLogStorage,
    SqlEventLogStorageTable,
    SqlPollingEventWatcher,
)
from dagster._core.storage.event_log.schema import AssetCheckExecutionsTable
from dagster._core.storage.sqlite import SQLITE_BUSY_TIMEOUT_SECONDS
from dagster_shared.serdes import deserialize_value
from sqlalchemy import event
from sqlalchemy.pool import QueuePool

from pipelines.components.storage import InLedgersFolder

INSERT, PLAN = SqlEventLogStorageTable.insert(), AssetCheckExecutionsTable.insert()
"""The statements that store an event and a planned check; SQLAlchemy compiles each once."""


class EventLog(InLedgersFolder, ConsolidatedSqliteEventLogStorage):
    """Named in dagster.yaml under `event_log_storage`."""

    @cached_property
    def _engine(self) -> sqlalchemy.Engine:
        engine = sqlalchemy.create_engine(
            self._conn_string,
            poolclass=QueuePool,
            connect_args={"timeout": SQLITE_BUSY_TIMEOUT_SECONDS, "check_same_thread": False},
        )
        event.listen(engine, "connect", _synchronise_seldom)
        return engine

    @cached_property
    def _open(self) -> threading.local:
        """`transaction`: the connection on which a thread stores an event at present."""
        return threading.local()

    @contextmanager
    def _connect(self) -> Iterator[sqlalchemy.Connection]:
        present = getattr(self._open, "transaction", None)
        if present is not None:
            yield present
            return
        with self._engine.begin() as connection:
            yield connection

    def store_event(self, event: EventLogEntry) -> None:
        """Store an event, and what it changes of its asset or check, in one transaction."""
        with self._connect() as connection:
            self._open.transaction = connection
            try:
                self._store(connection, event)
            finally:
                self._open.transaction = None

    def _store(self, connection: sqlalchemy.Connection, event: EventLogEntry) -> None:
        """As Dagster's `store_event`, with one statement for all events."""
        row = self._event_to_row(event)
        event_id = connection.execute(INSERT, row).lastrowid
        happened = event.dagster_event
        if happened is None:
            return
        if happened.event_type in ASSET_EVENTS and happened.asset_key:
            self._store_asset_event_tags(connection, [event], [event_id])
            self._store_asset_event(connection, event, event_id)
        planned = happened.event_specific_data
        if isinstance(planned, AssetCheckEvaluationPlanned) and planned.partitions_subset is None:
            connection.execute(PLAN, _planned(planned, row, event_id))
        elif happened.event_type in ASSET_CHECK_EVENTS:
            self.store_asset_check_event(event, event_id)

    @cached_property
    def _tables(self) -> set[str]:
        """Tables that the file is known to have; none is ever dropped."""
        return set()

    @cached_property
    def _columns(self) -> set[str]:
        """Columns that the table of assets is known to have."""
        return set()

    def _has_asset_key_col_on_connection(
        self, conn: sqlalchemy.Connection, column_name: str
    ) -> bool:
        has_column = super()._has_asset_key_col_on_connection
        if column_name not in self._columns and has_column(conn, column_name):
            self._columns.add(column_name)
        return column_name in self._columns

    def has_table(self, table_name: str) -> bool:
        """Whether the file has a table; Dagster asks for every event of an asset or a check."""
        if table_name not in self._tables and super().has_table(table_name):
            self._tables.add(table_name)
        return table_name in self._tables

    def _get_latest_materialization_records(
        self, raw_asset_rows: Sequence[Mapping[str, Any]]
    ) -> Mapping[dg.AssetKey, EventLogRecord | None]:
        """The last materialization of each row's asset; Dagster looks for those kept elsewhere."""
        found: dict[dg.AssetKey, EventLogRecord | None] = {}
        others = []
        for row in raw_asset_rows:
            key = dg.AssetKey.from_db_string(row["asset_key"])
            # An asset that was wiped has details, with the moment.
            kept = None if row["asset_details"] else _record(row["last_materialization"])
            if key is None or kept is None:
                others.append(row)
            else:
                found[key] = kept
        return {**found, **super()._get_latest_materialization_records(others)} if others else found

    @cached_property
    def _watcher(self) -> SqlPollingEventWatcher:
        return SqlPollingEventWatcher(self)

    def watch(self, run_id, cursor, callback) -> None:
        """Call back for every new event of a run, polling once a second."""
        self._watcher.watch_run(run_id, cursor, callback)

    def end_watch(self, run_id, handler) -> None:
        """Stop calling back."""
        self._watcher.unwatch_run(run_id, handler)

    def dispose(self) -> None:
        """Close the connection; the file is consistent at any moment."""
        if "_watcher" in self.__dict__:
            self._watcher.close()
        if "_engine" in self.__dict__:
            self._engine.dispose()


def _planned(
    planned: AssetCheckEvaluationPlanned, event: Mapping[str, Any], event_id: int
) -> dict[str, Any]:
    """The row of a check that a run will evaluate. `event`: the row of the event that says so."""
    return {
        "asset_key": planned.asset_key.to_string(),
        "check_name": planned.check_name,
        "run_id": event["run_id"],
        "execution_status": AssetCheckExecutionRecordStatus.PLANNED.value,
        "evaluation_event": event["event"],
        "evaluation_event_timestamp": event["timestamp"],
        "evaluation_event_storage_id": event_id,
    }


@lru_cache(maxsize=512)
def _record(written: str | None) -> EventLogRecord | None:
    """The record of an event from its JSON; null for what another version of Dagster wrote."""
    read = deserialize_value(written) if written else None
    return read if isinstance(read, EventLogRecord) else None


def _synchronise_seldom(connection, _) -> None:
    """In WAL mode a crash leaves a consistent file; a power cut may lose the last events."""
    connection.execute("pragma synchronous = normal")
