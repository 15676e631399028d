"""Publishes the build file: checks it, compacts it and replaces the publication atomically.

`warehouse.duckdb` is never written, only replaced: clients that have it open keep reading the
version they opened. A small manifest next to it lists its inputs. The schema `main` has views and
functions for interactive queries (sql/interface/) and the dictionary. The content of tables and
views does not belong here.
"""

from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from uuid import uuid4

import duckdb
import polars as pl

from pipelines.landing.archive import sha256_of
from pipelines.landing.declaration import all_sources
from pipelines.paths import PROJECT
from pipelines.publication.fingerprint import of_read
from pipelines.publication.gate import require_publishable
from pipelines.publication.manifest import Manifest
from pipelines.publication.parquet_claims import delete_unread, write_claims
from pipelines.publication.replace import fresh_path, put_in_place
from pipelines.settings import Settings
from pipelines.warehouse import sqlfile
from pipelines.warehouse.build import Warehouse
from pipelines.warehouse.damage import wal_of
from pipelines.warehouse.dictionary import describe
from pipelines.warehouse.fill import fill
from pipelines.warehouse.quoting import literal

STORAGE_VERSION = "v1.0.0"
"""Storage format of the publication; its views and functions need DuckDB 1.1 or later."""

BLOCK_BYTES = 16384
"""Block size; most tables are small, so the file is a third of its size with blocks of 256 KiB."""

COMPRESSION = "set global disabled_compression_methods = 'fsst'"
"""FSST makes the file a sixth smaller and takes half of the time of writing it. It also draws its
samples at random, so that equal content gives files of different sizes."""


def publish(warehouse: Warehouse, settings: Settings) -> Manifest:
    """Copy every documented table into a new file and replace the publication with it.

    Raises `NotPublishable` if something was not read, built or checked, or if a check failed.
    """
    require_publishable(warehouse, settings)
    return publish_unchecked(warehouse, settings)


def publish_unchecked(warehouse: Warehouse, settings: Settings) -> Manifest:
    """Publish the build file without the gate, for benchmarks of publishing alone."""
    fingerprint = of_read(warehouse, settings, all_sources())
    fresh = fresh_path(settings.warehouse)
    wal_of(fresh).unlink(missing_ok=True)
    fresh.unlink(missing_ok=True)
    now = datetime.now(UTC).replace(microsecond=0)
    about = {
        "published_at": now,
        "as_of": settings.as_of,
        "version": version(PROJECT),
        "fingerprint": fingerprint,
        "storage": STORAGE_VERSION,
    }
    folder = settings.claims_folder / uuid4().hex if settings.claims == "parquet" else None
    rows = _copy(warehouse, fresh, about, folder)
    manifest = Manifest(
        fingerprint=fingerprint,
        sha256=sha256_of(fresh),
        published_at=now.isoformat(),
        as_of=settings.as_of.isoformat() if settings.as_of else None,
        rows=rows,
    )
    put_in_place(settings, manifest)
    delete_unread(settings)
    return manifest


def _copy(
    warehouse: Warehouse, fresh: Path, about: dict[str, object], claims: Path | None
) -> dict[str, int]:
    """Write the new file; returns the number of rows of each table.

    `claims`: folder of claims as Parquet; null if they are tables of the file.
    """
    with warehouse.connection.cursor() as cursor:
        cursor.execute(COMPRESSION)
        cursor.execute(
            f"attach {literal(str(fresh))} as publication "
            f"(storage_version '{STORAGE_VERSION}', block_size {BLOCK_BYTES})"
        )
        try:
            with warehouse.transaction() as inside:
                files = sqlfile.all_files()
                for schema in sorted({file.schema for file in files}):
                    inside.execute(f"create schema publication.{schema}")
                rows = {}
                for file in files:
                    folder = claims if file.schema == "claims" else None
                    written = write_claims(inside, file, folder) if folder else 0
                    rows[file.table] = written or _copy_table(inside, file)
                inside.execute("use publication")
                _add_interface(inside, files, rows, about)
        finally:
            cursor.execute("detach publication")
    return rows


def _copy_table(cursor: duckdb.DuckDBPyConnection, file: sqlfile.SqlFile) -> int:
    """Copy a table in a fixed order of rows, so that equal content gives equal files.

    Returns the number of rows.
    """
    if file.is_contract:
        cursor.execute(file.statement.replace("create table ", "create table publication.", 1))
        copying = f"insert into publication.{file.table} by name"
    else:
        copying = f"create table publication.{file.table} as"
    ((rows,),) = cursor.execute(f"{copying} from {file.table} order by all").fetchall()
    sqlfile.comment_all(cursor, file, catalog="publication.")
    return rows


def _add_interface(
    cursor: duckdb.DuckDBPyConnection,
    files: list[sqlfile.SqlFile],
    rows: dict[str, int],
    about: dict[str, object],
) -> None:
    """Create views, functions and comments in the publication, which is the database in use."""
    interface = sqlfile.interface_files()
    for file in interface:
        cursor.execute(file.statement)
        sqlfile.comment_all(cursor, file)
    moments = {"published_at": pl.Datetime("us", "UTC"), "as_of": pl.Datetime("us", "UTC")}
    fill(cursor, "main.publication", pl.DataFrame([about], schema_overrides=moments))
    entries = [vars(entry) for entry in describe(cursor, files + interface, rows)]
    fill(cursor, "main.dictionary", pl.DataFrame(entries, infer_schema_length=None))
