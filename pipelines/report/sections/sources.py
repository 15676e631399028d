"""Sources: what came in of each, how old it is, its licence, and how to cite the page."""

from pipelines.report.content import Chart, Column, Section
from pipelines.report.data import Data, Rows

METHOD = (
    "A report makes claims; events are computed from claims and can be recomputed. The best value "
    "comes from the account that ranks first (official bulletin, dataset, research, agency, press, "
    "curated list, encyclopedia, partisan social media); low and high are the extremes that "
    "sources report. There is no midpoint, because no source reported one.",
    "Empty is not zero: an empty cell means that no source states the number, 0 that a source "
    "states zero. Figures that overlap are never added.",
)


def section(data: Data) -> Section:
    """The section of sources, method and citation."""
    return Section(
        14,
        "sources",
        "Sources and method",
        "Where does all this come from, how was it made, and how is it cited?",
        (_chart(data.rows("sources")),),
        METHOD + _left_out(data),
        citation=True,
    )


def _left_out(data: Data) -> tuple[str, ...]:
    """A sentence on sources whose single events may not be passed on."""
    if not data.restricted.sources:
        return ()
    names = ", ".join(data.restricted.sources)
    return (
        f"Single events that rest on {names} are not on this page: their licences allow to pass on "
        "sums alone.",
    )


def _chart(rows: Rows) -> Chart:
    return Chart(
        title="Sources",
        lead="Age is counted to the publication from the newest date that a source reports on, or "
        "from the last day of that month or year. A source is silent if it is older than 14 days "
        "and than three times its usual gap.",
        rows=rows,
        columns=(
            Column("source", "Source"),
            Column("publisher", "Publisher"),
            Column("side", "Side"),
            Column("claims", "Claims"),
            Column("last_item_stated", "Newest item"),
            Column("age_days", "Age in days"),
            Column("state", "State"),
            Column("cadence", "Expected"),
            Column("ends_in_words", "What has ended", is_long=True),
            Column("quarantined", "Rows refused"),
            Column("licence", "Licence", is_long=True),
            Column("citation", "How to cite it", is_long=True),
        ),
        row_key="source",
        empty="No source is declared.",
        is_open=True,
    )
