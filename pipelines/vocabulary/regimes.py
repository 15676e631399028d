"""When a publisher changed what it counts, as reporting_regimes.csv dates it.

sql/ decides which rates may be compared; this module has only what reading a figure needs.
"""

import csv
from datetime import date
from functools import cache

from pipelines.settings import VOCABULARY


@cache
def merged_from() -> date:
    """First night of which the Air Force of Ukraine counts shot down and suppressed as one figure.

    Until then the figure given as destroyed is what was shot down by fire; drones lost to
    electronic warfare were a figure of their own from July 2024.
    """
    with (VOCABULARY / "reporting_regimes.csv").open(newline="") as stream:
        for regime in csv.DictReader(stream):
            if regime["regime_id"] == "uaf-drone-merged":
                return date.fromisoformat(regime["first_night_of"])
    raise ValueError("reporting_regimes.csv: no row uaf-drone-merged")
