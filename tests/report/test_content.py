"""Words and values of the page."""

from pipelines.report.content import flattened


def test_values_for_the_filters_keep_their_order():
    """A set would be written in another order by another process."""
    states = ["Germany", "Belgium", "Denmark", "Norway", "Poland", "Romania", "Estonia"]
    assert flattened([states, "Latvia", "Germany", None]) == [*states, "Latvia", None]
