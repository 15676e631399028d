"""Columns that follow from those of a claim and that readers of a single text are shown."""

from collections.abc import Mapping

from pipelines.extraction.strikes.counted import intercepted


def derived(claim: Mapping[str, object]) -> dict[str, object]:
    """`intercepted`: shot down or suppressed, else their sum, else shot down."""
    return {"intercepted": intercepted(claim)}
