"""Figures of the shipped registers that were once invented, each by name."""

import pytest


@pytest.mark.parametrize(
    ("label", "low", "best", "high"),
    [
        # 22 servicemen and 8 civilians, counted apart or together
        ("2022-04-14", 30, 30, 30),
        # twelve people in all, of whom 3 are civilians
        ("2022-11-26", 12, 12, 12),
        # 64 Ukrainians, and by another report one citizen of the USA with them
        ("2022-12-14", 64, 65, 65),
        # 49 people, of whom 7 are civilians
        ("2024-09-13", 49, 49, 49),
    ],
)
def test_a_side_of_an_exchange_counts_nobody_twice(golden, ask_golden, label, low, best, high):
    assert ask_golden(
        "select to_ukraine_low, to_ukraine_best, to_ukraine_high from events.exchanges "
        f"where event_id = 'exchange-PX-{label}'"
    ) == [(low, best, high)]


def test_categories_that_are_said_to_add_up_make_the_sides_total(golden, ask_golden):
    sums = ask_golden(
        "select sides.event_id, sides.to_party, sum(sides.people_best), "
        "any_value(if(sides.to_party = 'UKR', events.to_ukraine_best, events.to_russia_best)) "
        "from marts.exchanges_sides as sides inner join events.exchanges as events "
        "on sides.event_id = events.event_id "
        "where sides.is_in_total and sides.category <> 'remains' group by all"
    )
    assert len(sums) > 100
    assert [each for each in sums if each[2] != each[3]] == []


def test_official_totals_of_five_dates_are_compared_with_ours(golden, ask_golden):
    compared = ask_golden(
        "select until_on::varchar, official, ours_best, difference, exchanges_counted "
        "from marts.exchanges_official_totals where category = 'living' order by until_on"
    )
    assert [(day, official) for day, official, *_ in compared] == [
        ("2025-09-30", 6954 + 759),
        ("2025-11-30", 7138 + 810),
        ("2026-02-28", 7291 + 876),
        ("2026-04-30", 8161 + 890),
        ("2026-08-31", 8822 + 906),
    ]
    for day, official, ours, difference, _ in compared:
        assert difference == ours - official < 0
        [(counted,)] = ask_golden(
            "select sum(to_ukraine_best) from marts.exchanges_balance "
            f"where exchanged_on <= date '{day}'"
        )
        assert ours == counted


def test_running_totals_are_never_added_to_exchanges(golden, ask_golden):
    assert ask_golden(
        "select distinct events.is_aggregate from events.exchanges as events "
        "where events.event_id like 'exchange-CHQ-%'"
    ) == [(True,)]
    assert ask_golden(
        "select count(*) from marts.exchanges_balance where event_id like '%CHQ%'"
    ) == [(0,)]


def test_undated_and_numberless_exchanges_are_listed(golden, ask_golden):
    listed = dict(
        ask_golden("select event_id, (is_undated, is_uncounted_to_ukraine) from "
                   "marts.exchanges_uncounted")
    )  # fmt: skip
    assert listed["exchange-PX-2025-07-04"] == (False, True)
    assert listed["exchange-PX-2026-08-103FOR103"] == (True, True)
    assert "exchange-PX-2026-02-05" not in listed


def test_zagreb_2022_is_attributed_to_nobody(golden, ask_golden):
    assert ask_golden(
        "select violated_states, violator_iso3, attribution from events.airspace "
        "where event_id = 'airspace-2022-03-10-HRV-Zagreb-Tu141'"
    ) == [(["HRV", "HUN", "ROU"], None, "unknown")]


@pytest.mark.parametrize(
    ("label", "day"),
    [("2023-03-14-BLACKSEA-MQ9", "2023-03-14"), ("2025-09-19-EST-MiG31", "2025-09-19")],
)
def test_an_incident_is_on_its_day(golden, ask_golden, label, day):
    incident = "from marts.airspace_incidents where event_id = 'airspace-" + label + "'"
    assert ask_golden(f"select occurred_on::varchar {incident}") == [(day,)]
    [(counted,)] = ask_golden(
        "select airspace_violations + dangerous_encounters + sightings "
        f"from marts.overview_daily where day = '{day}'"
    )
    assert counted >= 1


def test_an_incident_over_several_states_counts_under_each_and_once_in_total(golden, ask_golden):
    [(rows, in_total)] = ask_golden(
        "select sum(incidents), sum(incidents_in_total) from marts.airspace_monthly"
    )
    [(incidents, pairs)] = ask_golden(
        # After December 2025 sightings are null: their sources have ended.
        "select count(*), sum(greatest(len(violated_states), 1)) from events.airspace "
        "where length(occurred_stated) >= 7 and (kind <> 'sighting' or occurred_stated < '2026')"
    )
    assert (rows, in_total) == (pairs, incidents)
    assert rows > in_total


def test_no_truce_is_possibly_in_force_without_bound(golden, ask_golden):
    assert (
        ask_golden(
            "select distinct kind from marts.agreements_in_force where possibly_until is null "
            "and kind not in ('treaty', 'framework', 'communication_channel')"
        )
        == []
    )
    assert ask_golden(
        "select possibly_until::varchar from marts.agreements_in_force "
        "where event_id = 'agreement-AG-VDAY-2025'"
    ) == [("2025-06-07",)]


def test_a_fresh_install_warns_of_nothing_and_quarantines_nothing(golden, ask_golden):
    warned = "select checked_table, check_name, rows_failing from quality.check_results"
    assert ask_golden(f"{warned} where not is_success") == []
    assert ask_golden("select uri, locator, reason from quality.quarantined_rows") == []
