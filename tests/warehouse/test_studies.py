"""The study of strikes around talks, on nights that can be counted by hand."""

from collections.abc import Mapping
from datetime import date, timedelta

import polars as pl
import pytest

from pipelines.paths import SOURCES
from pipelines.warehouse.studies import FEWEST_EPISODES, talks_and_strikes

START = date(2025, 1, 1)


def nights(launched: Mapping[int, int | None]) -> pl.DataFrame:
    """Nights of drones by their distance from the start."""
    return pl.DataFrame(
        {
            "night_of": [START + timedelta(days=day) for day in launched],
            "weapon_group": ["drone"] * len(launched),
            "launched_best": list(launched.values()),
        },
        schema_overrides={"launched_best": pl.Int32},
    )


def rounds(*days: int, both: bool = True) -> pl.DataFrame:
    """Rounds by their distance from the start."""
    started_on = [START + timedelta(days=day) for day in days]
    return pl.DataFrame(
        {"started_on": started_on, "has_both_parties": [both] * len(days)},
        schema_overrides={"started_on": pl.Date, "has_both_parties": pl.Boolean},
    )


def row(study: pl.DataFrame, comparison: str, talks: str = "all", group: str = "drone") -> dict:
    """One row of a study."""
    return study.row(
        by_predicate=(pl.col("comparison") == comparison)
        & (pl.col("talks") == talks)
        & (pl.col("weapon_group") == group),
        named=True,
    )


def test_a_round_is_compared_with_dates_near_no_round():
    around = {day: 10 if abs(day) > 14 else 5 if day < 0 else 20 for day in range(-90, 91)}
    study = talks_and_strikes(nights(around), rounds(0))
    assert row(study, "before_to_matched")["ratio"] == 0.5
    assert row(study, "after_to_matched")["ratio"] == 2
    after_to_before = row(study, "after_to_before")
    assert (after_to_before["ratio"], after_to_before["numerator"]) == (4, 20)
    assert (after_to_before["rounds"], after_to_before["nights_matched"]) == (1, 152)


def test_a_steady_trend_is_no_difference():
    study = talks_and_strikes(nights({day: 1000 + day for day in range(-90, 91)}), rounds(0))
    found = row(study, "before_to_matched")
    assert found["denominator"] == 1000
    assert found["ratio"] == pytest.approx(0.9925)


def test_unknown_nights_are_left_out_and_a_round_without_enough_is_said():
    known = dict.fromkeys(range(-90, 91), 10) | dict.fromkeys(range(1, 8), None)
    assert row(talks_and_strikes(nights(known), rounds(0)), "after_to_matched")["nights_after"] == 7
    sparse = known | {8: None}
    found = row(talks_and_strikes(nights(sparse), rounds(0)), "after_to_matched")
    assert (found["ratio"], found["rounds"], found["rounds_left_out"]) == (None, 0, 1)


def test_nights_without_launches_are_no_divisor():
    study = talks_and_strikes(nights(dict.fromkeys(range(-90, 91), 0)), rounds(0))
    assert row(study, "after_to_before")["ratio"] is None


def test_rounds_that_share_nights_are_one_case():
    level = dict.fromkeys(range(-90, 400), 10)
    study = talks_and_strikes(nights(level), rounds(0, 0, 28, 57, 200))
    found = row(study, "after_to_before")
    assert (found["rounds"], found["episodes"]) == (4, 3)


def test_an_interval_needs_enough_independent_cases():
    starts = [200 * case for case in range(FEWEST_EPISODES)]
    level = {day: 10 + day % 7 for day in range(-90, 200 * FEWEST_EPISODES)}
    enough = row(talks_and_strikes(nights(level), rounds(*starts)), "after_to_matched")
    assert enough["ratio_low"] <= enough["ratio"] <= enough["ratio_high"]
    few = row(talks_and_strikes(nights(level), rounds(*starts[1:])), "after_to_matched")
    assert (few["ratio_low"], few["ratio_high"]) == (None, None)


def test_the_same_data_give_the_same_interval():
    starts = rounds(*(200 * case for case in range(FEWEST_EPISODES)))
    level = nights({day: 10 + day % 11 for day in range(-90, 200 * FEWEST_EPISODES)})
    assert talks_and_strikes(level, starts).equals(talks_and_strikes(level, starts))


def test_talks_without_russia_or_ukraine_are_a_set_of_their_own():
    study = talks_and_strikes(nights(dict.fromkeys(range(-90, 91), 10)), rounds(0, both=False))
    assert row(study, "after_to_before")["rounds"] == 1
    assert row(study, "after_to_before", talks="both_parties")["rounds"] == 0
    assert row(study, "after_to_before", group="missile")["rounds"] == 0


