"""Dates of changes in what a publisher counts, from reporting_regimes.csv.

This module has only what reading figures needs; sql/ decides which rates are comparable.
"""

from datetime import date

from pipelines.vocabulary.tables import vocabulary


def merged_from() -> date:
    """First night for which the Air Force of Ukraine counts shot down and suppressed as one figure.

    Before it, the figure for destroyed drones covers those shot down by fire; drones lost to
    electronic warfare were reported as a separate figure from July 2024.
    """
    for regime in vocabulary("reporting_regimes"):
        if regime["regime_id"] == "uaf-drone-merged":
            return date.fromisoformat(regime["first_night_of"])
    raise ValueError("reporting_regimes.csv: no row uaf-drone-merged")
