"""The shipped registers: nothing lost or invented, the golden day as its sources report it."""

import csv
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import polars as pl
import pytest

from pipelines.landing.declaration import all_sources
from pipelines.paths import ROOT, SOURCES
from pipelines.staging.contract import contract
from pipelines.staging.document import Document, ParsedDocument
from pipelines.staging.tables.register import NOT_IN_A_REGISTER, written
from pipelines.warehouse import sqlfile
from tests.sources import reader_of

FACTS = ROOT.parent / "shared" / "facts"

# register: rows shipped, and the files of facts that they were made from; test_strike_register.py
# checks how the strike register was made
REGISTERS = {
    "strike_register": (4172, ()),
    "airspace_register": (458, ("airspace_violations.csv", "additions/airspace.csv")),
    "negotiation_register": (134, ("negotiation_rounds.csv", "additions/negotiation.csv")),
    "exchange_register": (536, ("prisoner_exchanges.csv", "additions/exchange.csv")),
    "agreement_register": (165, ("agreements.csv", "additions/agreement.csv")),
}

ADDED = {"exchange_register": 1}
"""Rows that no file of facts holds: the 64 prisoners of 2022-12-14 beside one citizen of the USA,
whom the report at the same address counts."""


@dataclass(frozen=True)
class Claimed:
    """What reading one file of a register came to."""

    reading: ParsedDocument
    kept: pl.DataFrame
    refused: pl.DataFrame


@pytest.mark.parametrize("name", REGISTERS)
def test_every_row_is_kept_or_quarantined(name):
    rows, _ = REGISTERS[name]
    got = shipped(name)
    assert got.reading.rows_in == got.reading.rows.height == rows
    assert got.refused["reason"].to_list() == []
    assert got.kept.height == rows


@pytest.mark.parametrize("name", [name for name, one in all_sources().items() if one.shipped])
def test_a_source_that_ships_data_asserts_how_many_rows_it_has(name):
    asserted = all_sources()[name].assertions
    assert asserted is not None
    assert asserted.min <= shipped(name).kept.height <= asserted.max


@pytest.mark.parametrize("name", [name for name, (_, files) in REGISTERS.items() if files])
def test_the_facts_have_as_many_rows(name):
    facts = [FACTS / file for file in REGISTERS[name][1]]
    if not all(file.is_file() for file in facts):
        pytest.skip(f"{facts[0]} is not there: the facts are not part of the repository")
    found = sum(pl.read_csv(file, infer_schema=False).height for file in facts)
    assert found + ADDED.get(name, 0) == shipped(name).reading.rows_in


@pytest.mark.parametrize("name", [name for name in REGISTERS if name != "strike_register"])
def test_a_register_has_contract_columns_only(name):
    family, file = shipped_file(name)
    header = file.read_text(encoding="utf-8").splitlines()[0].split(",")
    assert set(header) <= {written(name) for name in contract(family)} - set(NOT_IN_A_REGISTER)


@pytest.mark.parametrize(
    ("name", "without_page"),
    [("agreement_register", 7), ("negotiation_register", 2), ("exchange_register", 5),
     ("airspace_register", 26), ("strike_register", 0)],
)  # fmt: skip
def test_every_row_names_its_publisher_and_nearly_every_one_its_page(name, without_page):
    rows = shipped(name).reading.rows
    assert rows["reported_by"].null_count() == 0
    assert rows["report_ref"].null_count() == without_page


@pytest.mark.parametrize("name", REGISTERS)
def test_the_words_of_a_register_are_words_of_its_contract(name):
    family, _ = shipped_file(name)
    comments = sqlfile.load(sqlfile.SQL / family / "claims.sql").columns
    for term, words in all_sources()[name].terms.items():
        if term in comments and term != "flags":
            assert all(word in comments[term] for word in words.values() if word), term


@pytest.mark.parametrize("name", REGISTERS)
def test_a_natural_key_holds_no_value_and_repeats_seldom(name):
    key = all_sources()[name].natural_key
    values = {
        "count",
        "object_count",
        "launched",
        "intercepted",
        "outcome",
        "summary",
        "event_stated",
    }
    assert not values & set(key)
    rows = shipped(name).reading.rows
    assert rows.height - rows.unique(key).height <= 10


