"""The page of the shipped registers and a crowded one, made once, and a browser to open them."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest
from filelock import FileLock
from playwright.sync_api import Browser, Page

from pipelines.report.write import make
from pipelines.settings import Settings
from tests.browser import chromium

SCRIPT = "<script>document.title = 'taken over'</script>"

CROWD = f"""
insert into marts.airspace_incidents
    select airspace_incidents.* replace (
        'airspace-crowd-' || number as event_id,
        'crowd ' || number as location_name,
        occurred_on - cast(number % 1000 as integer) as occurred_on,
        case when number = 0 then '{SCRIPT.replace("'", "''")}' else summary end as summary
    )
    from marts.airspace_incidents cross join range(100000) as numbers (number)
    where event_id = 'airspace-2026-09-23-POL-Braniewo';
insert into marts.overview_provenance
    select overview_provenance.* replace (
        'airspace-crowd-' || number as event_id,
        'airspace-crowd-claim-' || number as claim_id,
        strftime(date '2026-09-23' - cast(number % 1000 as integer), '%Y-%m-%d') as happened_stated,
        case when number = 0 then '{SCRIPT.replace("'", "''")}' else says end as says
    )
    from marts.overview_provenance cross join range(10000) as numbers (number)
    where event_id = 'airspace-2026-09-23-POL-Braniewo' and claim_id = (
        select min(claim_id) from marts.overview_provenance
        where event_id = 'airspace-2026-09-23-POL-Braniewo'
    );
"""


@pytest.fixture(scope="session")
def report(common: Path, golden: Settings) -> Path:
    """Folder of the report of the shipped registers; to read only."""
    folder = common / "report"
    with FileLock(common / "report.lock"):
        make(golden.warehouse, None, folder)
    return folder


@pytest.fixture(scope="session")
def crowded(common: Path, golden: Settings) -> Path:
    """A report of 100,000 more incidents, 10,000 of them with a claim, compared with golden."""
    folder = common / "crowded"
    with FileLock(common / "crowded.lock"):
        if not folder.exists():
            publication = common / "crowded.duckdb"
            shutil.copyfile(golden.warehouse, publication)
            with duckdb.connect(str(publication)) as connection:
                connection.execute(CROWD)
            make(publication, golden.warehouse, folder)
    return folder


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The system's Chromium; skips where there is none."""
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Page:
    """One tab for all tests of a module, with a wide window."""
    return browser.new_page(viewport={"width": 1200, "height": 900})


@pytest.fixture
def sent(tab: Page, report: Path) -> Callable[..., Page]:
    """Opens the page at an address that somebody was sent."""

    def opened(state: str = "", folder: Path = report) -> Page:
        tab.goto("about:blank")
        tab.goto(f"{(folder / 'index.html').as_uri()}#{state}")
        return tab

    return opened
