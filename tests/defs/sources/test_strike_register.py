"""The strike register against the tables it was compiled from, read here in another way."""

import csv
from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import polars as pl
import pytest

from pipelines.defs.sources.strike_register import compile as compiler
from pipelines.landing.declaration import all_sources
from pipelines.paths import SOURCES, VOCABULARY
from pipelines.staging.document import Document
from tests.conftest import SHARED
from tests.sources import reader_of

NAME = "strike_register"
TABLE = "massive_missile_attacks"
REGISTER = SOURCES / NAME / "strikes.csv"
ADDITIONS = SHARED / "facts" / "additions"
NATIONAL = ("kpszsu", "GeneralStaff.ua", "CinCAFU")

# Cells of the table as its author writes them -> how the same cells are read here.
FIGURES = (
    "launched", "destroyed", "not_reach_goal", "still_attacking", "num_hit_location",
    "num_fall_fragment_location", "turbojet",
)  # fmt: skip


@pytest.fixture(scope="module")
def inputs(shared: Path) -> Path:
    """The folder that `make registers` reads; skipped where it is not beside the repository."""
    if not (shared / "data" / TABLE / "newest").is_dir():
        pytest.skip(f"needs {shared / 'data' / TABLE / 'newest'}, not part of the project")
    return shared


@cache
def register() -> pl.DataFrame:
    """The committed rows, all text, with their night."""
    rows = pl.read_csv(REGISTER, infer_schema=False).with_row_index("row", offset=1)
    nights = claims().select(pl.col("locator").cast(pl.UInt32).alias("row"), "night_of")
    return rows.join(nights, on="row", how="left", maintain_order="left")


@cache
def claims() -> pl.DataFrame:
    """The claims that the committed rows become."""
    reader = reader_of(NAME)
    rows = reader.read(Document(NAME, REGISTER.name, REGISTER)).rows.with_columns(
        pl.lit(NAME).alias("document_id"), pl.lit("2026-11-26").alias("document_on")
    )
    claimed = reader.claims(rows)["strikes"]
    assert claimed.refused.is_empty()
    return claimed.kept


@cache
def table() -> list[dict[str, str]]:
    with compiler.newest(SHARED).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@cache
def totals() -> dict[tuple[date, str], tuple[int | None, int | None, int | None]]:
    """National launched, shot down and lost per night and group; null where a part is unknown."""
    groups = pl.read_csv(VOCABULARY / "weapons.csv").select("weapon_class", "weapon_group").unique()
    rows = (
        claims()
        .filter(
            (pl.col("scope") == "national")
            & (pl.col("attacker_iso3") == "RUS")
            & (pl.col("weapon_class") != "recon_drone")
            & ~pl.col("flags").list.contains("beside_the_total")
        )
        .join(groups, on="weapon_class")
        .with_columns(pl.coalesce("shot_down", "shot_down_or_suppressed").alias("down"))
        .group_by("night_of", "weapon_group")
        .agg(
            _whole("launched"),
            _whole("down"),
            pl.when(pl.col("suppressed").is_not_null().any()).then(pl.col("suppressed").sum()),
        )
    )
    return {
        (night, group): (launched, down, lost)
        for night, group, launched, down, lost in rows.iter_rows()
    }


def _whole(column: str) -> pl.Expr:
    return pl.when(pl.col(column).is_not_null().all()).then(pl.col(column).sum())


# --- made by the program, from nothing but its inputs ------------------------------------------


def test_the_program_makes_the_committed_register_byte_for_byte(inputs: Path) -> None:
    assert compiler.compiled(inputs) == REGISTER.read_text(encoding="utf-8")


def test_a_missing_input_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"newest: no missile_attacks_daily"):
        compiler.compiled(tmp_path)


MISDATED = {"m4Kul": "2023-06-21", "CSLJl": "2023-10-30"}
"""Last letters of posts that the table dates one night too early -> the night they report."""


MISCITED = {("2024-12-25 05:00", "hkrrl"): "5WBHl"}
"""Start of a window and last letters of the post of another attack -> post of the window's other
rows."""


def test_every_night_and_model_of_the_table_is_in_the_register_and_no_other(inputs: Path) -> None:
    words = all_sources()[TABLE].terms["weapon"]
    expected = Counter(_of_table(row, words) for row in table())
    of_the_table = register().filter(pl.col("window_end") < "2026-06-07 18:00")
    found = Counter(_of_register(row) for row in of_the_table.iter_rows(named=True))
    assert sum(expected.values()) == 3770
    assert (expected - found, found - expected) == (Counter(), Counter())


