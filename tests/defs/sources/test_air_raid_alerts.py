"""Air-raid alerts: real files, revisions of one list, and hours counted in another way."""

import csv
from datetime import datetime, timedelta
from pathlib import Path

import polars as pl
import pytest

from docs.samples import built_from
from pipelines.staging.document import Document, Unreadable
from tests.sources import reader_of

OFFICIAL = "air_raid_sirens_official_en_to_2024-04-23.csv"
VOLUNTEER = "air_raid_sirens_volunteer_en_to_2024-10-10.csv"
HEADER = "region,started_at,finished_at,naive\n"
FIRST = "Kyiv City,2023-05-01 00:41:36+00:00,2023-05-01 03:33:12+00:00,False\n"
SECOND = "Kyiv City,2023-05-02 10:00:00+00:00,2023-05-02 10:30:00+00:00,{naive}\n"
OTHER = (
    "oblast,raion,hromada,level,started_at,finished_at,source\n"
    "Kyiv City,,,oblast,2023-05-01 00:41:15+00:00,2023-05-01 03:32:54+00:00,official\n"
)


@pytest.mark.parametrize(("file", "rows"), [(OFFICIAL, 43_031), (VOLUNTEER, 54_514)])
def test_every_row_of_a_real_list_is_a_claim(shared, file: str, rows: int):
    reader = reader_of("air_raid_alerts")
    path = shared / "data" / "air_raid_alerts" / file
    parsed = reader.read(Document("d", file, path))
    staged = parsed.rows.with_columns(
        pl.lit("d").alias("document_id"), pl.lit("2026-11-01").alias("document_on")
    )
    found = reader.claims(staged)["alerts"]
    assert found.refused["reason"].to_list() == []
    assert found.kept.height == parsed.rows_in == rows


def test_hours_of_a_month_are_those_of_the_union_of_its_alerts(shared, tmp_path: Path):
    """Real alerts of an oblast in which alerts of hromadas overlap those of the oblast."""
    with (shared / "data" / "air_raid_alerts" / OFFICIAL).open() as stream:
        table = csv.DictReader(stream)
        columns = table.fieldnames or []
        rows = [
            row
            for row in table
            if row["oblast"] == "Dnipropetrovska oblast" and row["started_at"][:7] == "2023-10"
        ]
    (tmp_path / OFFICIAL).write_text(
        "\n".join([",".join(columns), *(",".join(row.values()) for row in rows)]) + "\n"
    )
    covered, until = timedelta(0), datetime.min.replace(tzinfo=None)
    for row in sorted(rows, key=lambda row: row["started_at"]):
        start, end = (
            datetime.fromisoformat(row[name]).replace(tzinfo=None)
            for name in ("started_at", "finished_at")
        )
        covered += max(timedelta(0), end - max(start, until))
        until = max(until, end)
    documents = {"air_raid_alerts": [tmp_path / OFFICIAL]}
    with built_from(tmp_path, documents, ["marts.alerts_daily", "events.alerts"]) as warehouse:
        [(minutes, days)] = warehouse.rows(
            "select sum(minutes_official), count(*) from marts.alerts_daily"
        )
        [(simple,)] = warehouse.rows(
            "select sum(date_diff('second', started_at, ended_at)) / 60 from known.alerts"
        )
    assert abs(minutes - covered.total_seconds() / 60) < days  # each day is rounded
    assert simple > minutes + 600


def test_an_alert_that_a_later_list_drops_is_closed_and_the_other_list_is_not(tmp_path: Path):
    files = {
        "a_en.csv": HEADER + FIRST + SECOND.format(naive="True"),
        "b_en.csv": OTHER,
        "c_en.csv": HEADER + SECOND.format(naive="False"),
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    documents = {"air_raid_alerts": [tmp_path / name for name in files]}
    with built_from(tmp_path, documents, ["events.alerts"]) as warehouse:
        claims = warehouse.rows(
            "select list_name, started_stated, revision, is_end_guessed, known_to is null "
            "from claims.alerts order by all"
        )
        events = warehouse.rows("select event_id, claims from events.alerts order by all")
    assert claims == [
        ("official", "2023-05-01", 1, None, True),
        ("volunteer", "2023-05-01", 1, False, False),
        ("volunteer", "2023-05-02", 1, True, False),
        ("volunteer", "2023-05-02", 2, False, True),
    ]
    assert events == [("alert-2023-05-01-UA80", 1), ("alert-2023-05-02-UA80", 1)]


def test_a_file_with_columns_of_both_lists_is_unreadable(tmp_path: Path):
    path = tmp_path / "x_en.csv"
    path.write_text(HEADER.replace("naive", "naive,level") + "Kyiv City,a,b,True,oblast\n")
    with pytest.raises(Unreadable, match="neither those of the official list"):
        reader_of("air_raid_alerts").read(Document("d", path.name, path))