def test_the_night_of_5_february_2026_has_183_drones_and_2_missiles():
    nights = shipped("strike_register").kept.filter(
        (pl.col("night_of") == date(2026, 2, 5)) & (pl.col("scope") == "national")
    )
    assert nights.select(
        "weapon_class", "period", "launched", "shot_down_or_suppressed", "shot_down"
    ).rows() == [("ballistic_missile", "night", 2, 0, None), ("drone", "night", 183, 156, None)]
    assert nights["window_start_at"].unique().to_list() == [datetime(2026, 2, 4, 16, tzinfo=UTC)]
    assert nights["window_end_at"].unique().to_list() == [datetime(2026, 2, 5, 6, tzinfo=UTC)]


def test_interceptions_change_their_meaning_with_the_regime_of_24_july_2025():
    kept = shipped("strike_register").kept.filter(pl.col("target_iso3") == "UKR")
    before = kept.filter(pl.col("night_of") < date(2025, 7, 24))
    after = kept.filter(pl.col("night_of") >= date(2025, 7, 24))
    assert before["shot_down_or_suppressed"].null_count() == before.height > 0
    assert after["shot_down"].null_count() == after.height > 0


def test_a_figure_that_was_not_given_stays_null():
    kept = shipped("strike_register").kept
    figures = pl.coalesce("shot_down", "shot_down_or_suppressed")
    # The Russian ministry never says how many were launched; of Ukraine's reports four do not.
    assert kept.filter(pl.col("target_iso3") == "RUS")["launched"].null_count() == 246
    assert kept.filter(pl.col("target_iso3") == "UKR")["launched"].null_count() == 4
    assert kept.select(figures).to_series().null_count() == 30
    unstated = kept.filter(pl.col("launched").is_null())
    assert unstated["launched_qualifier"].null_count() == 250


def test_every_strike_row_has_a_night():
    kept = shipped("strike_register").kept
    assert kept["night_of"].null_count() == 0
    national = kept.filter(pl.col("scope") == "national")
    assert dict(national.group_by("period").len().rows()) == {
        "night": 2237, "day": 224, "day24": 22, "unknown": 137,
    }  # fmt: skip


def test_the_exchange_of_5_february_2026_keeps_its_contradictions():
    rows = shipped("exchange_register").kept.filter(pl.col("event_ref") == "PX-2026-02-05")
    article = rows.filter(pl.col("reported_by") == "press article, February 2026")
    figures = ["to_party", "category", "count", "count_basis"]
    assert set(article.select(figures).rows()) == {
        ("RUS", "pow", 157, "per_side"),
        ("RUS", "civilian", 3, "per_side"),
        ("UKR", "pow", 150, "per_side"),
        ("UKR", "civilian", 7, "per_side"),
        (None, "unclear", 307, "total"),
    }
    assert rows.filter(pl.col("count") == 314).select("to_party", "count_basis").rows() == [
        (None, "total"),
        (None, "total"),
    ]


def test_both_sides_together_go_to_no_party():
    kept = shipped("exchange_register").kept
    assert kept.filter(pl.col("count_basis") == "total")["to_party"].null_count() == 24
    assert kept["to_party"].null_count() == 26


def test_aggregates_are_the_ids_the_facts_name():
    kept = shipped("exchange_register").kept
    assert set(kept.filter("is_aggregate")["event_ref"]) == {
        "PX-2025-05-23/25", "PX-2026-03-05/06", "PX-2024-09-13/14",
        "PX-2025-06/07-ISTANBUL2", "PX-2025-06-REMAINS", "PX-2025-REMAINS-YEAR",
    }  # fmt: skip


def test_a_bound_is_no_count():
    kept = shipped("exchange_register").kept
    bounded = kept.filter(pl.col("count_qualifier").is_in(["at_least", "up_to"]))
    assert bounded.height == 12
    assert bounded["count"].null_count() == 12


def test_new_start_expires_and_the_military_channel_is_restored():
    kept = shipped("agreement_register").kept
    expired = kept.filter((pl.col("event_ref") == "AG-NEWSTART") & (pl.col("event") == "expired"))
    assert set(expired["event_stated"]) == {"2026-02-05"}
    channel = kept.filter(pl.col("event_ref") == "AG-US-RUS-MILMIL")
    assert set(channel.select("event", "event_stated", "time_precision").rows()) == {
        ("suspended", "2021", 6),
        ("restored", "2026-02-05", 3),
    }