LEVEL = dict.fromkeys(range(-90, 91), 10)


STUDIES = {
    # name: nights, rounds, comparison, what its row must hold
    "an_unknown_night_is_left_out_and_not_zero": (
        LEVEL | {1: None, 2: 24}, [0], "after_to_before",
        {"ratio": 1.1077, "numerator": 11.0769, "denominator": 10, "nights_after": 13},
    ),
    "zero_is_a_known_night": (
        LEVEL | dict.fromkeys(range(1, 15), 0), [0], "after_to_before",
        {"ratio": 0, "numerator": 0, "denominator": 10, "nights_after": 14},
    ),
    "a_mean_of_zero_divides_nothing_and_is_shown": (
        LEVEL | dict.fromkeys(range(-14, 0), 0), [0], "after_to_before",
        {"ratio": None, "numerator": 10, "denominator": 0, "rounds": 1},
    ),
    "two_rounds_of_one_day_are_one": (
        LEVEL, [0, 0], "after_to_before", {"ratio": 1, "rounds": 1, "rounds_left_out": 0},
    ),
    "the_night_of_the_round_itself_is_in_neither_group": (
        LEVEL | {0: 9999}, [0], "after_to_before",
        {"ratio": 1, "nights_before": 14, "nights_after": 14},
    ),
    "the_fifteenth_night_is_matched_and_no_longer_after": (
        LEVEL | {14: 24, 15: 86}, [0], "after_to_matched",
        {"numerator": 11, "denominator": 10.5, "ratio": 1.0476, "nights_matched": 152},
    ),
    "twenty_eight_days_apart_share_a_night": (
        dict.fromkeys(range(-90, 200), 10), [0, 28], "after_to_before",
        {"rounds": 2, "episodes": 1},
    ),
    "twenty_nine_days_apart_share_none": (
        dict.fromkeys(range(-90, 200), 10), [0, 29], "after_to_before",
        {"rounds": 2, "episodes": 2},
    ),
    "a_stretch_without_a_report_leaves_its_round_out": (
        {night: 10 for night in LEVEL if not -14 <= night < 0}, [0], "after_to_matched",
        {"ratio": None, "numerator": None, "rounds": 0, "rounds_left_out": 1, "episodes": 0},
    ),
    "no_round_is_no_figure": (
        LEVEL, [], "after_to_before",
        {"ratio": None, "denominator": None, "rounds": 0, "rounds_left_out": 0, "nights_before": 0},
    ),
    "no_night_is_no_figure": (
        {}, [0], "after_to_before",
        {"ratio": None, "numerator": None, "rounds": 0, "rounds_left_out": 1},
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("launched", "days", "comparison", "stated"), STUDIES.values(), ids=STUDIES
)
def test_a_study_on_nights_that_can_be_counted_by_hand(launched, days, comparison, stated):
    found = row(talks_and_strikes(nights(launched), rounds(*days)), comparison)
    assert {name: found[name] for name in stated} == stated


def test_a_draw_without_a_divisor_leaves_no_interval():
    starts = [200 * case for case in range(FEWEST_EPISODES)]
    level = dict.fromkeys(range(-90, 200 * FEWEST_EPISODES), 10)
    silent = level | {start + day: 0 for start in starts[1:] for day in range(-14, 0)}
    found = row(talks_and_strikes(nights(silent), rounds(*starts)), "after_to_before")
    assert (found["ratio"], found["episodes"]) == (FEWEST_EPISODES, FEWEST_EPISODES)
    assert (found["ratio_low"], found["ratio_high"]) == (None, None)


def test_the_order_of_nights_and_rounds_changes_nothing():
    starts = rounds(*(200 * case for case in range(FEWEST_EPISODES)))
    level = nights({day: 10 + day % 11 for day in range(-90, 200 * FEWEST_EPISODES)})
    study = talks_and_strikes(level, starts)
    assert talks_and_strikes(level.reverse(), starts.reverse()).equals(study)


def test_the_studys_words_say_association_and_not_cause():
    words = (SOURCES.parents[2] / "sql/overview/talks_and_strikes.sql").read_text()
    assert "association, not cause" in words.splitlines()[1].lower()


def test_the_study_is_published_with_its_n(golden, ask_golden):
    assert ask_golden("select count(*), min(seed) from marts.overview_talks_and_strikes") == [
        (12, 20220224)
    ]
    [(counted, left_out, episodes)] = ask_golden(
        "select rounds, rounds_left_out, episodes from marts.overview_talks_and_strikes "
        "where weapon_group = 'drone' and talks = 'both_parties' "
        "and comparison = 'after_to_before'"
    )
    assert counted >= episodes > 0
    assert left_out > 0
