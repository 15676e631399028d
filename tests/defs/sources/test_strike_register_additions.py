"""Nights after the cited table: the observatory's rows, and what was looked at by hand.

Comparisons with other compilers are in test_strike_comparisons.py.
"""

import csv
import re
from pathlib import Path

import polars as pl
import pytest

from pipelines.defs.sources.strike_register import compile as compiler
from pipelines.defs.sources.strike_register import observatory
from pipelines.paths import SOURCES

HERE = SOURCES / "strike_register"
FIRST = "2026-06-07 18:00"
"""Start of the first window that the cited table does not have."""


def register() -> pl.DataFrame:
    return pl.read_csv(HERE / "strikes.csv", infer_schema=False)


def of_post(number: int, weapon_class: str = "drone", channel: str = "kpszsu") -> dict[str, str]:
    """The row of one post on one class of weapons."""
    post = f"https://t.me/{channel}/{number}"
    rows = register().filter(
        (pl.col("report_ref") == post) & (pl.col("weapon_class") == weapon_class)
    )
    return rows.row(0, named=True) if rows.height == 1 else {}


@pytest.fixture(scope="module")
def entries(shared: Path) -> list[dict[str, str]]:
    file = shared / "facts" / "additions" / "observatory_strikes.csv"
    if not file.is_file():
        pytest.skip(f"needs {file}, which is not part of the project")
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_every_entry_of_the_observatory_after_the_table_is_a_row_of_its_own(entries) -> None:
    later = [row for row in entries if row["window_start_utc"] >= "2026-06-07T15:00Z"]
    assert len(later) == 377
    posts = {(row["report_ref"], row["attacker"]) for row in later}
    drones = register().filter((pl.col("weapon_class") == "drone") & pl.col("quote").is_not_null())
    assert set(drones.select("report_ref", "attacker").rows()) == posts
    assert drones.height == len(posts) == 377


def test_figures_are_those_of_the_observatory_where_no_correction_is_declared(entries) -> None:
    corrected = {each.where["entry_id"] for each in compiler.knowledge().corrections}
    figures = ("launched_low", "shot_down_low", "lost_low", "hit_locations", "debris_locations")
    columns = ("launched", "not_reached_target", "hit_locations", "debris_locations")
    rows = {row["report_ref"]: row for row in register().iter_rows(named=True)
            if row["weapon_class"] == "drone"}  # fmt: skip
    for entry in entries:
        if entry["entry_id"] in corrected or entry["window_start_utc"] < "2026-06-07T15:00Z":
            continue
        row = rows[entry["report_ref"]]
        down = row["shot_down"] or row["shot_down_or_suppressed"]
        launched, missed, hits, debris = (row[name] or "" for name in columns)
        assert [launched, down, missed, hits, debris] == [entry[name] for name in figures]


@pytest.mark.parametrize(
    ("window_end", "launched", "down"),
    [
        ("2026-01-14 17:00", "10", "10"),
        ("2026-04-13 08:00", "98", "87"),
        ("2026-04-16 07:00", "659", "636"),
        ("2026-05-10 08:00", "27", "27"),
    ],
)
def test_entries_on_windows_of_the_table_add_no_row_and_agree(entries, window_end, launched, down):
    rows = register().filter(
        (pl.col("window_end") == window_end) & (pl.col("weapons") == "shahed-136-131")
    )
    assert rows.select("launched", "shot_down_or_suppressed", "quote").rows() == [
        (launched, down, None)
    ]
    numbers = [(row["launched_low"], row["shot_down_low"]) for row in entries]
    assert (launched, down) in numbers


# --- what the additions' README says was looked at by hand ---------------------------------------


def test_0216_odesa_keeps_no_count_of_the_attack_with_missiles():
    row = of_post(72056)
    assert (row["launched"], row["shot_down_or_suppressed"], row["hit_locations"]) == (
        "202",
        None,
        None,
    )
    assert row["flags"] == observatory.DIGEST
    assert row["affected_regions"] == "UA51"


@pytest.mark.parametrize(
    ("post", "launched", "down"),
    [(73563, "168", None), (78627, "157", "124"), (79455, "212", None)],
)
def test_0227_0261_0266_leave_out_what_is_counted_apart_from_the_drones(post, launched, down):
    row = of_post(post)
    assert (row["launched"], row["shot_down_or_suppressed"]) == (launched, down)


@pytest.mark.parametrize(("post", "launched", "down"), [(72214, "129", "95"), (75065, "103", "79")])
def test_0217_0237_count_banderol_among_the_drones(post, launched, down):
    row = of_post(post)
    assert (row["launched"], row["shot_down_or_suppressed"]) == (launched, down)
    assert "Бандероль" in row["quote"]


def test_0181_keeps_more_stopped_than_launched_as_stated():
    row = of_post(67362)
    figures = ("launched", "shot_down_or_suppressed", "not_reached_target")
    assert [row[name] for name in figures] == ["125", "112", "31"]


def test_0960_is_six_in_words():
    row = of_post(67073, channel="mod_russia")
    assert row["shot_down"] == "6"
    assert "шесть" in row["quote"]


def test_0277_gives_a_lower_bound_of_what_was_intercepted():
    row = of_post(73368)
    assert (row["launched"], row["jet_powered"]) == ("76", "76")
    assert (row["shot_down_or_suppressed"], row["intercepted_qualifier"]) == ("70", "at_least")


def test_0235_is_about_140():
    assert of_post(74866)["launched_qualifier"] == "about"


@pytest.mark.parametrize(
    ("post", "day", "period"),
    [
        (66353, "2026-08-08", "unknown"),
        (66371, "2026-08-09", "unknown"),
        (66845, "2026-08-28", "day"),
        (67489, "2026-09-20", "night"),
    ],
)
def test_an_assumed_window_is_a_date_and_the_part_of_the_day_that_the_post_names(post, day, period):
    row = of_post(post, channel="mod_russia")
    assert (row["window_start"], row["window_end"], row["period"]) == (day, day, period)


