"""Attack windows are read from two cells, each with a minute of Kyiv or only a date."""

from datetime import UTC, date, datetime

import polars as pl
import pytest

from pipelines.staging.tables.windows import edge, window
from pipelines.vocabulary.windows import night_of

FOURTH = date(2026, 2, 4)


@pytest.mark.parametrize(
    ("cell", "at", "on"),
    [
        ("2026-02-04 18:00", datetime(2026, 2, 4, 16, tzinfo=UTC), FOURTH),
        ("2026-02-04 00:30", datetime(2026, 2, 3, 22, 30, tzinfo=UTC), FOURTH),  # the day of Kyiv
        ("2026-02-04 24:00", datetime(2026, 2, 4, 22, tzinfo=UTC), date(2026, 2, 5)),
        ("2026-02-04", None, FOURTH),
        ("in the evening", None, None),
        (None, None, None),
    ],
)
def test_one_end_has_a_moment_and_the_date_of_kyiv(cell, at, on) -> None:
    moment, day = edge("cell")
    rows = pl.DataFrame({"cell": [cell]}, schema={"cell": pl.String})
    assert rows.select(at=moment, on=day).row(0) == (at, on)


def test_a_window_has_the_night_that_its_two_ends_name() -> None:
    rows = pl.DataFrame(
        {
            "start": ["2026-02-04 18:00", "2026-02-04"],
            "end": ["2026-02-05 08:00", "2026-02-05"],
        }
    )
    nights = rows.select(night_of(window("start", "end"))).to_series().to_list()
    assert nights == [date(2026, 2, 5), date(2026, 2, 5)]
