"""Exports the publication as a folder of plain files: CSV, Parquet, maps, and their metadata.

    csv/<schema>.<table>.csv          one file per mart and table of events, safe in a spreadsheet
    parquet/<schema>.<table>.parquet  the same with exact types
    <table>.geojson                   events that have a point, of every family that has points
    geoparquet/<table>.parquet        the same as GeoParquet
    datapackage.json                  the CSV files as a Frictionless data package
    manifest.json                     SHA-256, bytes and rows of every file, and what was left out

Everything is read from the published file, so that an export equals the publication, without the
single events that a source's licence forbids to pass on. Equal content gives equal bytes; no file
contains the time of export or publication.
"""

import json
import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb

from pipelines.publication.data_package import NoFieldType, Written, csv_resource, manifest, package
from pipelines.publication.exported_table import Table, tables_of
from pipelines.publication.points import mapped, points_of, write_geojson, write_geoparquet
from pipelines.publication.reading import open_publication
from pipelines.publication.redistribution import Restricted, restricted
from pipelines.publication.spreadsheet import write_csv

PACKAGE = "datapackage.json"
MANIFEST = "manifest.json"

FOLDERS = ("csv", "parquet", "geoparquet")


class ExportError(RuntimeError):
    """An export that failed; the message says what to do."""


@dataclass
class Exported:
    """Rows of each exported table, and a sentence for each from which rows were left out."""

    rows: dict[str, int] = field(default_factory=dict)
    left_out: dict[str, str] = field(default_factory=dict)


def export(publication: Path, target: Path, *, has_tags: bool = False) -> Exported:
    """Export a published file to a folder. `has_tags`: the second row of CSV holds HXL tags.

    The folder is written atomically and replaces an earlier export. Raises `ExportError` if nothing
    is published or the folder contains anything else.
    """
    if not publication.exists():
        raise ExportError(f"{publication}: nothing is published yet; run `ledger refresh`")
    target = target.expanduser().resolve()
    fresh, former = (target.with_name(f".{target.name}.{word}") for word in ("new", "old"))
    _mend(target, fresh, former)
    _require_own(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    with open_publication(publication) as connection:
        connection.execute("set threads = 1")
        try:
            exported = _write_all(connection, fresh, has_tags=has_tags)
        except NoFieldType as error:
            raise ExportError(str(error)) from error
    if target.exists():
        os.replace(target, former)
    os.replace(fresh, target)
    shutil.rmtree(former, ignore_errors=True)
    return exported


def _mend(target: Path, fresh: Path, former: Path) -> None:
    """Clean up after a killed export; restore the former folder if it was being replaced."""
    shutil.rmtree(fresh, ignore_errors=True)
    if former.exists() and not target.exists():
        os.replace(former, target)
    shutil.rmtree(former, ignore_errors=True)


def _require_own(target: Path) -> None:
    """Raise `ExportError` unless the folder is missing, empty, or contains only an export."""
    if not target.exists() or (target.is_dir() and not any(target.iterdir())):
        return
    manifest = target / MANIFEST
    if not manifest.is_file():
        raise ExportError(f"{target}: contains something other than an export; name another folder")
    ours = {MANIFEST, *json.loads(manifest.read_text())["files"]}
    found = {str(path.relative_to(target)) for path in target.rglob("*") if path.is_file()}
    if found - ours:
        raise ExportError(
            f"{target}: contains files that no export wrote, such as {min(found - ours)}; "
            "move them, or name another folder"
        )


def _write_all(connection: duckdb.DuckDBPyConnection, folder: Path, *, has_tags: bool) -> Exported:
    for name in FOLDERS:
        (folder / name).mkdir(parents=True)
    tables = tables_of(connection)
    maps = mapped(tables)
    closed = restricted(connection)
    resources: list[dict[str, Any]] = []
    exported = Exported()
    for table in tables:
        written = _write_table(connection, folder, table, closed, has_tags=has_tags)
        resources.append(csv_resource(written, folder))
        exported.rows[table.name] = written.frame.height
        if written.left_out is not None:
            exported.left_out[table.name] = written.left_out
        if table in maps:
            placed = points_of(written.frame)
            write_geojson(placed, folder / f"{table.short}.geojson")
            write_geoparquet(placed, folder / "geoparquet" / f"{table.short}.parquet")
    _write_json(folder / PACKAGE, package(connection, resources))
    content = manifest(connection, folder, exported.rows, exported.left_out)
    _write_json(folder / MANIFEST, content)
    return exported


def _write_table(
    connection: duckdb.DuckDBPyConnection,
    folder: Path,
    table: Table,
    closed: Restricted,
    *,
    has_tags: bool,
) -> Written:
    """Write one table as CSV and Parquet."""
    relation = connection.table(table.name)
    every = relation.pl()
    frame = closed.without(every)
    if frame.height < every.height:
        relation = connection.from_arrow(frame.to_arrow()).select(
            *(duckdb.ColumnExpression(name).cast(kind) for name, kind in table.types.items())
        )
    path = folder / "csv" / f"{table.name}.csv"
    write_csv(frame, path, has_tags=has_tags)
    parquet = folder / "parquet" / f"{table.name}.parquet"
    relation.to_parquet(str(parquet), compression="zstd")
    left_out = closed.sentence(every.height - frame.height)
    return Written(table, path, frame, left_out, has_tags)


def _write_json(path: Path, content: dict[str, Any]) -> None:
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n")