def test_41_windows_of_the_russian_ministry_are_assumed():
    rows = register().filter(pl.col("period").is_not_null())
    assert rows.height == 41
    assert rows["reporting_side"].unique().to_list() == ["russia"]


# --- what comes from strikes.csv -----------------------------------------------------------------


def test_strikes_csv_adds_three_nights_and_the_missiles_of_one():
    added = register().filter(pl.col("flags") == observatory.DIGEST)
    assert added.filter(pl.col("quote").is_null()).select(
        "window_end", "weapon_class", "launched", "shot_down_or_suppressed"
    ).rows() == [
        ("2026-07-30 09:00", "missile", "74", "55"),
        ("2026-10-05 08:00", "drone", "205", "172"),
        ("2026-10-06 08:00", "drone", "137", "114"),
        ("2026-10-07 09:00", "drone", "130", "117"),
    ]
    assert added.height == 8


def test_missiles_after_the_table_are_those_that_the_quoted_words_or_a_cited_row_state():
    later = register().filter(
        (pl.col("window_start") >= FIRST) & pl.col("weapon_class").str.contains("missile")
    )
    quoted = compiler.knowledge().quoted.filter(pl.col("weapon_class") != "drone")
    assert later.height == quoted.height + 1
    assert later["shot_down_or_suppressed"].drop_nulls().to_list() == ["55"]


# --- words ---------------------------------------------------------------------------------------


def test_no_quote_is_longer_than_25_words_and_no_other_cell_holds_a_sentence():
    rows = register()
    assert max(rows["quote"].drop_nulls().str.split(" ").list.len()) <= 25
    others = rows.drop("quote", "report_ref")
    parts = pl.concat([others[name].str.split(";").explode() for name in others.columns])
    assert max(parts.drop_nulls().str.len_chars()) <= 50


def test_what_is_taken_from_a_quote_stands_in_it_with_its_number(entries) -> None:
    quotes = {row["entry_id"]: row["quote"] for row in entries}
    numbers = {"двома": "2", "п'ятьма": "5"}
    for row in compiler.knowledge().quoted.iter_rows(named=True):
        assert row["words"] in quotes[row["entry_id"]]
        first = row["words"].split()[0]
        if row["column"] == "jet_powered" or first.isdigit():
            assert first == row["value"]
        elif first in numbers:
            assert numbers[first] == row["value"]
        elif row["value"] == "1":
            assert "ракетою" in row["words"]


def test_a_missile_row_is_made_only_where_the_drones_follow_its_missiles(entries) -> None:
    quotes = {row["entry_id"]: row["quote"] for row in entries}
    launched = {row["entry_id"]: row["launched_low"] for row in entries}
    missiles = compiler.knowledge().quoted.filter(pl.col("weapon_class") != "drone")
    for entry_id, words in missiles.select("entry_id", "words").rows():
        after = quotes[entry_id].split(words)[1]
        assert re.search(rf"\b{launched[entry_id]}\b", after), entry_id


def test_every_address_has_the_form_of_a_page():
    forms = (
        r"https://www\.facebook\.com/[\w.]+/posts/pfbid\w+|https://t\.me/\w+/\d+"
        r"|https://www\.facebook\.com/[\w.]+/videos/\d+/?"
        r"|https://www\.facebook\.com/watch/\?v=\d+|https://kharkivoda\.gov\.ua/news/\d+"
    )
    assert register()["report_ref"].str.contains(f"^(?:{forms})$").all()


def test_the_credit_line_of_the_observatory_stands_in_the_citation():
    credit = (
        "European Observatory of Drone Incidents (EODI). Drone incidents in Europe. "
        "https://droneobservatory.eu. Licence CC BY 4.0."
    )
    declared = " ".join((HERE / "defs.yaml").read_text(encoding="utf-8").split())
    assert credit in declared


# --- the program refuses what it does not know ---------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"launch_areas": "Нарнія"}, "no launch_area for 'Нарнія'"),
        ({"regions": "UA-99"}, "no region for 'UA-99'"),
        ({"shot_down_category": "abatidos"}, "shot_down_category = 'abatidos'"),
        ({"attacker": "BLR"}, "attacker = 'BLR'"),
        ({"window_precision": "approximate", "quote": "Зранку"}, "no period for '?'"),
    ],
)
def test_an_unknown_word_stops_the_program_and_is_named(cells, message):
    entry = dict.fromkeys(
        ("launched_low", "launched_high", "lost_low", "lost_high", "hit_locations",
         "debris_locations", "regions", "launch_areas"),
    ) | {
        "window_start_utc": "2026-06-07T15:00Z", "window_end_utc": "2026-06-08T05:00Z",
        "attacker": "RUS", "target": "UKR", "shot_down_low": "3", "shot_down_high": "3",
        "shot_down_category": "derribados", "report_ref": "https://t.me/kpszsu/1",
        "published_utc": "2026-06-08T05:07Z", "quote": None, "entry_id": "E",
        "window_precision": "minute", **cells,
    }  # fmt: skip
    frame = pl.DataFrame([entry], schema=dict.fromkeys(entry, pl.String))
    additions = pl.DataFrame(
        schema=dict.fromkeys(
            ("window_start", "window_end", "attacker", "target", "weapon_class", "launched",
             "intercepted", "reported_by", "report_ref"), pl.String),
    )  # fmt: skip
    with pytest.raises(observatory.Unknown, match=re.escape(message)):
        observatory.rows_of(frame, additions, compiler.knowledge(), after="2026-06-07 08:30")