def _of_table(row: dict[str, str], words: Mapping[str, str | None]) -> tuple:
    """Night, weapons, post and figures of a row of the table."""
    post = _post(row)
    models = row["model"].replace("Х-", "X-").replace("С-", "C-").split(" and ")
    figures = [int(float(row[name])) if row[name] else None for name in FIGURES]
    crossed = [
        part.split(":")[1].strip("} ") for part in row["border_crossing"].split(",") if ":" in part
    ]
    left = sum(int(float(part)) for part in crossed) if crossed and "NaN" not in crossed else None
    return (
        _night(row),
        tuple(sorted({words[each.strip()] or "" for each in models})),
        _address(post),
        *figures,
        left,
    )


def _of_register(row: dict[str, str]) -> tuple:
    down = [row["shot_down"], row["shot_down_or_suppressed"]]
    lost = [row["suppressed"], row["not_reached_target"]]
    assert None in down and None in lost
    figures = [
        row["launched"], down[0] or down[1], lost[0] or lost[1], row["still_airborne"],
        row["hit_locations"], row["debris_locations"], row["jet_powered"], row["left_airspace"],
    ]  # fmt: skip
    numbers = [int(each) if each is not None else None for each in figures]
    return (row["night_of"], tuple(sorted(row["weapons"].split(";"))), row["report_ref"], *numbers)


def _night(row: dict[str, str]) -> date:
    start, end, post = (row[name].strip() for name in ("time_start", "time_end", "source"))
    if post[-5:] in MISDATED:
        return date.fromisoformat(MISDATED[post[-5:]])
    is_evening = (
        start[:10] == end[:10]
        and len(end) > 10
        and start[11:13] in ("18", "19", "20", "21", "22", "23")
    )
    return date.fromisoformat(end[:10]) + timedelta(days=is_evening)


def _post(row: dict[str, str]) -> str:
    start, post = row["time_start"].strip(), row["source"].strip()
    if (start, post[-5:]) not in MISCITED:
        return post
    posts = {other["source"].strip() for other in table() if other["time_start"].strip() == start}
    (cited,) = (each for each in posts if each.endswith(MISCITED[start, post[-5:]]))
    return cited


def _address(post: str) -> str:
    if post.startswith("http"):
        return post
    return (
        f"https://{post}" if post.startswith("kharkivoda") else f"https://www.facebook.com/{post}"
    )


# --- what was wrong in the register before ------------------------------------------------------


@pytest.mark.parametrize(
    ("night", "group", "launched", "down"),
    [
        ("2023-02-10", "missile", 106, 61),
        ("2023-02-16", "missile", 35, 16),
        ("2023-05-29", "missile", 51, 48),
        ("2024-08-25", "missile", 8, 0),
        ("2024-09-26", "missile", 9, 4),
        ("2024-11-02", "drone", 71, 39),
        ("2024-11-02", "missile", 1, 0),
        ("2025-07-26", "missile", 27, 17),
        ("2025-09-28", "drone", 595, 568),
        ("2025-09-28", "missile", 48, 43),
        ("2025-10-13", "drone", 82, 69),
        ("2025-11-08", "missile", 45, 9),
        ("2026-04-27", "drone", 94, 74),
    ],
)
def test_the_dates_that_differed_from_the_table(night, group, launched, down):
    assert totals()[date.fromisoformat(night), group][:2] == (launched, down)


def test_posts_of_the_commander_in_chief_and_telegram_addresses_are_in_it():
    posts = register()["report_ref"]
    assert posts.str.contains("facebook.com/CinCAFU/").sum() == 10
    assert (
        posts.is_in([f"https://t.me/kpszsu/{n}" for n in (20048, 22252, 44624, 60825)]).sum() == 5
    )


def test_a_row_that_names_several_models_stays_one_bundle():
    bundles = register().filter(
        (pl.col("window_end") < "2026-06-07 18:00") & pl.col("weapons").str.contains(";")
    )
    assert bundles.height == 70
    of_11 = bundles.filter(pl.col("night_of") == date(2023, 5, 29)).select("weapons", "launched")
    assert of_11.rows() == [("iskander-k;iskander-m", "11")]


def test_banderol_is_a_drone():
    banderol = register().filter(pl.col("weapons") == "banderol")
    assert banderol.select("window_end", "weapon_class", "launched", "flags").rows() == [
        ("2025-09-28 10:30", "drone", "2", None)
    ]


