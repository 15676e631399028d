"""The period of a window of hours, which texts and tables must agree on."""

from datetime import datetime, timedelta

import polars as pl

from pipelines.extraction.strikes.times import period_of
from pipelines.extraction.text.when import KYIV
from pipelines.staging.tables.windows import window
from pipelines.vocabulary import windows


def test_the_period_of_a_window_is_that_of_a_table_row() -> None:
    starts = [datetime(2026, 2, 4, hour, 30, tzinfo=KYIV) for hour in range(24)]
    lengths = [timedelta(hours=hours) for hours in (-1, 0, 2, 5, 11, 14, 19, 20, 26, 30, 31, 50)]
    spans = [(start, start + length) for start in starts for length in lengths]
    form = "%Y-%m-%d %H:%M"
    frame = pl.DataFrame(
        {
            "start": [f"{start:{form}}" for start, _ in spans],
            "end": [f"{end:{form}}" for _, end in spans],
        }
    )
    table = frame.select(windows.period(window("start", "end"))).to_series().to_list()
    assert [period_of(start, end) for start, end in spans] == table
