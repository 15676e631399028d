"""Attack windows: their night, their part of the day and their precision."""

import datetime

import polars as pl
import pytest

from pipelines.staging.tables.windows import window
from pipelines.vocabulary import windows

CASES = [
    # start, end, night_of, period, time_precision
    ("2026-02-04 18:00", "2026-02-05 08:00", "2026-02-05", "night", 1),
    ("2026-02-05 18:00", "2026-02-06 12:30", "2026-02-06", "night", 1),
    ("2025-07-12 14:00", "2025-07-13 01:00", "2025-07-13", "night", 1),
    ("2023-12-22 18:00", "2023-12-23 00:00", "2023-12-23", "night", 1),
    ("2023-12-22 18:00", "2023-12-22 24:00", "2023-12-23", "night", 1),
    ("2022-10-26 22:00", "2022-10-26 23:59", "2022-10-27", "night", 1),
    ("2023-12-11 18:00", "2023-12-11 18:00", "2023-12-12", "night", 1),
    ("2022-10-02 00:00", "2022-10-02 02:00", "2022-10-02", "night", 1),
    ("2023-05-16 3:30", "2023-05-16 07:00", "2023-05-16", "night", 1),
    ("2025-10-22 07:00", "2025-10-22 09:00", "2025-10-22", "night", 1),
    ("2022-10-13", "2022-10-13 08:00", "2022-10-13", "night", 2),
    ("2025-11-21", "2025-11-21 15:00", "2025-11-21", "unknown", 3),
    ("2024-07-07", "2024-07-08 08:00", "2024-07-08", "unknown", 3),
    ("2024-10-28 19:00", "2024-10-29", "2024-10-29", "unknown", 3),
    ("2026-05-02 08:00", "2026-05-02 18:00", "2026-05-02", "day", 1),
    ("2023-08-14 14:00", "2023-08-14 14:30", "2023-08-14", "day", 1),
    ("2024-01-01 17:00", "2024-01-01 20:00", "2024-01-01", "day", 1),
    ("2024-01-01 07:00", "2024-01-01 17:00", "2024-01-01", "day", 1),
    ("2024-01-01 03:00", "2024-01-01 18:00", "2024-01-01", "day24", 1),
    ("2026-04-15 07:00", "2026-04-16 07:00", "2026-04-16", "day24", 1),
    ("2025-04-27 23:30", "2025-04-28 17:00", "2025-04-28", "day24", 1),
    ("2026-04-02 18:00", "2026-04-03 14:00", "2026-04-03", "day24", 1),
    ("2026-01-01 08:00", "2026-01-03 08:00", "2026-01-03", "unknown", 1),
    ("2022-09-28", "2022-09-28", "2022-09-28", "unknown", 3),
    ("2026-02-02", "2026-02-07", "2026-02-07", "unknown", 3),
    ("2026-02-02", "2026-02-08", None, "unknown", 4),
    ("2026-02-01", "2026-02-28", None, "unknown", 5),
    ("2025-01-01", "2025-12-31", None, "unknown", 6),
]


@pytest.fixture(scope="module")
def every_row() -> dict[tuple[str, str], dict]:
    """What the module makes of the windows of all cases, read as one table."""
    spans = [(start, end) for start, end, *_ in CASES]
    return dict(zip(spans, decided_of(spans), strict=True))


@pytest.mark.parametrize(("start", "end", "night", "period", "precision"), CASES)
def test_a_window_has_a_night_a_period_and_a_precision(
    every_row, start, end, night, period, precision
):
    row = every_row[start, end]
    assert row["night_of"] == (datetime.date.fromisoformat(night) if night else None)
    assert (row["period"], row["time_precision"]) == (period, precision)


@pytest.mark.parametrize(("start", "end", "night", "period", "precision"), CASES)
def test_an_evening_in_a_text_belongs_to_the_same_night_as_in_a_table(
    every_row, start, end, night, period, precision
):
    row = every_row[start, end]
    start_at, end_at = row["start_at"], row["end_at"]
    if start_at is None or end_at is None:
        return
    is_evening = start[11:13] in ("18", "22", "23") and (
        end[:10] == start[:10] or end[11:] == "00:00"
    )
    evening = windows.night_of_evening(start_at, end_at)
    assert evening == (datetime.date.fromisoformat(night) if is_evening else None)


def test_a_window_over_the_change_of_clocks_is_as_long_as_it_was():
    # 19:00 to 15:00 is 20 hours by the clock; on the spring night only 19 passed.
    assert decided("2026-03-27 19:00", "2026-03-28 15:00")["period"] == "day24"
    assert decided("2026-03-28 19:00", "2026-03-29 15:00")["period"] == "night"


def test_a_window_that_ends_before_it_starts_has_no_period_of_its_own():
    assert decided("2026-02-05 08:00", "2026-02-04 18:00")["period"] == "unknown"
    assert decided("2026-02-05 08:00", "2026-02-05 07:00")["period"] == "unknown"


def test_a_cell_that_is_no_date_gives_no_night():
    assert decided("yesterday", "2026-02-31 08:00") == {
        "night_of": None, "period": "unknown", "time_precision": 3,
    }  # fmt: skip


def decided(start: str, end: str) -> dict:
    """Night, period and precision of one window."""
    (row,) = decided_of([(start, end)])
    return {name: row[name] for name in ("night_of", "period", "time_precision")}


def decided_of(spans: list[tuple[str, str]]) -> list[dict]:
    """What the module makes of windows: beginning and end, night, period and precision."""
    span = window("start", "end")
    frame = pl.DataFrame(spans, schema=["start", "end"], orient="row")
    return frame.select(
        span.start_at.alias("start_at"),
        span.end_at.alias("end_at"),
        windows.night_of(span).alias("night_of"),
        windows.period(span).alias("period"),
        windows.time_precision(span).alias("time_precision"),
    ).to_dicts()
