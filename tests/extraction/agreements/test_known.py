"""The known agreements against the facts they were taken from."""

import csv
from pathlib import Path

from pipelines.extraction.agreements.known import agreements

# The facts write the channel's name with the rank of those who talk.
RENAMED = {"US-Russia military-to-military dialogue"}


def test_known_names_are_names_of_the_facts(shared: Path) -> None:
    with (shared / "facts" / "agreements.csv").open(encoding="utf-8", newline="") as lines:
        names = {row["name"] for row in csv.DictReader(lines)}
    assert set(agreements()) - RENAMED <= names
