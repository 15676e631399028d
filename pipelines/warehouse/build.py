"""The build file: one connection per run, transactions, and the tables of the contracts.

The build file is private to the run that writes it, and everything in it can be recomputed from
the archive, so a build made under other contracts is discarded and rebuilt. Publishing does not
belong here (publication/publish.py).
"""

import hashlib
import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

import duckdb

from pipelines.settings import Settings
from pipelines.warehouse import parts, sqlfile
from pipelines.warehouse.connecting import connect, match_threads
from pipelines.warehouse.damage import is_damage, set_aside, wal_of
from pipelines.warehouse.quoting import identifier, literal

SCHEMAS = (
    "landed", "stored", "staging", "vocabulary", "records", "revisions", "claims", "known",
    "links", "events", "marts", "quality",
)  # fmt: skip

STORAGE = "latest"
"""Storage format of the build file; only this version of DuckDB has to read it."""


CONTENTS = (
    "create table quality.contents "
    "(table_name varchar, content varchar, origin varchar, inputs map(varchar, varchar))"
)
"""Table of hashes of contents and inputs (contents.py); it is not published."""

ARCHIVE_FOLDERS = (
    "create table quality.archive_folders (path varchar, changed_ns bigint, documents bigint)"
)
"""Table of the folders of the archive that are listed (landing/listing.py); it is not published."""

LOCKED = "IO Error: Could not set lock on file"
"""Beginning of DuckDB's message if another process has the file open."""

log = logging.getLogger(__name__)


class BuildBusy(RuntimeError):
    """Another process has the build file open."""


class Warehouse:
    """An open build file. Use as a context manager; every cursor shares its one connection."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, path: Path) -> None:
        self.connection = connection
        self.path = path
        self._is_discarded = False
        self._is_damaged = False

    @classmethod
    @contextmanager
    def of(cls, settings: Settings) -> Iterator["Warehouse"]:
        """Open the build file of a run within the memory that its settings allow; see `open`."""
        with cls.open(settings.build) as warehouse:
            limit = literal(settings.memory_limit)
            warehouse.connection.execute(f"set global memory_limit = {limit}")
            if settings.temporary_folder is not None:
                settings.temporary_folder.mkdir(parents=True, exist_ok=True)
                folder = literal(str(settings.temporary_folder))
                warehouse.connection.execute(f"set global temp_directory = {folder}")
            yield warehouse

    @classmethod
    @contextmanager
    def open(cls, path: Path) -> Iterator["Warehouse"]:
        """Open the build file with the tables of the current contracts; raises `BuildBusy`.

        A build file that cannot be read is set aside and rebuilt. One that proves damaged while it
        is open is set aside on closing, so that the next refresh rebuilds it. A small one is worked
        on by one thread.
        """
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = _connect_anew(path)
        if not _is_usable(connection, path):
            connection.close()
            _remove(path)
            connection = _connect(path)
            _lay_out(connection)
        parts.tidy(connection, path)
        warehouse = cls(connection, path)
        warehouse.match_threads(path.stat().st_size + parts.size(connection))
        try:
            yield warehouse
        finally:
            connection.close()
            if warehouse._is_discarded:
                _remove(path)
            elif warehouse._is_damaged:
                log.warning("%s: damaged; kept as %s and made anew", path, set_aside(path))

    def discard_on_close(self) -> None:
        """Delete the build file when it is closed: no later run uses it."""
        self._is_discarded = True

    def match_threads(self, stored: int) -> None:
        """Work with one thread on few bytes of documents, and with one per core on many."""
        match_threads(self.connection, stored)

    @contextmanager
    def transaction(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor in a transaction: all of its work is committed, or none."""
        cursor = self.connection.cursor()
        cursor.begin()
        try:
            yield cursor
        except BaseException as error:
            self._is_damaged |= is_damage(error)
            # A connection that DuckDB has invalidated has no transaction left to roll back.
            with suppress(duckdb.Error):
                cursor.rollback()
            raise
        else:
            cursor.commit()
        finally:
            cursor.close()

    def rows(self, query: str, *parameters: object) -> list[tuple]:
        """Rows of a query, on a new cursor."""
        with self.connection.cursor() as cursor:
            try:
                return cursor.execute(query, list(parameters)).fetchall()
            except duckdb.Error as error:
                self._is_damaged |= is_damage(error)
                raise

    def count(self, table: str) -> int:
        """Number of rows of a table."""
        return self.rows(f"select count(*) from {table}")[0][0]


