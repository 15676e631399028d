"""Cells of text become values, or null and a message if they cannot be read; nothing is guessed."""

from datetime import UTC, date, datetime

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.staging.tables import casts


def cast(expression: pl.Expr, *cells: str | None) -> list[object]:
    """What an expression over the column `cell` makes of these cells."""
    return (
        pl.DataFrame({"cell": cells}, schema={"cell": pl.String}).select(expression)[:, 0].to_list()
    )


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("61", 61),
        (" 61 ", 61),
        ("61.0", 61),
        ("-3", -3),
        ("0", 0),
        ("61.5", None),
        ("1,000", None),
        ("=61", None),
        ("1e3", None),
        ("12345678901", None),
        ("", None),
        (None, None),
    ],
)
def test_a_whole_number_has_no_fraction_and_no_other_characters(cell, number) -> None:
    assert cast(casts.whole_number("cell"), cell) == [number]


@given(st.integers(-999_999_999, 999_999_999))
def test_every_number_of_nine_digits_is_read(number: int) -> None:
    assert cast(casts.whole_number("cell"), str(number), f"{number}.00") == [number, number]


def test_a_decimal_is_plain_and_a_truth_is_spelled_out() -> None:
    cells = ("1.5", " -2 ", "1e3", ".5", "nan", None)
    assert cast(casts.decimal("cell"), *cells) == [1.5, -2.0, None, None, None, None]
    assert cast(casts.truth("cell"), "true", "false", "True", "1", None) == [
        True, False, None, None, None,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("cell", "stated", "precision"),
    [
        ("2026", "2026", 6),
        ("2026-02", "2026-02", 5),
        (" 2026-02-05 ", "2026-02-05", 3),
        ("2024-02-29", "2024-02-29", 3),
        ("2026-02-29", None, None),
        ("2026-13", None, None),
        ("2026-2-5", None, None),
        ("05.02.2026", None, None),
    ],
)
def test_a_reduced_date_keeps_what_is_stated_and_how_exactly(cell, stated, precision) -> None:
    reduced = casts.reduced_date("cell")
    assert cast(reduced, cell) == [stated]
    assert cast(casts.precision_of(reduced), cell) == [precision]


@pytest.mark.parametrize(
    ("cell", "at"),
    [
        ("2026-02-04 18:00", datetime(2026, 2, 4, 16, tzinfo=UTC)),
        ("2026-07-04 3:30", datetime(2026, 7, 4, 0, 30, tzinfo=UTC)),
        ("2026-02-04 24:00", datetime(2026, 2, 4, 22, tzinfo=UTC)),
        ("2026-03-29 03:30", None),  # the minute that spring skips
        ("2026-10-25 03:30", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),  # the first of two
        ("2026-02-04 24:30", None),
        ("2026-02-04 18:60", None),
        ("2026-02-30 18:00", None),
        ("2026-02-04", None),
    ],
)
def test_a_local_minute_becomes_a_moment_of_utc(cell, at) -> None:
    assert cast(casts.local_minute("cell"), cell) == [at]


def test_a_moment_needs_its_offset_and_a_day_does_not() -> None:
    cells = ("2025-09-19T09:58+03:00", "2025-09-19T09:58", "2025-09-19")
    at = datetime(2025, 9, 19, 6, 58, tzinfo=UTC)
    assert cast(casts.moment("cell"), *cells) == [at, None, None]
    assert cast(casts.day_of("cell"), *cells) == [date(2025, 9, 19)] * 3


def test_a_list_is_trimmed_and_refused_if_one_part_does_not_match() -> None:
    cells = (" POL; LTU ;", "POL;Latvia", "", None)
    assert cast(casts.listed("cell"), *cells) == [["POL", "LTU"], ["POL", "Latvia"], [], []]
    matching = casts.listed_matching("cell", "[A-Z]{3}")
    assert cast(matching, *cells) == [["POL", "LTU"], None, [], []]
    assert cast(casts.matching("cell", "[A-Z]{3}"), " POL ", "POLAND", None) == ["POL", None, None]


def test_a_problem_names_column_cell_and_kind_and_a_blank_cell_has_none() -> None:
    number = casts.problem("cell", casts.whole_number("cell"), "a whole number")
    day = casts.problem("cell", casts.day_of("cell"), "a date")
    assert cast(number, "many", "5", None) == ["cell = 'many' is not a whole number", None, None]
    assert cast(casts.problems(number, day), "many", "5", None) == [
        "cell = 'many' is not a whole number; cell = 'many' is not a date",
        "cell = '5' is not a date",
        None,
    ]
