"""Tables with coordinates as maps: GeoJSON, and GeoParquet 1.1 with points as WKB.

Tables are found by their columns: one row per event, with latitude and longitude. Where a mart has
the events of a family, the table of events is not written a second time.
"""

import json
import struct
from collections.abc import Sequence
from pathlib import Path

import polars as pl
import pyarrow.parquet

from pipelines.publication.exported_table import Table

POINT = {"latitude", "longitude"}


def mapped(tables: Sequence[Table]) -> list[Table]:
    """The tables that become maps."""
    placed = [one for one in tables if one.types.keys() >= POINT and one.grain == "event_id"]
    in_marts = {one.short.split("_")[0] for one in placed if one.name.startswith("marts.")}
    return [one for one in placed if one.name.startswith("marts.") or one.short not in in_marts]


def points_of(frame: pl.DataFrame) -> pl.DataFrame:
    """The rows with a point."""
    return frame.filter(pl.all_horizontal(pl.col(name).is_not_null() for name in sorted(POINT)))


def write_geojson(placed: pl.DataFrame, path: Path) -> None:
    """Write rows with a point as features, one per line; longitude comes first."""
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
    path.write_text(f'{{"type": "FeatureCollection", "features": [\n{lines}\n]}}\n')


def write_geoparquet(placed: pl.DataFrame, path: Path) -> None:
    """Write rows with a point as Parquet with a column `geometry` (longitude, latitude, WGS 84)."""
    points = list(placed.select("longitude", "latitude").iter_rows())
    geometry = pl.Series("geometry", [struct.pack("<BIdd", 1, 1, *point) for point in points])
    table = placed.with_columns(geometry.cast(pl.Binary)).to_arrow(
        compat_level=pl.CompatLevel.oldest()
    )
    column = {"encoding": "WKB", "geometry_types": ["Point"]}
    if points:
        column["bbox"] = [f(axis) for f in (min, max) for axis in zip(*points, strict=True)]
    geo = {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": column}}
    known = table.schema.metadata or {}
    table = table.replace_schema_metadata({**known, b"geo": json.dumps(geo).encode()})
    pyarrow.parquet.write_table(table, path, compression="zstd")