def is_held(path: Path) -> bool:
    """Whether a process has the build file open, this one included. The file is not changed."""
    if not path.exists():
        return False
    try:
        duckdb.connect(str(path), read_only=True).close()
    except duckdb.ConnectionException:  # open in this process, with another configuration
        return True
    except duckdb.Error as error:
        return is_locked(error)
    return False


def is_locked(error: duckdb.Error) -> bool:
    """Whether an error of DuckDB means that another process has the file open."""
    return str(error).startswith(LOCKED)


def _connect_anew(path: Path) -> duckdb.DuckDBPyConnection:
    """Open the build file, or a new one in place of a damaged one; raises `BuildBusy`."""
    if not path.exists():
        _remove(path)
    try:
        connection = _connect(path)
        try:
            _layout(connection)
        except duckdb.Error:
            connection.close()
            raise
    except duckdb.Error as error:
        if not is_damage(error):
            raise
        log.warning("%s: damaged (%s); kept as %s and made anew", path, error, set_aside(path))
        return _connect(path)
    return connection


def _connect(path: Path) -> duckdb.DuckDBPyConnection:
    try:
        return connect(path, storage_compatibility_version=STORAGE)
    except duckdb.IOException as error:
        if not is_locked(error):
            raise
        raise BuildBusy(
            f"{path}: another refresh is running; wait for it to end and try again ({error})"
        ) from error


def _remove(path: Path) -> None:
    """Delete a build file, the log first: a log alone would be replayed onto the next file."""
    wal_of(path).unlink(missing_ok=True)
    path.unlink(missing_ok=True)
    parts.remove(path)


def _is_usable(connection: duckdb.DuckDBPyConnection, path: Path) -> bool:
    """Whether the open file has the tables of the current contracts, and all files of its rows."""
    if _layout(connection) != contracts_version():
        return False
    if parts.are_complete(connection, path):
        return True
    log.warning("%s: files in %s are gone; both are made anew", path, parts.folder_of(path))
    return False


def _layout(connection: duckdb.DuckDBPyConnection) -> str | None:
    """Version of the contracts of the open file; null for a new or incomplete one."""
    known = connection.execute(
        "select comment from duckdb_tables() where schema_name = 'quality' "
        "and table_name = 'layout'"
    ).fetchone()
    return known[0] if known else None


def _lay_out(connection: duckdb.DuckDBPyConnection) -> None:
    connection.begin()
    for schema in SCHEMAS:
        connection.execute(f"create schema if not exists {schema}")
    connection.execute(parts.PARTS)
    connection.execute(sqlfile.step("claims/create_cells"))
    for file in sqlfile.all_files():
        if file.is_contract and file.schema == "claims":
            _lay_out_claims(connection, file)
        elif file.is_contract:
            connection.execute(file.statement)
            sqlfile.require_commented(connection, file)
    connection.execute(CONTENTS)
    connection.execute(ARCHIVE_FOLDERS)
    connection.execute("create table quality.layout (version varchar)")
    connection.execute(f"comment on table quality.layout is {literal(contracts_version())}")
    connection.commit()


def _lay_out_claims(connection: duckdb.DuckDBPyConnection, file: sqlfile.SqlFile) -> None:
    """Create a family's records under its contract, and its claims as a view on them."""
    table = f"create table {parts.stored(f'records.{file.family}')}"
    connection.execute(file.statement.replace(f"create table claims.{file.family}", table, 1))
    columns = ", ".join(map(identifier, file.columns))
    for name in ("create_records", "create_claims"):
        statement = sqlfile.step(f"claims/{name}").replace("each_family", file.family)
        connection.execute(statement.replace("contract_columns", columns))
        parts.show(connection, f"records.{file.family}")


@cache
def contracts_version() -> str:
    """Hash of all contracts, of the statements that fill them, and of the version of DuckDB."""
    hashed = [duckdb.__version__, CONTENTS, ARCHIVE_FOLDERS, parts.PARTS]
    hashed += [file.statement for file in sqlfile.all_files() if file.is_contract]
    hashed += [path.read_text() for path in sorted((sqlfile.SQL / "claims").glob("*.sql"))]
    return hashlib.sha256("\n".join(hashed).encode()).hexdigest()[:20]
