"""The build file becomes the publication: checked, compacted, atomically replaced.

Readers open `warehouse.duckdb`; it is never written, only replaced, so whoever has it open keeps
what they opened. Beside it stands a small manifest that says what it was made from.
"""

import json
import os
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from pipelines import sqlfile
from pipelines.archive import sha256_of
from pipelines.settings import Settings
from pipelines.warehouse import Warehouse

STORAGE_VERSION = "v1.0.0"
"""Storage format of the publication, so that DuckDB 1.0 and later open it."""


@dataclass(frozen=True)
class Manifest:
    """What a publication was made from, and what it holds."""

    fingerprint: str
    sha256: str
    published_at: str
    as_of: str | None
    rows: dict[str, int]


def publish(warehouse: Warehouse, settings: Settings, fingerprint: str) -> Manifest:
    """Copy every documented table into a fresh file and put it in the publication's place."""
    fresh = settings.warehouse.with_name(f".{settings.warehouse.name}.new")
    fresh.unlink(missing_ok=True)
    rows = _copy(warehouse, fresh)
    manifest = Manifest(
        fingerprint=fingerprint,
        sha256=sha256_of(fresh),
        published_at=datetime.now(UTC).isoformat(timespec="seconds"),
        as_of=settings.as_of.isoformat() if settings.as_of else None,
        rows=rows,
    )
    with fresh.open("rb") as stream:
        os.fsync(stream.fileno())
    os.replace(fresh, settings.warehouse)
    _write_manifest(settings, manifest)
    return manifest


def last_publication(settings: Settings) -> Manifest | None:
    """Manifest of what is published now; null when nothing is, or its file is gone."""
    path = manifest_path(settings)
    if not (path.exists() and settings.warehouse.exists()):
        return None
    return Manifest(**json.loads(path.read_text()))


def manifest_path(settings: Settings) -> Path:
    """Where the manifest of the publication lies."""
    return settings.warehouse.with_suffix(".json")


def _copy(warehouse: Warehouse, fresh: Path) -> dict[str, int]:
    cursor = warehouse.connection.cursor()
    cursor.execute(f"attach '{fresh}' as publication (storage_version '{STORAGE_VERSION}')")
    try:
        files = sqlfile.all_files()
        for schema in sorted({file.schema for file in files}):
            cursor.execute(f"create schema publication.{schema}")
        for file in files:
            _copy_table(cursor, file)
        return {file.table: warehouse.count(file.table) for file in files}
    finally:
        cursor.execute("detach publication")
        cursor.close()


def _copy_table(cursor: duckdb.DuckDBPyConnection, file: sqlfile.SqlFile) -> None:
    """Rows in one fixed order, so that equal content makes equal files."""
    if file.is_contract:
        cursor.execute(file.statement.replace("create table ", "create table publication.", 1))
        cursor.execute(
            f"insert into publication.{file.table} by name from {file.table} order by all"
        )
    else:
        cursor.execute(f"create table publication.{file.table} as from {file.table} order by all")
    sqlfile.comment_all(cursor, file, catalog="publication.")


def _write_manifest(settings: Settings, manifest: Manifest) -> None:
    path = manifest_path(settings)
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_text(json.dumps(asdict(manifest), indent=1) + "\n")
    os.replace(fresh, path)
