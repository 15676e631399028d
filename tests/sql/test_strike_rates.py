"""Interception rates of the shipped register: one series, its regimes, and no rate above 1."""

import pytest

AROUND = """
    select
        round(sum(shot_down_best)
            / sum(case when shot_down_best is not null then launched_best end), 2),
        round(sum(case when interception_rate is not null then intercepted_best end)
            / sum(case when interception_rate is not null then launched_best end), 2),
        count(suppressed_best)
    from marts.strikes_daily_by_group
    where attacker_iso3 = 'RUS' and target_iso3 = 'UKR' and weapon_group = 'drone'
        and night_of >= date '{day}' + {first} and night_of < date '{day}' + {last}
"""
"""Strict rate, comparable rate and dates with lost drones within some days of a date."""


def around(ask_golden, day: str) -> tuple[tuple, tuple]:
    """The 60 dates before a day, and the 60 from it on."""
    ((before,), (after,)) = (
        ask_golden(AROUND.format(day=day, first=first, last=last))
        for first, last in ((-60, 0), (0, 60))
    )
    return before, after


def test_the_merger_of_24_july_2025_breaks_the_figures_and_not_the_series(golden, ask_golden):
    (strict, rate, lost), (strict_after, rate_after, lost_after) = around(ask_golden, "2025-07-24")
    assert (strict, strict_after) == (0.49, None)
    assert lost > 50
    assert lost_after == 0
    assert abs(rate - rate_after) <= 0.02


def test_lost_drones_are_many_from_2_october_2024_and_the_series_does_not_show_it(
    golden, ask_golden
):
    (strict, rate, _), (strict_after, rate_after, lost_after) = around(ask_golden, "2024-10-02")
    assert strict - strict_after > 0.25
    assert lost_after > 50
    assert abs(rate - rate_after) <= 0.02


def test_the_first_lost_drones_of_july_2024_are_not_visible_in_the_rates(golden, ask_golden):
    (_, rate, lost), (_, rate_after, lost_after) = around(ask_golden, "2024-07-10")
    assert lost == 0 < lost_after
    assert abs(rate - rate_after) <= 0.05
    assert ask_golden(
        "select min(night_of)::varchar from marts.strikes_daily_by_group "
        "where suppressed_best is not null"
    ) == [("2024-07-10",)]


def test_regimes_of_drones_begin_where_the_figures_change(golden, ask_golden):
    assert ask_golden(
        "select first_night_of::varchar from vocabulary.reporting_regimes "
        "where weapon_group = 'drone' order by first_night_of"
    ) == [("2022-02-24",), ("2024-07-10",), ("2025-07-24",)]


def test_the_rates_of_drones_are_one_comparable_series(golden, ask_golden):
    assert ask_golden(
        "select rate_comparable, count(*) from marts.strikes_rates "
        "where weapon_group = 'drone' group by all"
    ) == [("shot_down_or_suppressed", 3)]


@pytest.mark.parametrize(
    ("month", "rate"),
    [("2024-09", 0.933), ("2024-10", 0.920), ("2025-01", 0.955), ("2025-05", 0.822),
     ("2025-07", 0.884), ("2025-08", 0.834)],
)  # fmt: skip
def test_a_month_has_shot_down_plus_lost_over_launched(golden, ask_golden, month, rate):
    [(found,)] = ask_golden(
        f"select drones_interception_rate from marts.strikes_monthly where month = '{month}-01'"
    )
    assert found == pytest.approx(rate, abs=0.001)


RATES = [
    ("strikes_daily_by_group", "interception_rate"),
    ("strikes_daily_by_group", "shot_down_rate"),
    ("strikes_daily", "drones_interception_rate"),
    ("strikes_daily", "drones_shot_down_rate"),
    ("strikes_daily", "missiles_interception_rate"),
    ("strikes_periods", "drones_interception_rate"),
    ("strikes_periods", "drones_shot_down_rate"),
    ("strikes_periods", "missiles_interception_rate"),
    ("strikes_trend", "interception_rate_28"),
    ("strikes_rates", "interception_rate"),
    ("strikes_rates_monthly", "interception_rate"),
]


@pytest.mark.parametrize(("table", "column"), RATES)
def test_no_rate_above_one_is_published(golden, ask_golden, table, column):
    [(rates, highest)] = ask_golden(f"select count({column}), max({column}) from marts.{table}")
    assert rates > 0
    assert highest <= 1


def test_nights_that_contradict_themselves_are_marked_with_their_claims(golden, ask_golden):
    assert ask_golden(
        "select daily.night_of::varchar, claims.launched, "
        "coalesce(claims.shot_down, claims.shot_down_or_suppressed), "
        "coalesce(claims.suppressed, claims.not_reached_target) "
        "from marts.strikes_daily as daily inner join claims.strikes as claims "
        "on list_contains(daily.inconsistent_claims, claims.claim_id) "
        "where daily.is_inconsistent order by all"
    ) == [("2024-12-28", 16, 15, 11), ("2026-07-05", 125, 112, 31)]


@pytest.mark.parametrize(
    "table",
    ["weekly", "regions", "regions_monthly", "launch_areas", "launch_areas_monthly",
     "composition", "weapons", "weapons_monthly"],
)  # fmt: skip
def test_a_fresh_install_has_rows_in_every_mart_of_strikes(golden, ask_golden, table):
    [(rows,)] = ask_golden(f"select count(*) from marts.strikes_{table}")
    assert rows > 0


def test_the_register_reaches_october_2026_in_both_directions(golden, ask_golden):
    assert ask_golden(
        "select attacker_iso3, max(night_of)::varchar from marts.strikes_daily_by_group "
        "where weapon_group = 'drone' group by all order by all"
    ) == [("RUS", "2026-10-07"), ("UKR", "2026-10-04")]
