"""The strike register against figures of other hands: every difference is listed, with its reason.

The list is strike_differences.csv. What the register was compiled from is in
test_strike_register.py.
"""

import csv
import json
from collections import Counter
from pathlib import Path

import polars as pl
import pytest

from pipelines.paths import SOURCES

REGISTER = SOURCES / "strike_register" / "strikes.csv"
DIFFERENCES = Path(__file__).with_name("strike_differences.csv")
MONTHS = Path(__file__).with_name("monthly_totals.csv")

SHAHED, MISSILES = (
    ("shahed",),
    (
        "missiles", "ballistic_missiles", "missile_kh_31p", "cruise_missiles", "kh_59_missile",
        "kalibr_missile", "kinzhal_missile", "iskander_m_missile", "iskander_k_missile",
    ),
)  # fmt: skip

Key = tuple[str, str, str]
"""Date or month, weapon group, figure."""


@pytest.fixture(scope="module")
def independent(shared: Path) -> Path:
    folder = shared / "data" / "independent"
    if not folder.is_dir():
        pytest.skip(f"needs {folder}, which is not part of the project")
    return folder


def national() -> pl.DataFrame:
    """National rows of the register, with the group and the date on which the window ends."""
    rows = pl.read_csv(REGISTER, infer_schema=False)
    return rows.filter(
        (pl.col("scope") == "national") & (pl.col("attacker") == "RUS")
    ).with_columns(
        pl.col("window_end").str.slice(0, 10).alias("date"),
        pl.when(pl.col("weapon_class").str.contains("missile"))
        .then(pl.lit("missile"))
        .otherwise("weapon_class")
        .alias("group"),
        pl.coalesce("shot_down", "shot_down_or_suppressed").cast(pl.Int32).alias("down"),
        pl.col("launched").cast(pl.Int32),
    )


def listed(other: str) -> dict[Key, tuple[int | None, int | None]]:
    """The differences that the list gives: the register's figure and the other one."""
    with DIFFERENCES.open(encoding="utf-8", newline="") as lines:
        return {
            (row["date"], row["group"], row["figure"]): (
                _number(row["register"]),
                int(row["value"]),
            )
            for row in csv.DictReader(lines)
            if row["other"] == other
        }


def _number(cell: str) -> int | None:
    return int(cell) if cell else None


def differing(ours: dict[Key, int], others: dict[Key, int]) -> dict[Key, tuple]:
    """Keys of the others whose figure is not ours."""
    return {key: (ours.get(key), value) for key, value in others.items() if ours.get(key) != value}


def test_every_difference_has_a_reason_and_is_listed_once():
    with DIFFERENCES.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    keys = Counter((row["other"], row["date"], row["group"], row["figure"]) for row in rows)
    assert max(keys.values()) == 1
    assert all(row["reason"] for row in rows)


def test_what_was_shot_down_equals_the_pictures_of_the_air_force(independent: Path) -> None:
    pictures = pictured(independent / "uaf_destroyed_targets_2023-01_2024-03.csv")
    rows = national().filter(pl.col("down").is_not_null())
    is_shahed = pl.col("weapons").str.contains("shahed-136-131")
    rows = rows.filter((pl.col("group") == "missile") | is_shahed)
    ours = {
        (on, group, "shot_down"): down
        for on, group, down in rows.group_by("date", "group").agg(pl.col("down").sum()).rows()
    }
    assert len(pictures) > 300
    assert differing(ours, pictures) == listed("pictures")


def pictured(file: Path) -> dict[Key, int]:
    """Shot down per date, by picture; three rows of February 2024 carry the year 2023."""
    found: Counter[Key] = Counter()
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    for place, row in enumerate(rows):
        on = row["checkpoint_date"]
        if place in (19, 20, 21):
            on = on.replace("2023-02", "2024-02")
        for group, columns in (("drone", SHAHED), ("missile", MISSILES)):
            stated = [int(float(row[name])) for name in columns if row[name]]
            if stated:
                found[on, group, "shot_down"] += sum(stated)
    return dict(found)


def test_drones_launched_equal_the_morning_tallies(independent: Path) -> None:
    file = independent / "kpszsu_morning_tallies_2026-07-30_2026-09-25.json"
    tallies = json.loads(file.read_text())
    drones = national().filter(
        (pl.col("group") == "drone") & pl.col("window_start").str.contains("18:00$")
    )
    ours = {(on, "drone", "launched"): n for on, n in drones.select("date", "launched").rows()}
    others = {(row["d"], "drone", "launched"): row["uav"] for row in tallies}
    assert len(others) == 58
    assert differing(ours, others) == listed("tallies")


def test_no_more_drones_are_intercepted_than_the_tallies_have_targets(independent: Path) -> None:
    file = independent / "kpszsu_morning_tallies_2026-07-30_2026-09-25.json"
    of_post = dict(
        national().filter(pl.col("group") == "drone").select("report_ref", "down").rows()
    )
    compared = [
        (row["d"], down, row["uav_down"])
        for row in json.loads(file.read_text())
        if (down := of_post.get(f"https://t.me/kpszsu/{row['id']}")) is not None
    ]
    assert len(compared) > 50
    assert [each for each in compared if each[1] > each[2]] == []


def test_months_equal_the_published_totals() -> None:
    rows = national().filter(pl.col("flags").ne_missing("beside_the_total"))
    is_evening = (pl.col("window_start").str.slice(11) >= "18") & (
        pl.col("window_start").str.slice(0, 10) == pl.col("date")
    )
    night = pl.col("date").str.to_date() + pl.duration(days=is_evening.fill_null(False).cast(int))
    months = rows.group_by(night.dt.to_string("%Y-%m"), "group").agg(pl.col("launched").sum())
    ours = {(month, group, "launched"): launched for month, group, launched in months.rows()}
    with MONTHS.open(encoding="utf-8", newline="") as lines:
        published = list(csv.DictReader(lines))
    assert all(row["address"].startswith("https://") for row in published)
    others = {(row["month"], row["group"], "launched"): int(row["launched"]) for row in published}
    assert differing(ours, others) == listed("months")


def test_the_additions_agree_with_the_observatory_on_the_nights_of_both(shared: Path) -> None:
    file = shared / "facts" / "additions" / "strikes.csv"
    if not file.is_file():
        pytest.skip(f"needs {file}, which is not part of the project")
    with file.open(encoding="utf-8", newline="") as lines:
        additions = list(csv.DictReader(lines))
    posts = {(row["report_ref"], row["group"]): row for row in national().iter_rows(named=True)}
    compared = [
        (row["window_end"][:10], row["weapon_class"], figure, post[column], int(row[figure]))
        for row in additions
        for figure, column in (("launched", "launched"), ("intercepted", "down"))
        if row[figure] and (post := posts[row["report_ref"], row["weapon_class"]])
    ]
    assert len(compared) > 90
    found = {tuple(key): (mine, other) for *key, mine, other in compared if mine != other}
    assert found == listed("strikes.csv")
