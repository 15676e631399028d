"""Tables with points become maps: which tables, and where their points are."""

import json
import struct

import polars as pl
import pyarrow.parquet

from pipelines.publication.exported_table import Table
from pipelines.publication.points import mapped, write_geoparquet


def test_geoparquet_has_points_and_says_where_they_are(tmp_path):
    file = tmp_path / "points.parquet"
    frame = pl.DataFrame(
        {"event_id": ["a", "b"], "longitude": [22.5, -6.0], "latitude": [51.0, 70.25]}
    )
    write_geoparquet(frame, file)
    geo = json.loads(pyarrow.parquet.read_schema(file).metadata[b"geo"])
    assert geo["version"] == "1.1.0"
    assert geo["primary_column"] == "geometry"
    assert geo["columns"]["geometry"] == {
        "encoding": "WKB", "geometry_types": ["Point"], "bbox": [-6.0, 51.0, 22.5, 70.25],
    }  # fmt: skip
    read = pyarrow.parquet.read_table(file)
    assert struct.unpack("<BIdd", read["geometry"][0].as_py()) == (1, 1, 22.5, 51.0)
    assert read["event_id"].to_pylist() == ["a", "b"]


def test_a_map_is_written_for_every_family_with_points():
    def table(name: str, *columns: str, grain: str = "event_id") -> Table:
        return Table(name, "", grain, "", dict.fromkeys(columns, "DOUBLE"), {})

    point = ("latitude", "longitude")
    tables = [
        table("events.airspace", *point), table("marts.airspace_incidents", *point),
        table("events.violence", *point), table("marts.violence_monthly"),
        table("events.airspace_points", *point, grain="event_id x place"),
    ]  # fmt: skip
    assert [one.name for one in mapped(tables)] == ["marts.airspace_incidents", "events.violence"]
