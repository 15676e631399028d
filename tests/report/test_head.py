"""Figures at the head of the page: in words that fit their values, or left out."""

from datetime import date

import pytest

from pipelines.report import head
from pipelines.report.data import open_data

ON = date(2026, 2, 5)


def row(best=None, low=None, high=None, on: date = ON) -> dict:
    return {"best": best, "low": low, "high": high, "dated_on": on}


@pytest.mark.parametrize(
    "maker",
    [head.last_night, head.record_night, head.exchange_balance, head.incidents, head.in_force],
)
def test_a_figure_that_is_not_published_has_no_card(maker) -> None:
    assert maker({}) is None


@pytest.mark.parametrize(
    ("best", "side", "value"), [(120, "Ukraine", "120"), (-1200, "Russia", "1,200")]
)
def test_the_balance_names_the_side_that_got_more(best: int, side: str, value: str) -> None:
    card = head.exchange_balance({"exchange_balance": row(best, 7000, 7000 + best)})
    assert card is not None
    assert card.label.startswith(f"More people returned to {side} than")
    assert card.value == value
    assert head.exchange_balance({"exchange_balance": row(None)}) is None


@pytest.mark.parametrize(("low", "high", "value"), [(5, 5, "5"), (5, 8, "5 to 8")])
def test_agreements_are_a_range_where_some_are_only_possibly_in_force(low, high, value) -> None:
    card = head.in_force({"in_force": row(None, low, high)})
    assert card is not None
    assert card.value == value
    assert f"{low} certain, {high - low} possible on" in card.dated


def test_the_record_of_a_date_is_shown_only_if_it_is_another(golden) -> None:
    night, other = row(810, 800, 823), row(900, 900, 900, date(2026, 3, 24))
    same = head.record_night({"record_night": night, "record_date": night})
    both = head.record_night({"record_night": night, "record_date": other})
    assert same is not None
    assert both is not None
    assert "night and day" not in same.dated
    assert "night and day: 900" in both.dated


def test_the_page_of_the_registers_has_all_cards_and_its_freshness(golden) -> None:
    with open_data(golden.warehouse, None) as data:
        cards = head.cards(data)
        lines = head.freshness(data)
    assert len(cards) == 5
    assert all(card.link.startswith("#chart=") and card.value for card in cards)
    assert lines[0].newest is not None
    assert lines[0].words.startswith("The newest data is of ")
