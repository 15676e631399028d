"""Reads what the page shows: runs the queries of sql/report/ on a publication.

The page, its CSV files and the tests run the same queries. Drawing does not belong here.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from pipelines.publication.redistribution import restricted
from pipelines.warehouse import sqlfile
from pipelines.warehouse.connecting import connect
from pipelines.warehouse.fill import fill
from pipelines.warehouse.quoting import literal

Row = Mapping[str, Any]

MOST_ROWS = 1500
"""Rows that one chart shows in the page; the latest ones, as every query has them first."""


SCHEMA = {"event_id": pl.String}


class NoSuchFamily(LookupError):
    """A query of the page reads a table of a family that the project does not have."""


class NotReadable(RuntimeError):
    """A file that is not a publication this version can read; the message names it."""


@dataclass(frozen=True)
class Rows:
    """Rows of a query. `shown`: the first ones, which the page has; `frame`: all of them."""

    name: str
    frame: pl.DataFrame
    shown: tuple[Row, ...]

    @property
    def total(self) -> int:
        """Rows of the query."""
        return self.frame.height

    @property
    def is_thinned(self) -> bool:
        """Whether the page shows only some of the rows."""
        return self.total > len(self.shown)

    def none(self) -> "Rows":
        """The same columns without rows."""
        return Rows(self.name, self.frame.head(0), ())


@dataclass(frozen=True)
class About:
    """The publication that the page is made from. `day`: the date on which its data is read."""

    published_at: datetime
    as_of: datetime | None
    version: str
    fingerprint: str

    @property
    def day(self) -> date:
        return (self.as_of or self.published_at).date()


class Data:
    """An open publication, and the one before it if there is one."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, before: Path | None) -> None:
        self.connection = connection
        self.before = before
        self.restricted = restricted(connection)

    @property
    def about(self) -> About:
        """The row of `publication`."""
        (row,) = self.connection.execute(
            "select published_at, as_of, version, fingerprint from main.publication"
        ).fetchall()
        return About(*row)

    def rows(self, name: str, most: int = MOST_ROWS) -> Rows:
        """Rows of sql/report/<name>.sql; the page shows the first `most` of them.

        Single events of sources that may be passed on as sums only are left out. Raises
        `NoSuchFamily`.
        """
        file = sqlfile.report_file(name)
        absent = file.reads - self._tables
        if absent and not any(one.table in absent for one in sqlfile.all_files()):
            raise NoSuchFamily(f"{file.path.name} reads {', '.join(sorted(absent))}")
        frame = self.connection.execute(file.statement).pl()
        frame = self.restricted.without(frame)
        return Rows(name, frame, tuple(frame.head(most).to_dicts()))

    @cached_property
    def _tables(self) -> frozenset[str]:
        """Tables of the publication."""
        names = self.connection.execute(
            "select table_schema || '.' || table_name from information_schema.tables "
            "where table_catalog = 'ledger'"
        ).fetchall()
        return frozenset(name for (name,) in names)

    def of_events(self, name: str, ids: Iterable[str], most: int) -> list[dict[str, Any]]:
        """The first rows of sql/report/<name>.sql, which reads the events of `page_events`."""
        frame = self.restricted.without(pl.DataFrame({"event_id": sorted(set(ids))}, SCHEMA))
        fill(self.connection, "page_events", frame, replace=True)
        query = f"{sqlfile.report_file(name).statement}\nlimit {most}"
        return self.connection.execute(query).pl().to_dicts()


@contextmanager
def open_data(publication: Path, before: Path | None) -> Iterator[Data]:
    """Open a publication for the page; raises `NotReadable`.

    `before`: an earlier publication for what changed since; null when there is none.
    """
    with connect() as connection:
        connection.execute("set threads = 1")
        try:
            connection.execute(f"attach {literal(str(publication))} as ledger (read_only)")
            connection.execute("use ledger")
        except duckdb.Error as error:
            raise NotReadable(f"{publication}: cannot be opened: {error}") from error
        _read_before(connection, before)
        connection.execute("create temp table page_events (event_id varchar)")
        yield Data(connection, before)


def _read_before(connection: duckdb.DuckDBPyConnection, before: Path | None) -> None:
    """Fill `figures_before` with the figures of the publication before; empty without one."""
    columns = "family, event_id, happened_stated, figure, value, low, high"
    opening = f"create temp table figures_before as select {columns} from"
    if before is None:
        connection.execute(f"{opening} marts.overview_figures limit 0")
        return
    try:
        connection.execute(f"attach {literal(str(before))} as earlier (read_only)")
        connection.execute(f"{opening} earlier.marts.overview_figures")
    except duckdb.Error as error:
        raise NotReadable(f"{before}: cannot be compared: {error}") from error
