"""Exports the publication as a folder of plain files: CSV, Parquet, GeoJSON, and their metadata.

    csv/<schema>.<table>.csv          one file per mart and table of events, safe in a spreadsheet
    parquet/<schema>.<table>.parquet  the same with exact types
    airspace_incidents.geojson        incidents that have a point
    datapackage.json                  tables, fields, sources: a Frictionless data package
    manifest.json                     SHA-256, bytes and rows of every file

Everything is read from the published file, so that an export equals the publication. Equal content
gives equal bytes; no file contains the time of export or publication.
"""

import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from pipelines.landing.archive import sha256_of
from pipelines.publication.reading import open_publication

EXPORTED = ("events", "marts")
"""Schemas whose tables are exported."""

MAPPED = "marts.airspace_incidents"
"""Table whose rows become points."""

GEOJSON = "airspace_incidents.geojson"
PACKAGE = "datapackage.json"
MANIFEST = "manifest.json"

FORMULA = r"^[=+\-@\t\r]"
"""Prefixes that a spreadsheet would treat as a formula; a leading ' prevents it."""

PACKAGE_WORDS = (
    "Published reports on the Russia-Ukraine war and its spill-over, merged into events with low, "
    "best and high values. Every number was reported by a source; none is an estimate of losses. "
    "An empty cell means not stated; 0 means that a source states zero. In CSV, lists are JSON, "
    "and a text that would look like a formula is prefixed with a '."
)

MOMENT = "%Y-%m-%dT%H:%M:%S%.fZ"

FIELD_TYPES = {
    "VARCHAR": {"type": "string"},
    "INTEGER": {"type": "integer"},
    "BIGINT": {"type": "integer"},
    "HUGEINT": {"type": "integer"},
    "DOUBLE": {"type": "number"},
    "BOOLEAN": {"type": "boolean"},
    "DATE": {"type": "date"},
    "TIMESTAMP WITH TIME ZONE": {"type": "datetime", "format": "any"},
}
"""Types of a Frictionless table schema; lists are arrays, written as JSON."""


class ExportError(RuntimeError):
    """An export that failed; the message says what to do."""


@dataclass(frozen=True)
class Table:
    """A table to export, as the publication's dictionary describes it. `types`: by column."""

    name: str
    description: str
    grain: str
    not_for: str
    types: Mapping[str, str]
    words: Mapping[str, str]


