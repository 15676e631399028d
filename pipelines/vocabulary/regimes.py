"""When a publisher changed what it counts, as reporting_regimes.csv dates it.

sql/ decides which rates may be compared; this module has only what reading a figure needs.
"""

from datetime import date

from pipelines.vocabulary.tables import vocabulary


def merged_from() -> date:
    """First night of which the Air Force of Ukraine counts shot down and suppressed as one figure.

    Until then the figure given as destroyed is what was shot down by fire; drones lost to
    electronic warfare were a figure of their own from July 2024.
    """
    for regime in vocabulary("reporting_regimes"):
        if regime["regime_id"] == "uaf-drone-merged":
            return date.fromisoformat(regime["first_night_of"])
    raise ValueError("reporting_regimes.csv: no row uaf-drone-merged")
