"""Dagster's event log in one SQLite file whose connection stays open.

A refresh writes about two thousand events, most of them from checks. Dagster's own storage opens a
new connection for every event, and two more for each event of a check, which takes nearly a third
of a refresh. This class changes three things: it keeps the connection open, it writes an event and
what the event changes in one transaction, and it polls to follow a live run, because Dagster's
class watches a file that an open connection rarely touches.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property

import sqlalchemy
from dagster._core.events.log import EventLogEntry
from dagster._core.storage.event_log import (
    ConsolidatedSqliteEventLogStorage,
    SqlPollingEventWatcher,
)
from dagster._core.storage.sqlite import SQLITE_BUSY_TIMEOUT_SECONDS
from sqlalchemy import event
from sqlalchemy.pool import QueuePool

from pipelines.components.storage import InLedgersFolder


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
                super().store_event(event)
            finally:
                self._open.transaction = None

    @cached_property
    def supports_asset_checks(self) -> bool:
        """Whether the file has the tables of checks; Dagster asks for every event of a check."""
        return self.has_table("asset_check_executions")

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


def _synchronise_seldom(connection, _) -> None:
    """In WAL mode a crash leaves a consistent file; a power cut may lose the last events."""
    connection.execute("pragma synchronous = normal")