def export(publication: Path, target: Path) -> dict[str, int]:
    """Export a published file to a folder; returns the rows of each table.

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
        rows = _write_all(connection, fresh)
    if target.exists():
        os.replace(target, former)
    os.replace(fresh, target)
    shutil.rmtree(former, ignore_errors=True)
    return rows


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


def _write_all(connection: duckdb.DuckDBPyConnection, folder: Path) -> dict[str, int]:
    (folder / "csv").mkdir(parents=True)
    (folder / "parquet").mkdir()
    resources: list[dict[str, Any]] = []
    rows: dict[str, int] = {}
    for table in _tables(connection):
        frame = connection.table(table.name).pl()
        rows[table.name] = frame.height
        csv = folder / "csv" / f"{table.name}.csv"
        spreadsheet_safe(frame).write_csv(csv, datetime_format=MOMENT)
        parquet = folder / "parquet" / f"{table.name}.parquet"
        connection.table(table.name).to_parquet(str(parquet), compression="zstd")
        resources += [
            _csv_resource(csv, folder, table, frame),
            _file_resource(parquet, folder, table.name, "parquet", table.description),
        ]
        if table.name == MAPPED:
            resources.append(_write_map(frame, folder, table))
    _write_json(folder / PACKAGE, _package(connection, resources))
    _write_json(folder / MANIFEST, _manifest(connection, folder, rows))
    return rows


def _tables(connection: duckdb.DuckDBPyConnection) -> list[Table]:
    dictionary = connection.table("dictionary").pl()
    exported = dictionary.filter(pl.col("schema_name").is_in(EXPORTED)).sort(
        "schema_name", "table_name", "position"
    )
    tables = []
    for (schema, name), entries in exported.group_by(
        "schema_name", "table_name", maintain_order=True
    ):
        head, *columns = entries.to_dicts()
        tables.append(
            Table(
                name=f"{schema}.{name}",
                description=head["description"],
                grain=head["grain"],
                not_for=head["not_for"],
                types={column["column_name"]: column["data_type"] for column in columns},
                words={column["column_name"]: column["description"] for column in columns},
            )
        )
    return tables


# CSV


def spreadsheet_safe(frame: pl.DataFrame) -> pl.DataFrame:
    """A frame that spreadsheets read correctly: lists as JSON, no formulas.

    Null and empty text stay different: CSV has nothing for null and "" for an empty text.
    """
    return frame.with_columns(
        _cell(name, kind) for name, kind in frame.schema.items() if _cell(name, kind) is not None
    )


def _cell(name: str, kind: pl.DataType) -> pl.Expr | None:
    """How a column is written; null if it is written unchanged."""
    column = pl.col(name)
    if kind == pl.String:
        return (
            pl.when(column.str.contains(FORMULA)).then("'" + column).otherwise(column).alias(name)
        )
    if isinstance(kind, pl.Datetime):
        return column.dt.convert_time_zone("UTC")
    if kind.is_nested():
        opening = f"{{{json.dumps(name)}:"
        encoded = pl.struct(column).struct.json_encode()
        bare = encoded.str.strip_prefix(opening).str.strip_suffix("}")
        return pl.when(column.is_not_null()).then(bare).alias(name)
    return None


# GeoJSON


def _write_map(frame: pl.DataFrame, folder: Path, table: Table) -> dict[str, Any]:
    """Write the incidents with coordinates as points, one per line."""
    placed = frame.filter(pl.col("latitude").is_not_null() & pl.col("longitude").is_not_null())
    features = [
        {
            "type": "Feature",
            "id": row["event_id"],
            "geometry": {
                "type": "Point",
                "coordinates": [row.pop("longitude"), row.pop("latitude")],
            },
            "properties": row,
        }
        for row in placed.to_dicts()
    ]
    lines = ",\n".join(json.dumps(feature, ensure_ascii=False, default=str) for feature in features)
    path = folder / GEOJSON
    path.write_text(f'{{"type": "FeatureCollection", "features": [\n{lines}\n]}}\n')
    return _file_resource(
        path, folder, "airspace_incidents", "geojson",
        f"{table.description} Only incidents with a point: {placed.height} of {frame.height}. "
        "where_precision says how exact a point is.",
    )  # fmt: skip


# Data package


def _csv_resource(path: Path, folder: Path, table: Table, frame: pl.DataFrame) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [
            {"name": name, **_field_type(kind), "description": table.words[name]}
            for name, kind in table.types.items()
        ],
        "missingValues": [""],
    }
    key = table.grain.split(" x ")
    if _is_key(frame, key):
        schema["primaryKey"] = key
    return {
        **_file_resource(path, folder, table.name, "csv", table.description),
        "profile": "tabular-data-resource",
        "not_for": table.not_for,
        "schema": schema,
    }


def _field_type(kind: str) -> dict[str, str]:
    if kind.endswith("[]"):
        return {"type": "array"}
    if kind not in FIELD_TYPES:
        raise ExportError(
            f"no type of a data package for {kind}; add it to FIELD_TYPES in export.py"
        )
    return FIELD_TYPES[kind]


def _is_key(frame: pl.DataFrame, columns: list[str]) -> bool:
    """Whether columns are a primary key of a data package: unique and never null."""
    if not set(columns) <= set(frame.columns):
        return False
    values = frame.select(columns)
    return sum(values.null_count().row(0)) == 0 and not values.is_duplicated().any()


def _file_resource(
    path: Path, folder: Path, name: str, form: str, description: str
) -> dict[str, Any]:
    return {
        "name": f"{name}.{form}",
        "path": path.relative_to(folder).as_posix(),
        "format": form,
        "encoding": "utf-8",
        "description": description,
        "bytes": path.stat().st_size,
        "hash": f"sha256:{sha256_of(path)}",
    }


def _package(
    connection: duckdb.DuckDBPyConnection, resources: list[dict[str, Any]]
) -> dict[str, Any]:
    (publication,) = connection.table("publication").pl().to_dicts()
    sources = connection.table("landed.sources").pl().sort("source").to_dicts()
    return {
        "name": "conflict-ledger",
        "title": "Conflict Ledger",
        "description": PACKAGE_WORDS,
        "version": publication["version"],
        "profile": "data-package",
        "licenses": [
            {
                "path": "csv/marts.overview_sources.csv",
                "title": "Each source has its own; see the column licence, and sources below",
            }
        ],
        "sources": [
            {
                "title": source["publisher"],
                **({"path": source["url"]} if source["url"] else {}),
                "name": source["source"],
                "licence": source["licence"],
                "citation": source["citation"],
            }
            for source in sources
        ],
        "resources": resources,
    }


def _manifest(
    connection: duckdb.DuckDBPyConnection, folder: Path, rows: Mapping[str, int]
) -> dict[str, Any]:
    (publication,) = connection.table("publication").pl().to_dicts()
    as_of = publication["as_of"]
    return {
        "version": publication["version"],
        "fingerprint": publication["fingerprint"],
        "as_of": as_of.isoformat() if as_of else None,
        "rows": dict(rows),
        "files": {
            path.relative_to(folder).as_posix(): {
                "sha256": sha256_of(path),
                "bytes": path.stat().st_size,
            }
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        },
    }


def _write_json(path: Path, content: dict[str, Any]) -> None:
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n")
