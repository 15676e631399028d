"""The metadata of an export: a Frictionless data package of its CSV files, and a manifest.

`frictionless validate datapackage.json` accepts the package. Files in other forms are in the
manifest only: the specification has no word for lists in Parquet.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from pipelines.landing.archive import sha256_of
from pipelines.publication.exported_table import Table

PACKAGE_WORDS = (
    "Published reports on the Russia-Ukraine war and its spill-over, merged into events with low, "
    "best and high values. Every number was reported by a source; none is an estimate of losses. "
    "An empty cell means not stated; 0 means that a source states zero. In CSV, lists are JSON, "
    "and a text that would look like a formula is prefixed with a '."
)

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


class NoFieldType(RuntimeError):
    """A column whose type has no word in a data package; the message says where to add it."""


@dataclass(frozen=True)
class Written:
    """A table's CSV file, its rows, and what is said of rows that were left out."""

    table: Table
    path: Path
    frame: pl.DataFrame
    left_out: str | None
    has_tags: bool


def csv_resource(written: Written, folder: Path) -> dict[str, Any]:
    """The entry of one CSV file in the package; raises `NoFieldType`."""
    table, path = written.table, written.path
    schema: dict[str, Any] = {
        "fields": [
            {"name": name, **_field_type(kind), "description": table.words[name]}
            for name, kind in table.types.items()
        ],
        "missingValues": [""],
    }
    key = table.grain.split(" x ")
    if _is_key(written.frame, key):
        schema["primaryKey"] = key
    return {
        "name": f"{table.name}.csv",
        "path": path.relative_to(folder).as_posix(),
        "format": "csv",
        "encoding": "utf-8",
        "description": " ".join(filter(None, [table.description, written.left_out])),
        "bytes": path.stat().st_size,
        "hash": f"sha256:{sha256_of(path)}",
        "profile": "tabular-data-resource",
        "not_for": table.not_for,
        # The second row of a file with HXL tags is not data.
        **({"dialect": {"commentRows": [2]}} if written.has_tags else {}),
        "schema": schema,
    }


def _field_type(kind: str) -> dict[str, str]:
    if kind.endswith("[]"):
        return {"type": "array"}
    if kind not in FIELD_TYPES:
        raise NoFieldType(
            f"no type of a data package for {kind}; add it to FIELD_TYPES in data_package.py"
        )
    return FIELD_TYPES[kind]


def _is_key(frame: pl.DataFrame, columns: list[str]) -> bool:
    """Whether columns are a primary key of a data package: unique and never null."""
    if not set(columns) <= set(frame.columns):
        return False
    values = frame.select(columns)
    return sum(values.null_count().row(0)) == 0 and not values.is_duplicated().any()


def package(
    connection: duckdb.DuckDBPyConnection, resources: list[dict[str, Any]]
) -> dict[str, Any]:
    """The content of datapackage.json."""
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


def manifest(
    connection: duckdb.DuckDBPyConnection,
    folder: Path,
    rows: Mapping[str, int],
    left_out: Mapping[str, str],
) -> dict[str, Any]:
    """The content of manifest.json, from the files that are there."""
    (publication,) = connection.table("publication").pl().to_dicts()
    as_of = publication["as_of"]
    return {
        "version": publication["version"],
        "fingerprint": publication["fingerprint"],
        "as_of": as_of.isoformat() if as_of else None,
        "rows": dict(rows),
        "left_out": dict(left_out),
        "files": {
            path.relative_to(folder).as_posix(): {
                "sha256": sha256_of(path),
                "bytes": path.stat().st_size,
            }
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        },
    }
