"""The known agreements against the facts they were taken from."""

import csv
from pathlib import Path

from pipelines.extraction.agreements.known import agreements

# The facts write the channel's name with the rank of those who talk.
RENAMED = {"US-Russia military-to-military dialogue"}
# Agreements of other years that reports on this war name, and of which the facts have no row.
BESIDE_THE_FACTS = {
    "Anti-Ballistic Missile Treaty (ABM)",
    "Plutonium Management and Disposition Agreement",
    "Russia-Ukraine gas transit contract 2019",
}


def test_known_names_are_names_of_the_facts(shared: Path) -> None:
    with (shared / "facts" / "agreements.csv").open(encoding="utf-8", newline="") as lines:
        names = {row["name"] for row in csv.DictReader(lines)}
    assert set(agreements()) - RENAMED - BESIDE_THE_FACTS <= names
