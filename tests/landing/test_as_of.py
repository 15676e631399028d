"""The moment of an as-of refresh is read with its zone, and refused by name."""

from datetime import UTC, datetime

import pytest

from pipelines.landing.as_of import BadMoment, moment, settings_at
from pipelines.settings import Settings


def test_a_moment_is_read_in_utc():
    now = datetime(2026, 11, 1, tzinfo=UTC)
    read = datetime(2026, 2, 10, tzinfo=UTC)
    assert moment("2026-02-10T00:00Z", now) == read
    assert moment(" 2026-02-10T02:00+02:00 ", now) == read


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("2026-02-10T00:00", "has no zone"),
        ("2026-02-10", "has no zone"),
        ("2027-01-01T00:00Z", "is in the future"),
        ("yesterday", "not a moment"),
        ("", "not a moment"),
    ],
)
def test_a_bad_moment_is_named(text, says):
    with pytest.raises(BadMoment, match=says) as error:
        moment(text, datetime(2026, 11, 1, tzinfo=UTC))
    assert repr(text) in str(error.value)


def test_nothing_landed_is_nothing_to_rebuild(tmp_path):
    with pytest.raises(BadMoment, match=r"'2026-02-10T00:00Z': nothing has landed.*ledger refresh"):
        settings_at(Settings(data=tmp_path), "2026-02-10T00:00Z")