def test_an_exit_from_a_treaty_is_a_notice_and_then_a_withdrawal():
    kept = shipped("agreement_register").kept
    exits = kept.filter(pl.col("event").is_in(["notice", "withdrawn"]))
    assert exits.select("event_ref", "event", "event_stated").sort("event_stated").rows() == [
        ("AG-INF", "withdrawn", "2019-08-02"),
        ("AG-OPENSKIES", "notice", "2020-05-21"),
        ("AG-OPENSKIES", "notice", "2020-05-22"),
        ("AG-OPENSKIES", "withdrawn", "2020-11-22"),
        ("AG-OPENSKIES", "notice", "2021-06-18"),
        ("AG-OPENSKIES", "withdrawn", "2021-12-18"),
        ("AG-CFE", "notice", "2023-05-29"),
        ("AG-CFE", "withdrawn", "2023-11-07"),
    ]


def test_the_round_of_4_february_2026_is_the_second_and_in_abu_dhabi():
    kept = shipped("negotiation_register").kept
    rows = kept.filter(pl.col("event_ref") == "NR-2026-02-04")
    assert rows.select("round_no", "format", "venue_city", "host_iso3").unique().rows() == [
        (2, "trilateral", "Abu Dhabi", "ARE")
    ]
    assert set(rows["ended_stated"]) == {"2026-02-05", None}
    assert rows["parties"].unique().to_list() == [["RUS", "UKR", "USA"]]


def test_a_round_with_only_one_of_its_dates_is_as_precise_as_that_date():
    kept = shipped("negotiation_register").kept
    undated = pl.col("started_stated").is_null() & pl.col("ended_stated").is_null()
    assert kept.filter(~undated)["time_precision"].null_count() == 0
    assert kept.filter(undated)["time_precision"].drop_nulls().is_empty()


def test_the_mq_9_was_met_and_no_airspace_was_violated():
    kept = shipped("airspace_register").kept
    rows = kept.filter(pl.col("event_ref") == "2023-03-14-BLACKSEA-MQ9")
    assert rows["kind"].unique().to_list() == ["dangerous_encounter"]
    assert rows["violated_state_iso3"].null_count() == rows.height > 0
    assert rows["entry_at"].null_count() == rows.height  # over open water no zone is certain


def test_local_times_of_the_violated_state_become_utc():
    kept = shipped("airspace_register").kept
    timed = kept.filter(
        (pl.col("event_ref") == "2025-09-19-EST-MiG31") & pl.col("exit_at").is_not_null()
    )
    assert timed.select("entry_at", "exit_at").rows() == [
        (datetime(2025, 9, 19, 6, 58, tzinfo=UTC), datetime(2025, 9, 19, 7, 10, tzinfo=UTC))
    ]


def test_times_that_run_over_midnight_are_flagged_and_left_out():
    kept = shipped("airspace_register").kept
    flagged = kept.filter(pl.col("flags").list.contains("times_over_midnight"))
    assert flagged.height == 22
    assert flagged["entry_at"].null_count() == flagged["exit_at"].null_count() == 22


def test_the_four_rows_that_name_several_states_are_kept():
    kept = shipped("airspace_register").kept
    several = kept.filter(pl.col("violated_states").list.len() > 1)
    assert several.select("event_ref", "violated_states").rows() == [
        ("2022-03-10-HRV-Zagreb-Tu141", ["HRV", "HUN", "ROU"]),
        ("2022-04-29-SWE-DNK-An30", ["DNK", "SWE"]),
        ("2023-02-10-MDA-ROU-Kalibr", ["MDA", "ROU"]),
        ("2023-02-10-MDA-ROU-Kalibr", ["MDA", "ROU"]),
        ("2025-10-03-BEL-ElsenbornMilitaryB", ["BEL", "DEU"]),
    ]
    assert several["violated_state_iso3"].null_count() == several.height
    one = kept.filter(pl.col("violated_state_iso3").is_not_null())
    assert one["violated_states"].list.join(";").equals(one["violated_state_iso3"])


