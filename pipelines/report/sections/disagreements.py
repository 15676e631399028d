"""Disagreements: figures on which sources or sides differ, in every family."""

from collections import Counter

from pipelines.report import bars
from pipelines.report.content import Chart, Column, Filter, Section, counted, spelled
from pipelines.report.data import Data, Rows
from pipelines.report.svg import NARROW, WIDE

MOST_BARS = 12


def section(data: Data) -> Section:
    """The section of disagreements."""
    return Section(
        10,
        "disagreements",
        "Disagreements",
        "On which figures do sources and sides differ?",
        (_chart(data.rows("disagreements")),),
    )


def _chart(rows: Rows) -> Chart:
    disputed = {(row["event_id"], row["figure"], row["family"]) for row in rows.shown}
    numbers = Counter((family, figure) for _event, figure, family in disputed)
    shown = [
        bars.Bar(f"{family.capitalize()}: {spelled(figure)}", figure, ((number, "drones"),))
        for (family, figure), number in sorted(
            numbers.items(), key=lambda item: (-item[1], item[0])
        )[:MOST_BARS]
    ]
    events = len({event for event, _figure, _family in disputed})
    label = "Bars: disputed figures by what they count. The table has every value."
    return Chart(
        title="Disputed figures by what they count",
        lead=f"{counted(len(disputed), 'figure')} of {counted(events, 'event')} "
        f"{'is' if len(disputed) == 1 else 'are'} disputed. Both values are kept; the best one is "
        "chosen by a rule that the panel names."
        if rows.shown
        else "",
        rows=rows,
        columns=(
            Column("happened_stated", "Date"),
            Column("family", "Family"),
            Column("figure", "Figure"),
            Column("claimant", "Claimant"),
            Column("reporting_side", "Side"),
            Column("value", "Value claimed"),
            Column("best_value", "Best value"),
            Column("difference", "Difference"),
            Column("event_id", "Event"),
        ),
        row_key="figure",
        empty="No figure is disputed: every event has one source, or its sources agree.",
        wide=bars.draw(shown, WIDE, label) if shown else "",
        narrow=bars.draw(shown, NARROW, label) if shown else "",
        filters=(
            Filter("family", "Family"),
            Filter("figure", "Figure"),
            Filter("reporting_side", "Side"),
        ),
    )
