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

NO_ADDRESS = "The table <b>has no</b> address."

CROWD = f"""
insert into marts.airspace_incidents
    select airspace_incidents.* replace (
        'airspace-crowd-' || number as event_id,
        'crowd ' || number as location_name,
        occurred_on - cast(number % 1000 as integer) as occurred_on,
        case when number = 0 then '{SCRIPT.replace("'", "''")}' else summary end as summary
    )
    from marts.airspace_incidents cross join range(10000) as numbers (number)
    where event_id = 'airspace-2026-09-23-POL-Braniewo';
insert into marts.overview_provenance
    select overview_provenance.* replace (
        'airspace-crowd-' || number as event_id,
        'airspace-crowd-claim-' || number as claim_id,
        strftime(date '2026-09-23' - cast(number % 1000 as integer), '%Y-%m-%d') as happened_stated,
        case when number = 0 then '{SCRIPT.replace("'", "''")}' else says end as says,
        case number
            when 0 then '{NO_ADDRESS}'
            when 1 then 'javascript:1'
            else address
        end as address
    )
    from marts.overview_provenance cross join range(10000) as numbers (number)
    where event_id = 'airspace-2026-09-23-POL-Braniewo' and claim_id = (
        select min(claim_id) from marts.overview_provenance
        where event_id = 'airspace-2026-09-23-POL-Braniewo'
    );
insert into marts.alerts_daily by name
    select
        cast(unnest(generate_series(date '2026-01-01', date '2026-03-31', interval 1 day)) as date)
            as day,
        'UA63' as region_pcode, 'Kharkiv oblast' as region_name, 90 as minutes_best,
        90 as minutes_official, 2 as alerts_best, 2 as alerts_official, 1.5 as hours;
insert into marts.alerts_nights by name
    select cast(day as date) as night_of, 3 as regions_under_alert, 480 as region_minutes,
        240 as longest_minutes, is_strike_reported, drones_launched_best,
        case when is_strike_reported then 'both' else 'alerts_without_report' end as reading
    from (
        select night_of as day, true as is_strike_reported, drones_launched_best
        from marts.strikes_daily where night_of between date '2026-01-01' and date '2026-03-31'
        union all select date '2026-04-01', false, null
    );
insert into marts.violence_monthly by name
    from (
        values
            (date '2026-01-01', 'acled', 'UKR', 'UA63', 'Kharkiv oblast', 40, null, null, null),
            (date '2026-01-01', 'ucdp_ged', 'UKR', 'UA63', 'Kharkiv oblast', 30, 50, 62, 75),
            (date '2026-02-01', 'ucdp_ged', 'UKR', null, null, 4, 5, 5, 9)
    ) as rows (
        month, source, country_iso3, adm1_pcode, adm1_name, events_armed, deaths_low, deaths_best,
        deaths_high
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
    """A report of 10,000 more incidents, each with a claim, and of alerts and violence."""
    folder = common / "crowded"
    with FileLock(common / "crowded.lock"):
        if not folder.exists():
            publication = common / "crowded.duckdb"
            shutil.copyfile(golden.warehouse, publication)
            with duckdb.connect(str(publication), config={"threads": 1}) as connection:
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