EVENINGS = (
    "2022-09-29", "2022-10-07", "2022-10-16", "2022-10-17", "2022-10-25", "2022-10-25",
    "2022-10-26", "2022-10-26", "2023-02-10", "2023-02-11", "2023-03-21", "2023-03-23",
    "2023-03-27", "2023-04-21", "2023-05-08", "2023-05-09", "2023-05-14", "2023-05-20",
    "2023-06-08", "2023-07-26", "2023-08-05", "2023-11-05", "2023-11-05", "2023-12-11",
    "2024-01-22", "2024-04-09", "2024-07-11", "2024-10-25", "2024-10-30", "2024-11-14",
    "2025-01-24", "2025-02-11", "2025-03-31", "2025-11-02", "2025-11-14", "2026-03-28",
)  # fmt: skip
"""Dates of the 36 windows that begin at 18:00 or later and end before midnight."""


@pytest.mark.parametrize("evening", sorted(set(EVENINGS)))
def test_an_evening_window_is_named_by_the_night_it_belongs_to(evening):
    windows = _evening_windows(evening)
    assert windows.height >= 1
    assert windows["night_of"].unique().to_list() == [
        date.fromisoformat(evening) + timedelta(days=1)
    ]


def test_there_are_36_evening_windows_of_drones_or_missiles_in_national_reports():
    found = [
        key
        for evening in sorted(set(EVENINGS))
        for key in _evening_windows(evening)
        .select("window_start", pl.col("weapon_class").str.contains("missile"))
        .unique()
        .rows()
    ]
    assert len(found) == len(EVENINGS) == 36


def _evening_windows(evening: str) -> pl.DataFrame:
    return register().filter(
        pl.col("window_start").str.starts_with(evening)
        & (pl.col("window_start").str.slice(11) >= "18")
        & pl.col("window_end").str.starts_with(evening)
        & (pl.col("scope") == "national")
        & pl.col("weapon_class").is_in(["recon_drone", "glide_bomb"]).not_()
        & pl.col("flags").is_null()
    )


# window, group -> (post's last letters, launched, shot down) of every post that it once added up
ADDED_UP = {
    ("2023-06-20 08:00", "drone"): [("zNYMl", 35, 32)],
    ("2023-06-21 08:00", "drone"): [("m4Kul", 6, 6), ("m4Kul", 4, 4)],
    ("2023-07-19 08:00", "missile"): [("RkM1l", 1, 1), ("Y6WUl", 30, 13)],
    ("2023-07-20 08:00", "missile"): [("AjCfl", 8, 5), ("Y6WUl", 11, 0)],
    ("2023-10-29 08:00", "drone"): [("EEkLl", 5, 5)],
    ("2023-10-29 08:00", "missile"): [("EEkLl", 1, 0)],
    ("2023-10-30 08:00", "drone"): [("CSLJl", 12, 12)],
    ("2023-10-30 08:00", "missile"): [("CSLJl", 2, 2)],
    ("2024-09-11 08:00", "missile"): [("L6eol", 9, 0), ("xPNNl", 1, 0)],
    ("2024-12-25 10:00", "missile"): [("5WBHl", 78, 59)],
    ("2025-01-17 09:00", "missile"): [("5fENl", 2, 0), ("sN4cl", 4, 2)],
    ("2025-10-04 09:00", "missile"): [("hriml", 2, 0), ("ujuYl", 3, 0)],
}


def test_no_row_adds_two_posts():
    assert register()["report_ref"].str.contains(r"^https://\S+$").all()


@pytest.mark.parametrize(("window_end", "group"), ADDED_UP)
def test_the_27_rows_that_added_two_posts_are_rows_of_one_post_each(window_end, group):
    is_missile = pl.col("weapon_class").str.contains("missile")
    rows = register().filter(
        (pl.col("window_end") == window_end)
        & (pl.col("scope") == "national")
        & (is_missile if group == "missile" else ~is_missile)
    )
    posts = rows.group_by("report_ref", pl.col("weapon_class") == "recon_drone").agg(
        pl.col("launched", "shot_down").cast(pl.Int32).sum()
    )
    found = sorted((post[-5:], launched, down) for post, _, launched, down in posts.rows())
    assert found == sorted(ADDED_UP[window_end, group])


# --- shot down, lost, and both together ---------------------------------------------------------


@pytest.mark.parametrize(
    ("month", "rate"),
    [
        ("2024-09", 0.933), ("2024-10", 0.920), ("2025-01", 0.955), ("2025-05", 0.822),
        ("2025-07", 0.884), ("2025-08", 0.834),
    ],
)  # fmt: skip
def test_shot_down_plus_lost_is_the_published_share_of_a_month(month, rate):
    nights = [
        (launched or 0, down or 0, lost or 0)
        for (night, group), (launched, down, lost) in totals().items()
        if group == "drone" and night.isoformat().startswith(month)
    ]
    launched, down, lost = (sum(figures) for figures in zip(*nights, strict=True))
    assert round((down + lost) / launched, 3) == rate
