"""One file a day: every day since the last one that is held, as far as this refresh may go."""

from collections.abc import Iterator
from datetime import date, timedelta

import httpx

from pipelines.landing.address import Series
from pipelines.landing.archive import place
from pipelines.landing.errand import Errand, Got
from pipelines.landing.pace import Enough


def fetch(errand: Errand, series: Series) -> Got:
    """Ask for the days that are not held; those that are left over wait for the next refresh.

    A day without a file (404) is passed over. Any other failure is raised, and the days before it
    are kept.
    """
    file, size = None, 0
    for day in _missing(errand, series):
        try:
            page = errand.ask(series, series.series.replace("{date}", day.isoformat()))
        except Enough as error:
            return Got(file, size, f"from {day} on: {error}")
        except httpx.HTTPStatusError as error:
            if error.response.status_code != httpx.codes.NOT_FOUND:
                raise
            continue
        content = page.content or b""
        file = errand.folder / f"{series.stem}_{day}{series.suffix}"
        place(file, content)
        size += len(content)
    return Got(file, size)


def _missing(errand: Errand, series: Series) -> Iterator[date]:
    """Days after the newest file that is held, to today (UTC)."""
    stem = f"{series.stem}_"
    held = errand.folder.glob(f"{stem}????-??-??{series.suffix}")
    newest = max((file.stem.removeprefix(stem) for file in held), default=None)
    day = series.since if newest is None else date.fromisoformat(newest) + timedelta(days=1)
    while day <= errand.today.date():
        yield day
        day += timedelta(days=1)
