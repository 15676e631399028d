"""The known agreements against the facts they were taken from."""

import csv
from pathlib import Path

from pipelines.extraction.agreements.known import agreements, security_agreements

# The facts write the channel's name with the rank of those who talk.
RENAMED = {"US-Russia military-to-military dialogue"}
# Agreements of other years that reports on this war name, and of which the facts have no row.
BESIDE_THE_FACTS = {
    "Anti-Ballistic Missile Treaty (ABM)",
    "Azov Sea and Kerch Strait treaty 2003",
    "Black Sea truce March 2025",
    "Budapest Memorandum",
    "Convention on Cluster Munitions",
    "EU-Russia visa facilitation agreement",
    "European Convention for the Prevention of Torture",
    "European Convention on Human Rights",
    "Framework Convention for the Protection of National Minorities",
    "NATO-Russia Founding Act",
    "Ottawa Convention (Anti-Personnel Mine Ban)",
    "Plutonium Management and Disposition Agreement",
    "Rome Statute of the International Criminal Court",
    "Russia-Belarus security guarantees treaty",
    "Russia-Iran comprehensive strategic partnership treaty",
    "Russia-North Korea comprehensive strategic partnership treaty",
    "Russia-Ukraine Treaty of Friendship 1997",
    "Russia-Ukraine gas transit contract 2019",
    "UK-Ukraine 100-year partnership",
    "UK-Ukraine security agreement 2024",
    "Vienna Document",
}


def test_known_names_are_names_of_the_facts(shared: Path) -> None:
    with (shared / "facts" / "agreements.csv").open(encoding="utf-8", newline="") as lines:
        names = {row["name"] for row in csv.DictReader(lines)}
    found = {name for name in agreements() if not name.endswith("-Ukraine security agreement")}
    assert found - RENAMED - BESIDE_THE_FACTS <= names


def test_every_third_state_can_have_an_agreement_on_security() -> None:
    assert security_agreements()["FRA"] == "France-Ukraine security agreement"
    assert agreements()["France-Ukraine security agreement"].parties == ("FRA", "UKR")
    assert security_agreements().keys().isdisjoint(("RUS", "UKR", "NATO", "XXX"))