def test_a_crash_site_that_was_hit_by_something_else_is_no_point():
    kept = shipped("airspace_register").kept
    moved = kept.filter(pl.col("flags").list.contains("point_of_another_cause"))
    assert moved.select("event_ref", "location_name", "latitude", "longitude").rows() == [
        ("2025-09-10-POL-drones", "Wyryki-Wola", None, None)
    ]


def test_elsenborn_and_dueren_are_one_flight():
    kept = shipped("airspace_register").kept
    places = kept.filter(pl.col("event_ref") == "2025-10-03-BEL-ElsenbornMilitaryB")
    assert {"Elsenborn Military Base", "Düren"} <= set(places["location_name"])


def test_the_talks_of_antalya_were_trilateral():
    kept = shipped("negotiation_register").kept
    rows = kept.filter(pl.col("event_ref") == "NR-2022-03-10")
    assert rows.filter(pl.col("format") == "trilateral")["parties"].unique().to_list() == [
        ["RUS", "TUR", "UKR"]
    ]


@pytest.mark.parametrize(
    ("name", "rows"),
    [("airspace_register", 22), ("negotiation_register", 16), ("exchange_register", 1),
     ("agreement_register", 10)],
)  # fmt: skip
def test_added_rows_after_march_2026_say_that_their_pages_were_not_opened(name, rows):
    kept = shipped(name).kept
    assert kept["flags"].list.contains("cited_through_digest").sum() == rows


@pytest.mark.parametrize(
    ("name", "column", "cell", "reason"),
    [
        ("agreement_register", "event", "cancelled",
         "agreement_register: no event for 'cancelled'; add it under terms.event in "
         "pipelines/defs/sources/agreement_register/defs.yaml"),
        ("agreement_register", "parties", "Russia", "parties = 'Russia' is not a list of states"),
        ("agreement_register", "event_on", "2026-02-30",
         "event_on = '2026-02-30' is not a date"),
        ("negotiation_register", "delegation_heads", "Umerov", "is not a list of `ISO: name`"),
        ("negotiation_register", "host_iso3", "UAE2", "host_iso3 = 'UAE2' is not one state"),
        ("exchange_register", "count", "157 men", "count = '157 men' is not a whole number"),
        ("exchange_register", "count", "-1", "count = -1: a count is never negative"),
        ("airspace_register", "entry_at", "2025-09-19 09:58", "is not a moment with its offset"),
        ("airspace_register", "responses", "tracked;nuked", "no responses for 'nuked'"),
        ("strike_register", "weapon_class", "rocket", "weapon_class = 'rocket' is not in vocab"),
        ("strike_register", "weapon_class", "", "weapon_class is blank"),
        ("strike_register", "window_end", "", "window_end is blank"),
        ("strike_register", "window_end", "2022-09-28 25:00", "window_end = '2022-09-28 25:00'"),
        ("strike_register", "launched", "=1+1", "launched = '=1+1' is not a whole number"),
        ("strike_register", "window_end", "2022-01-01", "outside 2022-02-24 to"),
    ],
)  # fmt: skip
def test_a_cell_that_cannot_be_read_is_refused_by_name(tmp_path, name, column, cell, reason):
    _, file = shipped_file(name)
    with file.open(encoding="utf-8") as lines:
        row = next(csv.DictReader(lines))
    row[column] = cell
    spoilt = tmp_path / "spoilt.csv"
    with spoilt.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, list(row))
        writer.writeheader()
        writer.writerow(row)
    got = claim(name, spoilt)
    assert got.kept.is_empty()
    assert reason in got.refused["reason"].item()


@cache
def shipped(name: str) -> Claimed:
    """A register's shipped file, read, mapped and put to its contract."""
    return claim(name, shipped_file(name)[1])


def shipped_file(name: str) -> tuple[str, Path]:
    """Family and shipped file of a register."""
    source = all_sources()[name]
    return source.families[0], SOURCES / name / source.shipped[0]


def claim(name: str, file: Path) -> Claimed:
    """Any file in a register's form."""
    reader = reader_of(name)
    reading = reader.read(Document("document", file.name, file))
    staged = reading.rows.with_columns(
        pl.lit("document").alias("document_id"), pl.lit("2026-11-26").alias("document_on")
    )
    (found,) = reader.claims(staged).values()
    return Claimed(reading, found.kept, found.refused)
