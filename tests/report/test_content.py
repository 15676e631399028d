"""Words and values of the page."""

from pipelines.report.content import flattened, spelled


def test_values_for_the_filters_keep_their_order():
    """A set would be written in another order by another process."""
    states = ["Germany", "Belgium", "Denmark", "Norway", "Poland", "Romania", "Estonia"]
    assert flattened([states, "Latvia", "Germany", None]) == [*states, "Latvia", None]


def test_figures_that_are_dates_are_read_as_dates():
    assert spelled("exchanged_stated") == "exchanged on"
    assert spelled("in_force_from_stated") == "in force from"
    assert spelled("pow") == "prisoners of war"
    assert spelled("ucdp_ged") == "UCDP GED"
    assert spelled("gdelt") == "GDELT"
