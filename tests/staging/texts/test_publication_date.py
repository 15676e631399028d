"""Publication dates: their precision, and the zone that a clock time needs."""

import pytest

from pipelines.staging.texts.publication_date import published


@pytest.mark.parametrize(
    ("words", "at", "on"),
    [
        ("2026-02-05", None, "2026-02-05"),
        ("2026-02", None, "2026-02"),
        ("2026", None, "2026"),
        ("2026-02-05T09:12+02:00", "2026-02-05T07:12:00+00:00", "2026-02-05"),
        ("2026-02-05 09:12:00 +0200", "2026-02-05T07:12:00+00:00", "2026-02-05"),
        ("2026-02-05T00:30:00+02:00", "2026-02-04T22:30:00+00:00", "2026-02-05"),
        ("2026-02-05T09:12:00Z", "2026-02-05T09:12:00+00:00", "2026-02-05"),
        ("2026-02-05T09:12:00", None, "2026-02-05"),
        ("Thu, 05 Feb 2026 09:12:00 GMT", "2026-02-05T09:12:00+00:00", "2026-02-05"),
        ("Thu, 05 Feb 2026 09:12:00 -0000", None, "2026-02-05"),
        ("5 February 2026", None, "2026-02-05"),
        ("February 5, 2026", None, "2026-02-05"),
        ("Thursday, February 5, 2026", None, "2026-02-05"),
        ("Feb 5, 2026 at 3:15 PM EST", None, "2026-02-05"),
        ("05.02.2026", None, "2026-02-05"),
    ],
)
def test_a_date_keeps_its_precision_and_a_clock_needs_a_zone(words: str, at: str | None, on: str):
    found = published(words)
    assert (found.at.isoformat() if found.at else None, found.on) == (at, on)


@pytest.mark.parametrize("words", ["", "soon", "2026-02-31", "02/05/2026", "9999", "2026-13", "5"])
def test_what_is_no_date_or_two_is_none(words: str):
    with pytest.raises(ValueError, match="is not a date"):
        published(words)
