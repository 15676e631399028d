"""A large file is asked for again only after the days that its source declares."""

from datetime import UTC, datetime, timedelta

import pytest

from pipelines.landing import fetch_once
from pipelines.landing.address import Address
from pipelines.landing.errand import Errand
from pipelines.landing.pace import Pace
from pipelines.settings import Settings, stamp


class Asked(Exception):
    """A request was about to be made."""


def refuse(line: str) -> None:
    raise Asked(line)


@pytest.mark.parametrize(("days", "every", "is_asked"), [(6, 7, False), (7, 7, True), (0, 0, True)])
def test_a_recent_copy_is_not_fetched_again(tmp_path, days: int, every: int, is_asked: bool):
    here = Settings(data=tmp_path)
    errand = Errand(here, "air_raid_alerts", Pace(), refuse)
    errand.folder.mkdir(parents=True)
    saved = datetime.now(UTC) - timedelta(days=days, minutes=1)
    (errand.folder / f"list-{stamp(saved)}.csv").write_text("a\n")
    address = Address(url="https://example.org/list.csv", file="list.csv", every_days=every)
    if is_asked:
        with pytest.raises(Asked):
            fetch_once.fetch(errand, address)
    else:
        got = fetch_once.fetch(errand, address)
        assert got.file is None
        assert got.note == "fetched 6 days ago, and is asked every 7 days"
