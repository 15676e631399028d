"""The missile attack table: its files, times, weapons, places and channels."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest

from pipelines.paths import ROOT
from pipelines.staging.corrections import correct
from pipelines.staging.document import Unreadable
from tests.defs.sources.missile_table import (
    NAME,
    NEWEST,
    READER,
    SAMPLE,
    claim,
    claims,
    read_file,
    reason,
)


@pytest.mark.parametrize("file", sorted(SAMPLE.glob("*.csv")), ids=lambda path: path.name)
def test_a_sample_of_each_generation_yields_what_is_expected(file: Path) -> None:
    reading = read_file(file)
    on = pl.lit(file.stem[-10:]).alias("document_on")
    rows = reading.rows.with_columns(pl.lit("d").alias("document_id"), on)
    kept, refused = claims(correct(NAME, rows, READER.source.corrections))
    expected = json.loads((SAMPLE / "expected.json").read_text())["strikes"][file.name]
    columns = list(expected[0])
    got = [
        {name: v.isoformat() if isinstance(v, date) else v for name, v in row.items()}
        for row in kept.select(columns).iter_rows(named=True)
    ]
    assert refused.is_empty()
    assert reading.rows_in == len(expected)
    assert got == expected


def test_every_generation_is_read_into_the_same_columns_of_text() -> None:
    frames = [read_file(file).rows for file in sorted(SAMPLE.glob("*.csv"))]
    assert len(frames) == 3
    assert len({tuple(frame.columns) for frame in frames}) == 1
    assert {dtype for frame in frames for dtype in frame.dtypes} == {pl.String}


def test_a_file_that_lacks_a_column_of_its_generation_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "missile_attacks_daily_2026-02-07.csv"
    file.write_text(",".join(name for name in NEWEST if name != "turbojet") + "\n")
    with pytest.raises(Unreadable, match=r"missing \['turbojet'\], unknown \[\] .*22 columns"):
        read_file(file)


def test_a_file_with_an_unknown_column_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "missile_attacks_daily_2026-02-07.csv"
    file.write_text(",".join((*NEWEST, "altitude")) + "\n")
    with pytest.raises(Unreadable, match=r"unknown \['altitude'\]"):
        read_file(file)


def test_columns_of_two_generations_in_one_file_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "missile_attacks_daily_2026-02-07.csv"
    file.write_text(",".join((*NEWEST, "back_russia")) + "\n")
    with pytest.raises(Unreadable, match=r"unknown \['back_russia'\]"):
        read_file(file)


@pytest.mark.parametrize(
    ("start", "end", "start_at", "end_at", "night_of", "period", "precision"),
    [
        (
            "2023-05-16 3:30", "2023-05-16 07:00",
            datetime(2023, 5, 16, 0, 30, tzinfo=UTC), datetime(2023, 5, 16, 4, 0, tzinfo=UTC),
            date(2023, 5, 16), "night", 1,
        ),
        (
            "2022-11-01 18:00 ", "2022-11-01 24.00",
            datetime(2022, 11, 1, 16, 0, tzinfo=UTC), datetime(2022, 11, 1, 22, 0, tzinfo=UTC),
            date(2022, 11, 2), "night", 1,
        ),
        (
            "2024-05-16", "2024-05-16 08:00",
            None, datetime(2024, 5, 16, 5, 0, tzinfo=UTC), date(2024, 5, 16), "night", 2,
        ),
        ("2024-05-16", "2024-05-16 ", None, None, date(2024, 5, 16), "unknown", 3),
    ],
)  # fmt: skip
def test_times_are_read_in_every_form_of_the_table(
    start: str, end: str, start_at: datetime, end_at: datetime, night_of: date, period: str,
    precision: int,
) -> None:  # fmt: skip
    found = claim(time_start=start, time_end=end)
    assert (found["window_start_at"], found["window_end_at"]) == (start_at, end_at)
    assert (found["night_of"], found["period"]) == (night_of, period)
    assert found["time_precision"] == precision


def test_a_misprinted_start_month_is_refused_and_not_turned_into_a_month() -> None:
    assert "time_end = '2026-02-05 08:00' is 32 days after time_start = '2026-01-04 18:00'" in (
        reason(time_start="2026-01-04 18:00")
    )


def test_an_end_before_its_start_is_refused_also_for_dates_alone() -> None:
    assert "-1 days after" in reason(time_start="2024-05-17", time_end="2024-05-16")


@pytest.mark.parametrize("cell", ["2026-02-30", "2026-02-04 25:00", "4 February", "2026-02-04T"])
def test_a_time_that_does_not_exist_is_refused_with_its_value(cell: str) -> None:
    assert f"time_start = '{cell}' is not a date" in reason(time_start=cell)


def test_a_row_from_the_future_is_refused() -> None:
    assert "outside 2022-02-24" in reason(time_start="2099-01-01", time_end="2099-01-01")


@pytest.mark.parametrize("column", ["time_start", "time_end", "model", "source"])
def test_a_row_without_a_part_of_its_key_is_refused(column: str) -> None:
    assert f"{column} is blank" in reason(**{column: None})


@pytest.mark.parametrize(
    ("model", "weapons", "weapon_class"),
    [
        ("X-22/X-32", ["kh-22-32"], "anti_ship_missile"),
        ("X-22 and X-32", ["kh-22", "kh-32"], "anti_ship_missile"),
        ("X-101/X-555 and Kalibr", ["kalibr", "kh-101-555"], "cruise_missile"),
        ("C-400 and Iskander-M", ["iskander-m", "s-400"], "missile"),
        ("Молнія and Lancet", ["lancet", "molniya"], "drone"),
        ("Orlan-10 and ZALA and Supercam", ["orlan-10", "supercam", "zala"], "recon_drone"),
        ("Intercontinental Ballistic Missile", ["icbm"], "ballistic_missile"),
        ("Intercontinental ballistic missile", ["icbm"], "ballistic_missile"),
        ("KAB", ["kab"], "glide_bomb"),
        ("GBU", ["kab"], "glide_bomb"),
        ("Картограф", ["kartograf"], "recon_drone"),
    ],
)
def test_models_become_weapons_and_a_class(
    model: str, weapons: list[str], weapon_class: str
) -> None:
    found = claim(model=model)
    assert (found["weapons"], found["weapon_class"]) == (weapons, weapon_class)
    assert found["weapon_as_written"] == model


def test_latin_and_cyrillic_letters_are_one_weapon() -> None:
    assert claim(model="Х-101/Х-555")["weapons"] == claim(model="X-101/X-555")["weapons"]
    assert claim(model="С-300")["weapons"] == claim(model="C-300")["weapons"] == ["s-300"]


def test_an_unknown_weapon_is_refused_with_the_word_the_file_and_the_key() -> None:
    assert reason(model="Kalibr and Burevestnik") == (
        f"{NAME}: no weapon for 'Burevestnik'; add it under terms.weapon in "
        f"pipelines/defs/sources/{NAME}/defs.yaml"
    )


def test_drones_and_missiles_in_one_figure_have_no_class() -> None:
    assert "mixes weapons" in reason(model="Shahed-136/131 and Kalibr")


def test_every_weapon_of_the_terms_is_in_the_vocabulary() -> None:
    known = set(pl.read_csv(ROOT / "pipelines/vocabulary/weapons.csv")["weapon_id"])
    assert set(READER.terms.words["weapon"].values()) <= known


@pytest.mark.parametrize(
    ("target", "regions"),
    [
        ("Ukraine", []),
        (None, []),
        ("south and east", []),
        ("Kyiv", ["UA80"]),
        ("Kyiv oblast (south)", ["UA32"]),
        ("Odesa oblast, Black Sea", ["UA51"]),
        ("Dnipropetrovsk oblast, Dnipro Raion", ["UA12"]),
        (
            "Dnipropetrovsk oblast, Dnipro Raion and Dnipropetrovsk oblast, Kryvyi Rih Raion",
            ["UA12"],
        ),
        ("Sumy oblast and Kursk oblast", ["UA59"]),
        ("Odesa oblast and Mykolaiv oblast and Khmelnytskyi oblast", ["UA48", "UA51", "UA68"]),
    ],
)
def test_regions_are_those_that_the_target_names(target: str | None, regions: list[str]) -> None:
    assert claim(target=target)["target_regions"] == regions


def test_an_unknown_place_is_refused_with_the_word_and_the_key() -> None:
    assert "no region for 'Atlantis'; add it under terms.region" in reason(target="Atlantis")


def test_a_comma_stands_inside_a_launch_area_and_a_doubled_and_joins_once() -> None:
    areas = claim(launch_place="Kursk oblast and and Shatalovo and Chauda, Crimea")["launch_areas"]
    assert areas == ["Chauda, Crimea", "Kursk oblast", "Shatalovo"]


@pytest.mark.parametrize(
    ("source", "reported_by", "scope"),
    [
        ("kpszsu/posts/pfbid02", "Air Force of Ukraine", "national"),
        ("https://t.me/kpszsu/44624", "Air Force of Ukraine", "national"),
        ("GeneralStaff.ua/posts/pfbid02", "General Staff of Ukraine", "national"),
        ("PvKPivden/videos/7241256099247386", "Air Command South", "regional"),
        ("pvkshid/posts/pfbid02", "Air Command East", "regional"),
        ("PvkZahid/posts/pfbid02", "Air Command West", "regional"),
        ("kharkivoda.gov.ua/news/123125", "Kharkiv Oblast Military Administration", "local"),
        ("watch/?v=375517448001233", "Massive Missile Attacks on Ukraine (Petro Ivaniuk)", "local"),
    ],
)
def test_a_post_gives_publisher_and_scope(source: str, reported_by: str, scope: str) -> None:
    found = claim(source=source, target="Odesa oblast")
    assert (found["reported_by"], found["scope"], found["report_ref"]) == (
        reported_by, scope, source,
    )  # fmt: skip


def test_a_national_row_that_names_an_oblast_is_part_of_the_national_total() -> None:
    assert claim(target="Kyiv oblast")["scope"] == "national"


def test_a_regional_command_that_repeats_the_bulletin_counts_the_entire_country() -> None:
    command = (
        "PvKPivden/posts/pfbid0PYZLEtiYAaxKDtknpgUnDmq1tgTpqsyJf68yUCXAXQeQ6wAwQZoT3jnE9sfxYr4bl"
    )
    times = {"time_start": "2025-09-30 20:30", "time_end": "2025-10-01 09:30"}
    assert claim(source=command, target="Ukraine", **times)["scope"] == "national"
    assert claim(source=command, target="south", **times)["scope"] == "regional"
    days = {"time_start": "2025-10-01", "time_end": "2025-10-01"}
    assert claim(source=command, target="Ukraine", **days)["scope"] == "regional"


def test_an_unknown_channel_is_refused() -> None:
    assert "no channel for 'someone'" in reason(source="someone/posts/1")


def test_a_front_line_drone_in_a_national_report_is_flagged_as_beside_the_total() -> None:
    assert claim(model="Lancet")["flags"] == ["beside_the_total"]
    assert claim(model="Shahed-136/131 and Lancet")["flags"] == []
    assert claim(model="Lancet", source="PvKPivden/posts/pfbid02")["flags"] == []
