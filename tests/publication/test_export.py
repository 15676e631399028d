"""An export equals the publication, in plain files, and is written atomically."""

import csv
import hashlib
import json
import os
import shutil
from pathlib import Path

import duckdb
import polars as pl
import pytest

from pipelines.publication import data_package
from pipelines.publication.export import ExportError, export
from tests.running import ledger


@pytest.fixture(scope="module")
def exported(golden, tmp_path_factory) -> Path:
    """An export of the shipped registers."""
    folder = tmp_path_factory.mktemp("exports") / "golden"
    export(golden.warehouse, folder)
    return folder


@pytest.fixture(scope="module")
def small(golden, tmp_path_factory) -> Path:
    """A publication whose dictionary names three tables to export; to read only."""
    path = tmp_path_factory.mktemp("small") / "warehouse.duckdb"
    shutil.copy(golden.warehouse, path)
    with duckdb.connect(str(path), config={"threads": 1}) as connection:
        connection.execute(
            "delete from dictionary where schema_name in ('events', 'marts') and table_name "
            "not in ('strikes_daily', 'airspace_incidents', 'negotiations')"
        )
    return path


def test_every_mart_and_every_table_of_events_is_exported_in_both_forms(exported, ask_golden):
    tables = ask_golden(
        "select schema_name || '.' || table_name, row_count from dictionary "
        "where schema_name in ('events', 'marts') and position = 0"
    )
    assert len(tables) > 20
    for table, rows in tables:
        parquet = pl.read_parquet(exported / "parquet" / f"{table}.parquet")
        with (exported / "csv" / f"{table}.csv").open(newline="", encoding="utf-8") as stream:
            lines = list(csv.reader(stream))
        assert parquet.height == rows == len(lines) - 1, table
        assert parquet.columns == lines[0], table


def test_the_command_exports_in_another_zone_and_locale_the_same_byte_for_byte(
    exported, golden, tmp_path
):
    again = tmp_path / "again"
    ran = ledger(golden.data, "export", "--to", str(again), TZ="America/New_York", LC_ALL="C")
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.startswith(f"{len(list((again / 'csv').iterdir()))} tables")
    assert _hashes(exported) == _hashes(again)


def test_the_manifest_holds_the_hash_of_every_file(exported):
    manifest = json.loads((exported / "manifest.json").read_text())
    listed = {path: file["sha256"] for path, file in manifest["files"].items()}
    assert listed == {p: h for p, h in _hashes(exported).items() if p != "manifest.json"}


def test_the_data_package_describes_every_field_of_every_table(exported):
    package = json.loads((exported / "datapackage.json").read_text())
    tabular = [one for one in package["resources"] if one["format"] == "csv"]
    for resource in tabular:
        with (exported / resource["path"]).open(newline="", encoding="utf-8") as stream:
            header = next(csv.reader(stream))
        fields = resource["schema"]["fields"]
        assert [field["name"] for field in fields] == header
        assert all(field["description"] and field["type"] for field in fields)
    daily = next(one for one in tabular if one["name"] == "marts.strikes_daily.csv")
    assert daily["schema"]["primaryKey"] == ["night_of"]
    assert {"strike_register", "exchange_register"} <= {one["name"] for one in package["sources"]}
    assert all(source["licence"] and source["citation"] for source in package["sources"])


def test_figures_of_the_golden_night_are_in_the_files(exported):
    nights = pl.read_csv(exported / "csv" / "marts.strikes_daily.csv", infer_schema=False)
    night = nights.filter(pl.col("night_of") == "2026-02-05").to_dicts()[0]
    assert (night["drones_launched_best"], night["drones_intercepted_best"]) == ("183", "156")
    assert (night["missiles_launched_best"], night["missiles_intercepted_best"]) == ("2", "0")


def test_only_incidents_with_a_point_are_on_the_map_and_longitude_comes_first(exported, ask_golden):
    features = json.loads((exported / "airspace_incidents.geojson").read_text())["features"]
    points = ask_golden(
        "select event_id, longitude, latitude from marts.airspace_incidents "
        "where latitude is not null and longitude is not null"
    )
    assert len(points) > 10
    assert {(f["id"], *f["geometry"]["coordinates"]) for f in features} == set(points)


def test_the_mq_9_of_march_2023_is_exported_on_its_day(exported):
    incidents = pl.read_csv(exported / "csv" / "marts.airspace_incidents.csv", infer_schema=False)
    days = dict(incidents.select("event_id", "occurred_on").rows())
    assert days["airspace-2023-03-14-BLACKSEA-MQ9"] == "2023-03-14"
    features = json.loads((exported / "airspace_incidents.geojson").read_text())["features"]
    assert {f["id"]: f["properties"]["occurred_on"] for f in features}.items() <= days.items()


def test_an_export_replaces_an_earlier_one_completely(small, tmp_path):
    target = tmp_path / "out"
    export(small, target)
    (target / "csv" / "marts.strikes_daily.csv").write_text("old")
    export(small, target)
    assert (target / "csv" / "marts.strikes_daily.csv").read_text() != "old"
    assert os.listdir(tmp_path) == ["out"]


@pytest.mark.parametrize("name", ["notes.txt", "csv/mine.csv"])
def test_a_folder_with_files_of_others_is_left_alone(small, tmp_path, name):
    target = tmp_path / "out"
    export(small, target)
    (target / name).write_text("mine")
    with pytest.raises(ExportError, match=f"contains files that no export wrote, such as {name}"):
        export(small, target)
    assert (target / name).read_text() == "mine"


def test_a_folder_that_is_no_export_is_left_alone(golden, tmp_path):
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(ExportError, match="other than an export; name another folder"):
        export(golden.warehouse, tmp_path)
    assert os.listdir(tmp_path) == ["thesis.txt"]


def test_an_export_that_fails_leaves_the_one_before(small, tmp_path, monkeypatch):
    target = tmp_path / "out"
    export(small, target)
    before = _hashes(target)
    monkeypatch.setattr(data_package, "FIELD_TYPES", {})
    with pytest.raises(ExportError, match="add it to FIELD_TYPES"):
        export(small, target)
    assert _hashes(target) == before


def test_an_export_killed_between_its_two_moves_is_repaired(small, tmp_path):
    target = tmp_path / "out"
    export(small, target)
    target.rename(tmp_path / ".out.old")
    (tmp_path / ".out.new").mkdir()
    export(small, target)
    assert os.listdir(tmp_path) == ["out"]
    assert (target / "manifest.json").exists()


def test_without_a_publication_the_export_says_what_to_do(tmp_path):
    with pytest.raises(ExportError, match="run `ledger refresh`"):
        export(tmp_path / "warehouse.duckdb", tmp_path / "out")


def test_files_of_the_export_open_without_the_project(exported):
    rows = duckdb.sql(
        f"select launched_best from '{exported}/parquet/events.strikes.parquet' "
        "where event_id = 'strike-2026-02-05-night-RUS-UKR-drone'"
    ).fetchall()
    assert rows == [(183,)]


def _hashes(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }
