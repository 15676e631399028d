"""Marts agree with figures counted from the shipped register.

The counting here goes through none of the project's code: a few lines of Polars over the CSV.
"""

import re

import polars as pl
import pytest

from pipelines.paths import SOURCES
from pipelines.warehouse import sqlfile

REGISTER = SOURCES / "strike_register" / "strikes.csv"

DATES = [
    "2022-10-10",  # a anomaly by day
    "2023-05-08",  # two windows of missiles, both of no length
    "2024-02-12",  # interceptions reported, launches not
    "2024-08-26",  # night and day in one figure
    "2024-12-28",  # drones alone
    "2025-02-11",  # one of two windows without interceptions
    "2025-07-24",  # the first night of merged figures
    "2025-12-06",  # three windows of missiles
    "2026-02-05",  # the golden day
    "2026-03-24",  # night and day apart, together the record of the register
]

MONTHS = ["2023-05", "2025-07", "2026-02"]

GROUPS = ("drone", "missile")


def count_by(letters: int) -> dict[tuple[str, str], tuple[int | None, int | None]]:
    """(date or month, group) -> launched and intercepted; a sum with an unstated part is none."""
    is_evening = (pl.col("window_start").str.slice(11) >= "18:00") & (
        pl.col("window_end").str.slice(0, 10) == pl.col("window_start").str.slice(0, 10)
    )
    ends_on = pl.col("window_end").str.slice(0, 10).str.to_date()
    numbers = ("launched", "shot_down", "suppressed", "shot_down_or_suppressed")
    sums = (
        pl.read_csv(REGISTER, infer_schema=False)
        .filter((pl.col("scope") == "national") & pl.col("flags").ne_missing("beside_the_total"))
        .filter(pl.col("target") == "UKR")
        .with_columns(
            (ends_on + pl.duration(days=is_evening.fill_null(False).cast(int)))
            .cast(pl.String)
            .alias("night"),
            pl.when(pl.col("weapon_class").str.contains("missile"))
            .then(pl.lit("missile"))
            .otherwise("weapon_class")
            .alias("group"),
            *(pl.col(name).cast(int) for name in numbers),
        )
        .with_columns(
            pl.coalesce(
                "shot_down_or_suppressed", pl.col("shot_down") + pl.col("suppressed"), "shot_down"
            ).alias("intercepted")
        )
        .group_by(pl.col("night").str.slice(0, letters), "group")
        .agg(
            pl.when(pl.col(name).null_count() == 0).then(pl.col(name).sum())
            for name in ("launched", "intercepted")
        )
    )
    return {(when, group): (first, second) for when, group, first, second in sums.iter_rows()}


@pytest.mark.parametrize("day", DATES)
def test_a_date_is_what_its_windows_add_up_to(golden, ask_golden, day):
    counted = count_by(letters=len("2026-02-05"))
    (drones, missiles) = (counted.get((day, group), (None, None)) for group in GROUPS)
    assert ask_golden(
        "select drones_launched_best, drones_intercepted_best, "
        "missiles_launched_best, missiles_intercepted_best "
        f"from marts.strikes_daily where night_of = '{day}'"
    ) == [(*drones, *missiles)]


def test_every_other_date_does_so_too(golden, ask_golden):
    stated = ask_golden(
        "select night_of::varchar, weapon_group, launched_best, intercepted_best "
        "from marts.strikes_daily_by_group where target_iso3 = 'UKR'"
    )
    assert {(day, group): tuple(figures) for day, group, *figures in stated} == count_by(letters=10)


@pytest.mark.parametrize("month", MONTHS)
def test_a_month_is_what_its_windows_add_up_to(golden, ask_golden, month):
    counted = count_by(letters=len("2026-02"))
    assert ask_golden(
        "select drones_launched_best, drones_intercepted_known, "
        "missiles_launched_best, missiles_intercepted_known "
        f"from marts.strikes_monthly where month = '{month}-01'"
    ) == [(*counted[month, "drone"], *counted[month, "missile"])]


