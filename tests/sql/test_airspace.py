"""Incidents at scale: lists of others, loaded as claims without labels, gather within tolerances.

The lists are real data and no part of the project; without them these tests skip. What a rule
yields on a few rows is tried in tests/sql/links.airspace.yml.
"""

import csv
import math
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import pytest

from tests.resolving import House, resolving

STATES = {
    "Belgium": "BEL", "Czech Republic": "CZE", "Denmark": "DNK", "Estonia": "EST", "Finland": "FIN",
    "France": "FRA", "Germany": "DEU", "Ireland": "IRL", "Lithuania": "LTU", "Netherlands": "NLD",
    "Norway": "NOR", "Poland": "POL", "Romania": "ROU", "Spain": "ESP", "Sweden": "SWE",
    "Türkiye": "TUR",
}  # fmt: skip
MONTHS = {"Sep": 9, "Oct": 10, "Nov": 11, "Dec": 12}
OBJECTS = {"drone": "drone", "jet": "aircraft", "balloon": "balloon"}
DAY = re.compile(r"(\d{1,2})\??\s+(Sep|Oct|Nov|Dec) (2025)")
NIGHT = re.compile(r"\d{1,2}\s*[–/-]\s*(\d{1,2})\s+(Sep|Oct|Nov|Dec) (2025)")


@dataclass(frozen=True)
class Site:
    """One row of a list: where, when and what."""

    claim_id: str
    occurred_stated: str | None
    violated_state_iso3: str | None
    object_type: str
    kind: str
    location_name: str
    latitude: float
    longitude: float


@pytest.fixture(scope="module")
def incidents(shared: Path) -> list[Site]:
    """The list of European incidents of autumn 2025, one row a site, its dates in free words."""
    path = shared / "data" / "airspace" / "skyintrusions_incidents.csv"
    with path.open(encoding="utf-8") as lines:
        return [
            incident(f"s{place}", row)
            for place, row in enumerate(csv.DictReader(lines))
            if row["object"] in OBJECTS
        ]


@pytest.fixture(scope="module")
def headlines(shared: Path) -> list[Site]:
    """Geocoded headlines of two years, several of one attack."""
    return [
        Site(
            claim_id=f"{path.stem}-{place}",
            occurred_stated=f"{row['date'][:4]}-{row['date'][4:6]}-{row['date'][6:]}",
            violated_state_iso3="RUS" if row["location_bucket"] == "STRICT" else "UKR",
            object_type="drone",
            kind="sighting",
            location_name=row["asciiname"] or "unnamed",
            latitude=float(row["latitude"]),
            longitude=float(row["longitude"]),
        )
        for path in sorted((shared / "data" / "viina").glob("VIINA_*_REBUILD.csv"))
        for place, row in enumerate(csv.DictReader(path.open(encoding="utf-8")))
    ]


@pytest.fixture(scope="module")
def house() -> Iterator[House]:
    with resolving("airspace") as made:
        yield made


def test_the_polish_night_is_one_incident_of_twenty_crash_sites(house, incidents):
    events = linked(house, incidents)
    night = [site for site in incidents if site.occurred_stated == "2025-09-10"]
    assert len(night) == 20
    assert len({events[site.claim_id] for site in night}) == 1
    assert farthest(night) == pytest.approx(469, abs=1)


def test_other_rows_of_the_list_stay_incidents_of_their_own(house, incidents):
    events = linked(house, incidents)
    gathered = defaultdict(set)
    for site in incidents:
        gathered[events[site.claim_id]].add(site.location_name)
    assert (len(incidents), len(gathered)) == (117, 97)
    assert [sorted(places) for places in gathered.values() if 1 < len(places) < 20] == [
        ["Kaunas Airport, Lithuania", "Vilnius Airport, Lithuania"]
    ]


@pytest.mark.parametrize("listed", ["incidents", "headlines"])
def test_no_two_further_apart_than_the_tolerances_are_merged(house, listed, request):
    sites = request.getfixturevalue(listed)
    events = linked(house, sites)
    assert set(events) == {site.claim_id for site in sites}
    kilometres = house.rows(
        "select kind, object_group, km from vocabulary.linking_tolerances "
        "where family = 'airspace' and days = 0"
    )
    widest = {(kind, group): km for kind, group, km in kilometres}
    gathered = defaultdict(list)
    for site in sites:
        gathered[events[site.claim_id]].append(site)
    for together in gathered.values():
        for one, other in combinations(together, 2):
            assert one.violated_state_iso3 == other.violated_state_iso3
            assert one.object_type == other.object_type
            assert one.occurred_stated == other.occurred_stated or distance(one, other) <= 60
            assert distance(one, other) <= max(
                widest[(site.kind, site.object_type)] for site in (one, other)
            )


def test_headlines_of_one_attack_gather(house, headlines):
    events = linked(house, headlines)
    stated = {(site.occurred_stated, site.location_name) for site in headlines}
    assert (len(headlines), len(stated), len(set(events.values()))) == (868, 659, 627)
    places = defaultdict(set)
    for site in headlines:
        key = (site.occurred_stated, site.violated_state_iso3, site.latitude, site.longitude)
        places[key].add(events[site.claim_id])
    assert all(len(found) == 1 for found in places.values())


def linked(house: House, sites: list[Site]) -> dict[str, str]:
    """Event of each site, after the links are made anew from these sites alone."""
    house.know(
        "airspace",
        [vars(site) | {"source_type": "curated_list", "where_precision": "near"} for site in sites],
    )
    return dict(house.rows("select claim_id, event_id from links.airspace"))


def incident(claim_id: str, row: dict[str, str]) -> Site:
    words = row["date_raw"]
    found = NIGHT.search(words) or DAY.search(words)
    state = row["place"].rsplit(",", 1)[-1].strip()
    is_violation = "incursion" in row["incident_type"] or row["object"] == "balloon"
    return Site(
        claim_id=claim_id,
        occurred_stated=f"{found[3]}-{MONTHS[found[2]]:02}-{int(found[1]):02}" if found else None,
        violated_state_iso3=STATES.get(state),
        object_type=OBJECTS[row["object"]],
        kind="violation" if is_violation else "sighting",
        location_name=row["place"],
        latitude=float(row["lat"]),
        longitude=float(row["lng"]),
    )


def farthest(sites: list[Site]) -> float:
    return max(distance(one, other) for one, other in combinations(sites, 2))


def distance(one: Site, other: Site) -> float:
    """Kilometres between two sites on a sphere."""
    north, east = (
        math.radians(other.latitude - one.latitude) / 2,
        math.radians(other.longitude - one.longitude) / 2,
    )
    across = math.cos(math.radians(one.latitude)) * math.cos(math.radians(other.latitude))
    return 12742 * math.asin(math.sqrt(math.sin(north) ** 2 + across * math.sin(east) ** 2))
