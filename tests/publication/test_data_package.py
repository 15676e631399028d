"""The data package of an export: accepted by Frictionless, tagged, and what licences leave out."""

import csv
import json
import shutil
from pathlib import Path

import duckdb
import polars as pl
import pyarrow.parquet
import pytest
from frictionless import validate

from pipelines.publication.export import export

SOME_ROWS = 50
"""Rows of each table that Frictionless validates here; it takes minutes over all of them."""


@pytest.fixture(scope="module")
def closed(golden, tmp_path_factory) -> Path:
    """A publication in which one source allows no single events to be passed on."""
    publication = tmp_path_factory.mktemp("closed") / "warehouse.duckdb"
    shutil.copy(golden.warehouse, publication)
    with duckdb.connect(str(publication)) as connection:
        connection.execute(
            "update landed.sources set redistribution = 'aggregates_only' "
            "where source = 'negotiation_register'"
        )
    return publication


@pytest.fixture(scope="module")
def exported(closed, tmp_path_factory) -> Path:
    """An export of it, with tags."""
    folder = tmp_path_factory.mktemp("forms") / "out"
    export(closed, folder, has_tags=True)
    return folder


def of_every_type(package: dict) -> dict:
    """The package with a table of every type of field, with rows and without, if there is one."""
    found = {}
    for resource in package["resources"]:
        is_short = resource["bytes"] < 1000
        for field in resource["schema"]["fields"]:
            found.setdefault((field["type"], is_short), resource)
    return {**package, "resources": [one for one in package["resources"] if one in found.values()]}


@pytest.mark.parametrize("has_tags", [True, False], ids=["tags", "no tags"])
def test_frictionless_accepts_the_package(exported, has_tags, closed, tmp_path):
    """Of a package with tags, tables with fields of every type; all tables of the other."""
    if has_tags:
        path = exported / "datapackage.json"
        package = of_every_type(json.loads(path.read_text()))
        path = path.with_name("some.json")
        path.write_text(json.dumps(package))
    else:
        export(closed, tmp_path / "plain")
        path = tmp_path / "plain" / "datapackage.json"
        package = json.loads(path.read_text())
        assert len(package["resources"]) > 20
    assert {one["format"] for one in package["resources"]} == {"csv"}
    report = validate(str(path), limit_rows=SOME_ROWS)
    assert report.stats["tasks"] == len(package["resources"])
    assert {task.type for task in report.tasks} == {"table"}
    assert report.valid, report.flatten(["name", "title", "message"])[:3]


def test_single_events_of_a_restricted_source_are_left_out_and_this_is_said(exported, closed):
    manifest = json.loads((exported / "manifest.json").read_text())
    package = json.loads((exported / "datapackage.json").read_text())
    described = {one["name"]: one["description"] for one in package["resources"]}
    with duckdb.connect(str(closed), read_only=True) as connection:
        (every,) = connection.execute("select count(*) from events.negotiations").fetchall()[0]
        (others,) = connection.execute(
            "select count(*) from events.negotiations where event_id not in (select event_id "
            "from links.negotiations join claims.negotiations using (claim_id) "
            "where source = 'negotiation_register')"
        ).fetchall()[0]
    assert every > others
    events = pl.read_parquet(exported / "parquet" / "events.negotiations.parquet")
    assert events.height == manifest["rows"]["events.negotiations"] == others
    sentence = manifest["left_out"]["events.negotiations"]
    assert sentence.startswith(f"{every - others} rows are left out: the licence of negotiation_r")
    assert described["events.negotiations.csv"].endswith(sentence)
    for path in (exported / "csv").glob("*.csv"):
        header = path.open(encoding="utf-8").readline()
        if "event_id" in header.strip().split(","):
            assert "negotiations-" not in path.read_text() or path.stem in manifest["left_out"]


def test_sums_over_events_and_other_sources_are_whole(exported, ask_golden):
    manifest = json.loads((exported / "manifest.json").read_text())
    for table in ("marts.overview_daily", "marts.strikes_daily", "events.airspace"):
        assert table not in manifest["left_out"]
        assert manifest["rows"][table] == ask_golden(f"select count(*) from {table}")[0][0]


def test_a_smaller_table_keeps_its_types(exported, closed):
    with duckdb.connect(str(closed), read_only=True) as connection:
        types = connection.table("events.negotiations").types
    file = exported / "parquet" / "events.negotiations.parquet"
    assert duckdb.read_parquet(str(file)).types == types


def test_the_second_row_of_a_file_with_tags_holds_them(exported):
    with (exported / "csv" / "marts.airspace_incidents.csv").open(encoding="utf-8") as stream:
        header, row, first = (next(csv.reader(stream)) for _ in range(3))
    tagged = dict(zip(header, row, strict=True))
    assert tagged["event_id"] == "#event+id"
    assert tagged["latitude"] == "#geo+lat"
    assert tagged["violated_state_iso3"] == "#country+code+v_iso3+violated_state_iso3"
    assert tagged["occurred_on"] == "#date+occurred_on"
    assert tagged["object_count_best"] == "#indicator+num+object_count_best"
    assert tagged["summary"] == ""
    assert first[0].startswith("airspace-")


def test_incidents_are_written_as_geoparquet(exported):
    features = json.loads((exported / "airspace_incidents.geojson").read_text())["features"]
    table = pyarrow.parquet.read_table(exported / "geoparquet" / "airspace_incidents.parquet")
    assert table["event_id"].to_pylist() == [feature["id"] for feature in features]