def test_weeks_and_months_add_up_to_the_days(golden, ask_golden):
    """Missiles until the cited table ends: a week ends on that day, the month does not."""
    totals = [
        ask_golden(f"select sum(drones_{column}) from marts.{table}")
        for table, column in (
            ("strikes_daily", "launched_best"),
            ("strikes_weekly", "launched_best"),
            ("strikes_monthly", "launched_best"),
        )
    ]
    assert totals[0] == totals[1] == totals[2]
    missiles = "select sum(missiles_launched_best) from marts."
    until = {"week": "2026-06-07", "month": "2026-05-31"}
    for period, table in (("week", "strikes_weekly"), ("month", "strikes_monthly")):
        days = ask_golden(f"{missiles}strikes_daily where night_of <= '{until[period]}'")
        assert ask_golden(f"{missiles}{table}") == days


def test_missiles_are_null_and_do_not_fall_after_the_cited_table_ends(golden, ask_golden):
    assert ask_golden(
        "select strftime(month, '%Y-%m'), missiles_launched_best is null, "
        "dates_with_drones_known > 0 from marts.strikes_monthly "
        "where month >= '2026-05-01' order by month"
    ) == [("2026-05", False, True), *((f"2026-{month:02}", True, True) for month in range(6, 11))]


def test_sightings_are_null_and_do_not_fall_after_december_2025(golden, ask_golden):
    assert ask_golden(
        "select distinct strftime(month, '%Y-%m'), incidents is null from marts.airspace_monthly "
        "where kind = 'sighting' and month >= '2025-12-01' order by all"
    ) == [("2025-12", False), *((f"2026-{month:02}", True) for month in range(1, 10))]
    assert ask_golden(
        "select count(*) from marts.overview_daily where day > '2025-12-31' and sightings = 0"
    ) == [(0,)]


def test_sources_that_end_are_marked_with_their_reason(golden, ask_golden):
    assert ask_golden(
        "select family, part, ends_on::varchar, resumes_on, ended_sources from marts.overview_ends "
        "order by all"
    ) == [
        ("airspace", "sighting", "2025-12-31", None, ["airspace_register"]),
        ("strikes", "missile", "2026-06-07", None, ["strike_register"]),
    ]
    for table in ("overview_sources", "overview_coverage", "ages"):
        name = table if table == "ages" else f"marts.{table}"
        marked = ask_golden(f"select source from {name} where ends_in_words is not null order by 1")
        assert marked == [("airspace_register",), ("strike_register",)], table


def test_the_weapons_of_an_attack_add_up_to_it(golden, ask_golden):
    assert (
        ask_golden(
            "select events.event_id from events.strikes as events inner join "
            "(select event_id, sum(launched) as launched from marts.strikes_weapons "
            "where is_in_total group by all having count(launched) = count(*)) as parts "
            "on events.event_id = parts.event_id "
            "where parts.launched <> events.launched_best"
        )
        == []
    )


@pytest.mark.parametrize("table", ["strikes_rates", "strikes_rates_monthly"])
def test_a_rate_can_be_computed_from_the_figures_beside_it(golden, ask_golden, table):
    rates = ask_golden(
        f"select interception_rate, round(intercepted / launched, 4) from marts.{table} "
        "where rate_comparable is not null and launched > 0"
    )
    assert rates
    assert [stated for stated, _ in rates] == [computed for _, computed in rates]


def test_new_start_is_in_force_until_it_expires(golden, ask_golden):
    in_force = (
        "select count(*) from marts.agreements_in_force where name = 'New START' "
        "and surely_from <= date '{0}' and (surely_until is null or date '{0}' < surely_until)"
    )
    assert ask_golden(in_force.format("2026-02-04")) == [(1,)]
    assert ask_golden(in_force.format("2026-02-05")) == [(0,)]


def test_no_mart_depends_on_the_day_it_is_read():
    clock = re.compile(r"\b(current_(date|time|timestamp)\b|(now|today|get_current_\w+)\(\))")
    models = [file for file in sqlfile.all_files() if not file.is_contract]
    assert [file.table for file in models if clock.search(file.statement)] == []
